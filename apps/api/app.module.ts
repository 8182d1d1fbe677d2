import { createDb } from '@aftercare/db/client.js';
import type { Db } from '@aftercare/db/client.js';
import { ClockService } from '@aftercare/db/clock.js';
import { Documents } from '@aftercare/db/documents.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { AuditController } from './audit/audit.controller.js';
import { AuditService } from './audit/audit.service.js';
import { AccessGuard } from './auth/access.guard.js';
import { Authenticator } from './auth/authenticator.js';
import { MeController } from './auth/me.controller.js';
import { SignIn } from './auth/sign-in.js';
import { AnswerInterceptor } from './common/answer.js';
import { CallLimit } from './common/call-limit.js';
import { IdempotencyInterceptor } from './common/idempotency.interceptor.js';
import { Metrics } from './common/metrics.js';
import { ProblemFilter } from './common/problem.filter.js';
import { Resources } from './common/resources.js';
import { RequestValidationPipe } from './common/validation.pipe.js';
import type { Config } from './config.js';
import { BelongingsController } from './customers/belongings.controller.js';
import { BelongingsService } from './customers/belongings.service.js';
import { CustomersController } from './customers/customers.controller.js';
import { ConsentsService } from './customers/consents.service.js';
import { CustomersService } from './customers/customers.service.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { RepliesController } from './replies/replies.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffService } from './staff/staff.service.js';
import { TeamsController } from './staff/teams.controller.js';
import { TeamsService } from './staff/teams.service.js';
import { CLOCK, CONFIG, DB, KEEP, LOGGER, TEMPORAL } from './tokens.js';

/** Features: a controller answers, a service knows. */
const CONTROLLERS = [
  HealthController,
  MeController,
  AuditController,
  CustomersController,
  BelongingsController,
  StaffController,
  TeamsController,
  RepliesController,
];
const SERVICES: Provider[] = [
  HealthService,
  AuditService,
  CustomersService,
  ConsentsService,
  BelongingsService,
  StaffService,
  TeamsService,
];

/** What stands around every route. The first interceptor is the outermost. */
const HABITS: Provider[] = [
  Authenticator,
  CallLimit,
  Metrics,
  Resources,
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useClass: RequestValidationPipe },
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
];

/** The one wiring file of the API. */
@Module({})
export class AppModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      controllers: CONTROLLERS,
      providers: [...outside(config, logger), ...HABITS, ...SERVICES],
    };
  }
}

/** What this process talks to. */
function outside(config: Config, logger: Logger): Provider[] {
  const connection = Connection.lazy({ address: config.temporal.address });
  const keep: KeepContext = { documents: new Documents(), sender: config.twilio.from ?? '' };
  return [
    { provide: CONFIG, useValue: config },
    { provide: LOGGER, useValue: logger },
    { provide: DB, useFactory: () => createDb(config.databaseUrl) },
    { provide: CLOCK, useValue: new ClockService(config.sandbox) },
    { provide: TEMPORAL, useValue: new Client({ connection, namespace: config.temporal.namespace }) },
    { provide: KEEP, useValue: keep },
    { provide: SignIn, useFactory: (db: Db) => new SignIn(db, config), inject: [DB] },
  ];
}
