import type { LoggerService } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { ApiRequest } from './actor.js';

export function createLogger(level: string): Logger {
  return pino({ name: 'api', level });
}

/** Nest's own lines through our logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}

const GIVEN_ID = /^[\w.-]{8,100}$/;

/** One line per request with an id, and never a query, a body or a number: those name customers. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && GIVEN_ID.test(given) ? given : `req_${randomUUID()}`;
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: (request: { id: string; method: string; raw: IncomingMessage }) => {
        const { actor, originalUrl } = request.raw as ApiRequest;
        return { id: request.id, method: request.method, path: originalUrl.split('?')[0], actor: actor?.id };
      },
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}
