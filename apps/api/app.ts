import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { SignIn } from './auth/sign-in.js';
import { CallLimit } from './common/call-limit.js';
import { consoleFiles } from './common/console-files.js';
import { CUSTOMER_PAGES } from './common/customer-page.js';
import { NestLogger, createLogger, requestLog } from './common/logger.js';
import { Metrics } from './common/metrics.js';
import { keepRawBody } from './common/raw-body.js';
import { assertRoutesAreGuarded } from './common/routes.js';
import type { Config } from './config.js';
import { serveOpenApi } from './openapi.js';

const BODY_LIMIT = '1mb';

/**
 * The whole API, ready to `listen` or to be tested. Nothing is connected yet: the database and Temporal are reached
 * when first asked.
 */
export async function createApp(config: Config): Promise<INestApplication> {
  const logger = createLogger(config.logLevel);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, logger), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(logger),
  });
  assertRoutesAreGuarded(app);
  app.set('trust proxy', config.trustProxy);
  app.use(requestLog(logger), app.get(Metrics).measure, securityHeaders(config), compression());
  app.use('/api/auth', limitSignIns(app.get(CallLimit)));
  app.use(onPath('/api/auth/', app.get(SignIn).handler));
  app.use(['/webhooks', ...CUSTOMER_PAGES], express.urlencoded({ extended: false, limit: BODY_LIMIT }));
  // Amazon's notifications say that they are plain text.
  app.use(
    '/webhooks/mail',
    express.json({ limit: BODY_LIMIT, type: ['json', 'text/plain'], verify: keepRawBody }),
  );
  app.use(express.json({ limit: BODY_LIMIT }));
  serveOpenApi(app);
  if (config.consoleDir) app.use(...consoleFiles(config.consoleDir));
  app.enableShutdownHooks();
  return app;
}

/** Pages may load from here only; Mantine writes style attributes, so those are allowed. */
function securityHeaders(config: Config): RequestHandler {
  const https = config.publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'upgrade-insecure-requests': https ? [] : null,
      },
    },
    strictTransportSecurity: https,
  });
}

function limitSignIns(limit: CallLimit): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'POST' || !request.path.startsWith('/sign-in')) return next();
    limit.countSignIn(request.ip ?? 'unknown', response).then(() => next(), next);
  };
}

/** Hands over requests below a path with their address whole, which `app.use(path, …)` would cut. */
function onPath(prefix: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) =>
    request.path.startsWith(prefix) ? handler(request, response, next) : next();
}
