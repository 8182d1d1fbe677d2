import { join } from 'node:path';
import type { Settings } from './settings.js';
import { usesRealTwilio } from './settings.js';
import type { State } from './state.js';
import type { PortWish } from './ports.js';

const SANDBOX_MAIL_FROM = 'aftercare@nordlicht.example';

/** The parts that listen. The console has no process of its own: the API serves its files. */
export type PortName =
  'api' | 'worker' | 'twilioSim' | 'smtp' | 'mail' | 'postgres' | 'temporal' | 'temporalUi';
export type Ports = Record<PortName, number>;

export function portWishes(settings: Settings): (PortWish & { name: PortName })[] {
  return [
    { name: 'api', fixed: settings.API_PORT, preferred: 3000 },
    { name: 'worker', fixed: settings.WORKER_PORT },
    { name: 'twilioSim', fixed: settings.TWILIO_SIM_PORT },
    { name: 'smtp', fixed: settings.MAIL_SINK_SMTP_PORT },
    { name: 'mail', fixed: settings.MAIL_SINK_HTTP_PORT },
    { name: 'postgres', fixed: settings.POSTGRES_PORT },
    { name: 'temporal', fixed: settings.TEMPORAL_PORT },
    { name: 'temporalUi', fixed: settings.TEMPORAL_UI_PORT },
  ];
}

/** Where everything is, whether we start it or somebody else does. Null: there is no such thing in this run. */
export interface Addresses {
  api: string;
  console: string;
  worker: string;
  twilioSim: string | null;
  mail: string | null;
  smtp: string;
  temporal: string;
  temporalUi: string | null;
}

export function addressesOf(settings: Settings, ports: Ports): Addresses {
  const local = (port: number): string => `http://127.0.0.1:${port}`;
  const api = local(ports.api);
  return {
    api,
    console: settings.PUBLIC_URL ?? api,
    worker: local(ports.worker),
    twilioSim: usesRealTwilio(settings) ? null : local(ports.twilioSim),
    mail: settings.SMTP_URL ? null : local(ports.mail),
    smtp: settings.SMTP_URL ?? `smtp://127.0.0.1:${ports.smtp}`,
    temporal: settings.TEMPORAL_ADDRESS ?? `127.0.0.1:${ports.temporal}`,
    temporalUi: settings.TEMPORAL_ADDRESS ? (settings.TEMPORAL_UI_URL ?? null) : local(ports.temporalUi),
  };
}

/** The Twilio account in use: the real one, or the one of twilio-sim. */
export function twilioAccount(settings: Settings, state: State): State['twilio'] {
  if (!usesRealTwilio(settings)) return state.twilio;
  return {
    accountSid: settings.TWILIO_ACCOUNT_SID!,
    authToken: settings.TWILIO_AUTH_TOKEN!,
    from: settings.TWILIO_FROM!,
  };
}

/** The environment of the API and of the worker, on top of the supervisor's own. */
export function applicationEnvironment(facts: {
  root: string;
  settings: Settings;
  state: State;
  ports: Ports;
  databaseUrl: string;
}): Record<string, string> {
  const { root, settings, state, ports, databaseUrl } = facts;
  const addresses = addressesOf(settings, ports);
  const twilio = twilioAccount(settings, state);
  return {
    TZ: 'UTC',
    NODE_ENV: 'production',
    AFTERCARE_MODE: settings.mode,
    LOG_LEVEL: settings.LOG_LEVEL,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: settings.TEMPORAL_NAMESPACE,
    TEMPORAL_TASK_QUEUE: settings.TEMPORAL_TASK_QUEUE,
    API_HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    PUBLIC_URL: settings.PUBLIC_URL ?? addresses.api,
    PUBLIC_WEBHOOK_BASE: settings.PUBLIC_WEBHOOK_BASE ?? addresses.api,
    CONSOLE_DIR: join(root, 'apps', 'console', 'dist'),
    SECRET: state.secret,
    SEED_API_KEYS: JSON.stringify(state.apiKeys),
    SEED_PASSWORD: state.seedPassword,
    AFTERCARE_SEED: settings.AFTERCARE_SEED,
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: twilio.from,
    ...furtherSenders(settings, twilio.from),
    ...(addresses.twilioSim ? { TWILIO_API_BASE_URL: addresses.twilioSim } : {}),
    ...(addresses.temporalUi ? { TEMPORAL_UI_URL: addresses.temporalUi } : {}),
    SMTP_URL: addresses.smtp,
    ...(addresses.mail ? { MAIL_SINK_URL: addresses.mail } : {}),
  };
}

/** WhatsApp and e-mail, where they are set; the sandbox has both, since nothing leaves this machine. */
function furtherSenders(settings: Settings, from: string): Record<string, string> {
  const sandbox = settings.mode === 'sandbox';
  const whatsapp = settings.WHATSAPP_NUMBER ?? (sandbox ? from : undefined);
  const mail = settings.MAIL_FROM ?? (sandbox ? SANDBOX_MAIL_FROM : undefined);
  return { ...(whatsapp ? { WHATSAPP_NUMBER: whatsapp } : {}), ...(mail ? { MAIL_FROM: mail } : {}) };
}

/** The environment of twilio-sim: one account with one number whose messages go to the API. */
export function twilioSimEnvironment(facts: {
  dataFolder: string;
  state: State;
  ports: Ports;
}): Record<string, string> {
  const { accountSid, authToken, from } = facts.state.twilio;
  const webhook = `http://127.0.0.1:${facts.ports.api}/webhooks/twilio/messages`;
  return {
    TZ: 'UTC',
    TWILIO_SIM_HOST: '127.0.0.1',
    TWILIO_SIM_PORT: String(facts.ports.twilioSim),
    TWILIO_SIM_ACCOUNTS: `${accountSid}:${authToken}`,
    // The fragment asks for three more tries on any fault, so that a restart of the API loses no reply.
    TWILIO_SIM_NUMBERS: `${from}=${webhook}#rc=3&rp=all`,
    TWILIO_SIM_DATA: join(facts.dataFolder, 'twilio-sim.jsonl'),
  };
}
