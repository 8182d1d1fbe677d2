import { createDb } from '@aftercare/db/client.js';
import type { Db } from '@aftercare/db/client.js';
import { ClockService } from '@aftercare/db/clock.js';
import { Documents } from '@aftercare/db/documents.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { Links } from '@aftercare/db/links.js';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  type GrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { AbsencesController } from './absences/absences.controller.js';
import { AbsencesService } from './absences/absences.service.js';
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
import { CallQueueService } from './calls/call-queue.service.js';
import { SendersController } from './senders/senders.controller.js';
import { SendersService } from './senders/senders.service.js';
import { BoardViewsController } from './board-views/board-views.controller.js';
import { BoardViewsService } from './board-views/board-views.service.js';
import { LiveController } from './live/live.controller.js';
import { LiveService } from './live/live.service.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsService } from './calls/calls.service.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CalendarsService } from './calendars/calendars.service.js';
import { ContactRulesController } from './contact-rules/contact-rules.controller.js';
import { ContactRulesService } from './contact-rules/contact-rules.service.js';
import { TryService } from './contact-rules/try.service.js';
import { GalleryController } from './gallery/gallery.controller.js';
import { GalleryService } from './gallery/gallery.service.js';
import { GuidesController } from './guides/guides.controller.js';
import { GuidesService } from './guides/guides.service.js';
import { ReadingController } from './guides/reading.controller.js';
import { ReadingService } from './guides/reading.service.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { HolidaysController } from './holidays/holidays.controller.js';
import { ChangeoverController } from './policies/changeover.controller.js';
import { ChangeoverService } from './policies/changeover.service.js';
import { MatrixController } from './policies/matrix.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesService } from './policies/policies.service.js';
import { ReachController } from './policies/reach.controller.js';
import { ReachService } from './policies/reach.service.js';
import { AuthorityService } from './remedies/authority.service.js';
import { RemediesController } from './remedies/remedies.controller.js';
import { RemediesService } from './remedies/remedies.service.js';
import { RepliesController } from './replies/replies.controller.js';
import { SimulationsController } from './simulations/simulations.controller.js';
import { SimulationsService } from './simulations/simulations.service.js';
import { StaffController } from './staff/staff.controller.js';
import { HandoverService } from './staff/handover.service.js';
import { StaffService } from './staff/staff.service.js';
import { TeamsController } from './staff/teams.controller.js';
import { TeamsService } from './staff/teams.service.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { AgreementListService } from './agreements/agreement-list.service.js';
import { AgreementVerbsService } from './agreements/agreement-verbs.service.js';
import { AgreementsService } from './agreements/agreements.service.js';
import { NoticesService } from './agreements/notices.service.js';
import { OffersController } from './agreements/offers.controller.js';
import { OffersService } from './agreements/offers.service.js';
import { EscalationsController } from './escalations/escalations.controller.js';
import { EscalationsService } from './escalations/escalations.service.js';
import { AnswerService } from './inbox/answer.service.js';
import { InboxController } from './inbox/inbox.controller.js';
import { InboxDetailService } from './inbox/inbox-detail.service.js';
import { InboxService } from './inbox/inbox.service.js';
import { InboxTicketService } from './inbox/inbox-ticket.service.js';
import { LinkService } from './inbox/link.service.js';
import { ImportRunner } from './imports/import-runner.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { LineIntake } from './imports/line-intake.service.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobsService } from './jobs/jobs.service.js';
import { MessagesController } from './messages/messages.controller.js';
import { MessagesService } from './messages/messages.service.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansService } from './plans/plans.service.js';
import { PromisesController } from './promises/promises.controller.js';
import { PromisesService } from './promises/promises.service.js';
import { SalesController } from './sales/sales.controller.js';
import { SalesService } from './sales/sales.service.js';
import { SchemasController } from './schemas/schemas.controller.js';
import { SetupController } from './setup/setup.controller.js';
import { SetupService } from './setup/setup.service.js';
import { MailsController } from './sandbox/mails.controller.js';
import { MailsService } from './sandbox/mails.service.js';
import { PhonesController } from './sandbox/phones.controller.js';
import { PhonesService } from './sandbox/phones.service.js';
import { SandboxController } from './sandbox/sandbox.controller.js';
import { SandboxService } from './sandbox/sandbox.service.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TicketListService } from './tickets/ticket-list.service.js';
import { TicketVerbsService } from './tickets/ticket-verbs.service.js';
import { TicketsService } from './tickets/tickets.service.js';
import { CustomerTierService } from './tiers/customer-tier.service.js';
import { TierReviewsService } from './tiers/tier-reviews.service.js';
import { TierRulesService } from './tiers/tier-rules.service.js';
import { TiersController } from './tiers/tiers.controller.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineService } from './timeline/timeline.service.js';
import { BoardService } from './follow-ups/board.service.js';
import { BulkService } from './follow-ups/bulk.service.js';
import { FollowUpsController } from './follow-ups/follow-ups.controller.js';
import { OutcomeUndoService } from './follow-ups/outcome-undo.service.js';
import { VerbsService } from './follow-ups/verbs.service.js';
import { KeyAccountsController } from './key-accounts/key-accounts.controller.js';
import { KeyAccountsService } from './key-accounts/key-accounts.service.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { Dispatcher } from './outbox/dispatcher.service.js';
import { EventsService } from './subjects/events.service.js';
import { MailController } from './webhooks/mail.controller.js';
import { MailService } from './webhooks/mail.service.js';
import { ServiceFileController } from './service-file/service-file.controller.js';
import { ServiceFileService } from './service-file/service-file.service.js';
import { WebhookEndpointsController } from './webhook-endpoints/webhook-endpoints.controller.js';
import { WebhookEndpointsService } from './webhook-endpoints/webhook-endpoints.service.js';
import { TwilioController } from './webhooks/twilio.controller.js';
import { TwilioService } from './webhooks/twilio.service.js';
import { VoiceController } from './webhooks/voice.controller.js';
import { VoiceService } from './webhooks/voice.service.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesService } from './templates/templates.service.js';
import { TestSendController } from './templates/test-send.controller.js';
import { TestSendService } from './templates/test-send.service.js';
import { AnswersController } from './mail/answers.controller.js';
import { AnswersService } from './mail/answers.service.js';
import { UnsubscribeController } from './mail/unsubscribe.controller.js';
import { UnsubscribeService } from './mail/unsubscribe.service.js';
import { PreferenceLinksController } from './preferences/preference-links.controller.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { ChecklistsService } from './supervision/checklists.service.js';
import { ReviewsService } from './supervision/reviews.service.js';
import { SupervisionController } from './supervision/supervision.controller.js';
import { SupervisionService } from './supervision/supervision.service.js';
import { WavesController } from './waves/waves.controller.js';
import { WavesService } from './waves/waves.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { CalendarController, FeedsController, VisitPageController } from './visits/feeds.controller.js';
import { FeedsService } from './visits/feeds.service.js';
import { VisitBoardService } from './visits/visit-board.service.js';
import { VisitsController } from './visits/visits.controller.js';
import { VisitsService } from './visits/visits.service.js';
import { CLOCK, CONFIG, DB, KEEP, LINKS, LOGGER, TEMPORAL } from './tokens.js';

