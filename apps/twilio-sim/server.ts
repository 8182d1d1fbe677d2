import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { authenticate } from './auth.js';
import { type Answer, CalleeBook } from './callees.js';
import { callRoutes } from './calls.routes.js';
import { answerControlError, controlRoutes } from './control.routes.js';
import { TwilioError } from './errors.js';
import { Holds } from './holds.js';
import { resumeTexts } from './inbound.js';
import { Lifecycle } from './lifecycle.js';
import { LineTypes, lookupRoutes } from './lookups.js';
import { API_VERSION, isFinal } from './message.js';
import { messageRoutes } from './messages.routes.js';
import { numberRoutes } from './numbers.routes.js';
import { ControlError } from './read.js';
import { RuleBook } from './rules.js';
import { Scheduler } from './scheduler.js';
import type { Sim } from './sim.js';
import { Store, type Account, type OwnNumber } from './store.js';
import { Switchboard } from './switchboard.js';
import { Webhooks } from './webhooks.js';

/** Each status that is called back unless told otherwise; `sending` is left out (README, assumptions). */
export const REPORTED_STATUSES = ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'];

export const DEFAULT_ACCOUNT: Account = {
  sid: 'AC00000000000000000000000000000001',
  authToken: 'twilio-sim-auth-token',
  apiKeys: [],
};

export interface TwilioSimOptions {
  /** 0 or missing: a free one. */
  port?: number;
  host?: string;
  accounts?: Account[];
  /** Webhook URLs may carry Twilio's fragment overrides. */
  numbers?: (Pick<OwnNumber, 'phoneNumber' | 'smsUrl'> & Partial<OwnNumber>)[];
  /** Journal file; without it everything is forgotten at the end. */
  dataFile?: string;
  /** Milliseconds between two statuses; default 10. */
  transitionMs?: number;
  /** Milliseconds before the first retry of a webhook; default 100. */
  retryDelayMs?: number;
  /** Real milliseconds of one second at a telephone with a script; default 10. */
  callSecondMs?: number;
  /** What happens at a telephone of which no script is known; default `human`. */
  usualCallee?: Answer;
  reportedStatuses?: readonly string[];
  /** Told about errors inside the sim itself. */
  onError?: (error: unknown) => void;
}

export interface TwilioSim {
  /** Base address, without a slash at the end. */
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Starts a sim inside this process. Whatever the journal left unfinished goes on. */
export async function startTwilioSim(options: TwilioSimOptions = {}): Promise<TwilioSim> {
  const scheduler = new Scheduler();
  const store = openStore(options);
  const webhooks = new Webhooks(store, scheduler, options.retryDelayMs ?? 100);
  const lifecycle = new Lifecycle(
    { store, scheduler, webhooks },
    options.transitionMs ?? 10,
    new Set(options.reportedStatuses ?? REPORTED_STATUSES),
  );
  const callees = new CalleeBook(options.usualCallee ?? 'human');
  const switchboard = new Switchboard(
    { store, scheduler, webhooks, callees },
    options.callSecondMs ?? 10,
    options.onError ?? (() => undefined),
  );
  const rules = new RuleBook();
  const sim: Sim = {
    store,
    webhooks,
    lifecycle,
    switchboard,
    callees,
    rules,
    holds: new Holds(),
    lineTypes: new LineTypes(),
  };
  const server = createServer(createApp(sim, options.onError));
  // An idle connection that closes under a client looks like a lost answer; keep them for longer than it does.
  server.keepAliveTimeout = 75_000;
  const port = await listen(server, options);
  resume(sim);
  const close = async () => {
    scheduler.close();
    await stop(server);
    webhooks.close();
    store.close();
  };
  return { url: `http://${addressFor(options.host)}:${port}`, port, close };
}

function openStore(options: TwilioSimOptions): Store {
  const store = new Store();
  if (options.dataFile) store.attachFile(options.dataFile);
  // After the journal: addresses given now are right, remembered ones may be of yesterday.
  for (const account of options.accounts ?? [DEFAULT_ACCOUNT]) store.record({ t: 'account', account });
  for (const number of options.numbers ?? []) {
    store.record({ t: 'number', number: { ...PLAIN_NUMBER, ...number } });
  }
  return store;
}

const PLAIN_NUMBER = {
  account: null,
  friendlyName: '',
  smsMethod: 'POST' as const,
  smsFallbackUrl: '',
  isAdvancedOptOut: false,
  keywordSets: [],
  segmentsPerSecond: null,
};

function createApp(sim: Sim, onError: TwilioSimOptions['onError']): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  const account = `/${API_VERSION}/Accounts/:account`;
  app.use(
    account,
    authenticate(sim.store),
    express.urlencoded({ extended: false, limit: '1mb' }),
    messageRoutes(sim),
    callRoutes(sim),
    numberRoutes(sim),
  );
  app.use('/v2', lookupRoutes(sim.store, sim.lineTypes));
  app.use(`/${API_VERSION}`, () => {
    throw new TwilioError(20404);
  });
  app.use('/_sim', controlRoutes(sim));
  app.use(express.static(publicFolder(), { setHeaders: protectPage }));
  app.use(answerErrors(onError));
  return app;
}

/** Sources run beside `public`, the build one folder below. */
function publicFolder(): string {
  const beside = fileURLToPath(new URL('./public', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../public', import.meta.url));
}

function protectPage(response: { setHeader: (name: string, value: string) => unknown }): void {
  response.setHeader('Content-Security-Policy', "default-src 'self'; frame-ancestors 'self'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
}

function answerErrors(onError: TwilioSimOptions['onError']): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ControlError) return answerControlError(error, response);
    const known = error instanceof TwilioError ? error : requestError(error);
    if (!known) onError?.(error);
    const answer = known ?? new TwilioError(20500);
    if (answer.status === 401) response.set('WWW-Authenticate', 'Basic realm="Twilio API"');
    response.status(answer.status).json(answer.toBody());
  };
}

/** A body that could not be read (too long, malformed) is the caller's fault. */
function requestError(error: unknown): TwilioError | null {
  const { status, message } = error as { status?: number; message?: string };
  return status !== undefined && status >= 400 && status < 500 ? new TwilioError(20001, message) : null;
}

function listen(server: Server, options: TwilioSimOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Where a client on this machine reaches us: "every address" is no address to go to. */
function addressFor(host = '127.0.0.1'): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function resume(sim: Sim): void {
  for (const message of sim.store.messages()) {
    if (!isFinal(message.status)) sim.lifecycle.start(message);
  }
  for (const call of sim.store.calls()) sim.switchboard.resume(call);
  resumeTexts(sim);
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