/** UNAVAILABLE, in the numbers of gRPC. */
const TEMPORAL_AWAY = 14;

/** Features: a controller answers, a service knows. */
const CONTROLLERS = [
  HealthController,
  MeController,
  OrganisationController,
  AuditController,
  CustomersController,
  BelongingsController,
  StaffController,
  TeamsController,
  AbsencesController,
  RepliesController,
  TemplatesController,
  TestSendController,
  CalendarsController,
  HolidaysController,
  GalleryController,
  SetupController,
  ContactRulesController,
  MatrixController,
  ReachController,
  PoliciesController,
  SimulationsController,
  SchemasController,
  SalesController,
  TicketsController,
  AgreementsController,
  OffersController,
  PlansController,
  FollowUpsController,
  BoardViewsController,
  SendersController,
  LiveController,
  VisitsController,
  FeedsController,
  CalendarController,
  VisitPageController,
  CallsController,
  PromisesController,
  RemediesController,
  EscalationsController,
  MessagesController,
  JobsController,
  ImportsController,
  ChangeoverController,
  InboxController,
  TiersController,
  GuidesController,
  ReadingController,
  KeyAccountsController,
  TimelineController,
  WebhookEndpointsController,
  ServiceFileController,
  TwilioController,
  VoiceController,
  MailController,
  PreferencesController,
  PreferenceLinksController,
  AnswersController,
  UnsubscribeController,
  ReportsController,
  WavesController,
  SupervisionController,
];
const SERVICES: Provider[] = [
  HealthService,
  OrganisationService,
  AuditService,
  CustomersService,
  ConsentsService,
  BelongingsService,
  StaffService,
  TeamsService,
  HandoverService,
  AbsencesService,
  TemplatesService,
  TestSendService,
  CalendarsService,
  GalleryService,
  SetupService,
  ContactRulesService,
  TryService,
  PoliciesService,
  SimulationsService,
  SalesService,
  TicketsService,
  TicketListService,
  TicketVerbsService,
  AgreementsService,
  ReachService,
  AgreementListService,
  AgreementVerbsService,
  NoticesService,
  OffersService,
  EventsService,
  PlansService,
  BoardService,
  BoardViewsService,
  SendersService,
  LiveService,
  OutcomeUndoService,
  VerbsService,
  VisitsService,
  VisitBoardService,
  FeedsService,
  BulkService,
  CallsService,
  CallQueueService,
  PromisesService,
  RemediesService,
  AuthorityService,
  EscalationsService,
  MessagesService,
  JobsService,
  ImportsService,
  ImportRunner,
  LineIntake,
  ChangeoverService,
  InboxService,
  InboxDetailService,
  InboxTicketService,
  AnswerService,
  LinkService,
  GuidesService,
  ReadingService,
  TierRulesService,
  TierReviewsService,
  CustomerTierService,
  KeyAccountsService,
  TimelineService,
  WebhookEndpointsService,
  ServiceFileService,
  TwilioService,
  VoiceService,
  MailService,
  PreferencesService,
  AnswersService,
  UnsubscribeService,
  ReportsService,
  WavesService,
  SupervisionService,
  ChecklistsService,
  ReviewsService,
  Dispatcher,
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
      controllers: config.sandbox
        ? [...CONTROLLERS, SandboxController, PhonesController, MailsController]
        : CONTROLLERS,
      providers: [
        ...outside(config, logger),
        ...HABITS,
        ...SERVICES,
        ...(config.sandbox ? [SandboxService, PhonesService, MailsService] : []),
      ],
    };
  }
}

/** What this process talks to. */
function outside(config: Config, logger: Logger): Provider[] {
  const connection = Connection.lazy({
    address: config.temporal.address,
    interceptors: [makeGrpcRetryInterceptor(retryUnlessAway())],
  });
  const keep: KeepContext = { documents: new Documents(), senders: config.senders };
  return [
    { provide: CONFIG, useValue: config },
    { provide: LOGGER, useValue: logger },
    { provide: DB, useFactory: () => createDb(config.databaseUrl) },
    { provide: CLOCK, useValue: new ClockService(config.sandbox) },
    { provide: TEMPORAL, useValue: new Client({ connection, namespace: config.temporal.namespace }) },
    { provide: KEEP, useValue: keep },
    { provide: LINKS, useValue: config.secret ? new Links(config.secret, config.customerBase) : null },
    { provide: SignIn, useFactory: (db: Db) => new SignIn(db, config), inject: [DB] },
  ];
}

/**
 * Calls to a Temporal that is away fail at once: the dispatcher asks again by itself, and retries inside the client
 * would go on after the connection is closed, which ends the process with an error.
 */
function retryUnlessAway(): GrpcRetryOptions {
  const usual = defaultGrpcRetryOptions();
  return {
    ...usual,
    retryableDecider: (attempt, status) =>
      status.code !== TEMPORAL_AWAY && usual.retryableDecider(attempt, status),
  };
}
