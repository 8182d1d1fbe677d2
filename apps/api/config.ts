import { nameSenders, type Senders } from '@aftercare/db/senders.js';
import { z } from 'zod';

/** An empty variable is one that is not set. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(unset, z.string().optional());
const url = z.preprocess(unset, z.url().optional());
const count = (fallback: number, max: number) =>
  z.preprocess(unset, z.coerce.number().int().min(0).max(max).default(fallback));

const environmentSchema = z
  .object({
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a PostgreSQL address, postgresql://…',
    }),
    TEMPORAL_ADDRESS: z.preprocess(unset, z.string().default('127.0.0.1:7233')),
    TEMPORAL_NAMESPACE: z.preprocess(unset, z.string().default('default')),
    TEMPORAL_TASK_QUEUE: z.preprocess(unset, z.string().default('aftercare')),
    AFTERCARE_MODE: z.preprocess(unset, z.enum(['sandbox', 'production']).default('production')),
    API_HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
    API_PORT: count(8080, 65_535),
    PUBLIC_URL: url,
    PUBLIC_WEBHOOK_BASE: url,
    TRUST_PROXY: count(0, 10),
    TWILIO_ACCOUNT_SID: text,
    TWILIO_AUTH_TOKEN: text,
    TWILIO_FROM: text,
    WHATSAPP_NUMBER: text,
    MAIL_FROM: text,
    TWILIO_API_BASE_URL: url,
    SMTP_URL: url,
    MAIL_SINK_URL: url,
    MAIL_WEBHOOK_SECRET: z.preprocess(
      unset,
      z.string().min(16, 'must have at least 16 characters').optional(),
    ),
    SECRET: z.preprocess(unset, z.string().min(32, 'must have at least 32 characters').optional()),
    CONSOLE_DIR: text,
    LOG_LEVEL: z.preprocess(
      unset,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ),
    RATE_LIMIT_PER_MINUTE: count(6000, 10_000_000),
  })
  .check(({ value, issues }) => {
    const refuse = (name: string, message: string) =>
      issues.push({ code: 'custom', path: [name], message, input: undefined });
    const sandbox = value.AFTERCARE_MODE === 'sandbox';
    if (!sandbox && value.TWILIO_API_BASE_URL)
      refuse('TWILIO_API_BASE_URL', 'is for the sandbox; in production messages go to Twilio itself');
    if (sandbox && value.TWILIO_ACCOUNT_SID && !value.TWILIO_API_BASE_URL)
      refuse(
        'AFTERCARE_MODE',
        'sandbox is refused with real Twilio credentials: set TWILIO_API_BASE_URL too',
      );
    if (!sandbox && !value.SECRET)
      refuse('SECRET', 'is needed in production: it signs the sign-ins of the console');
  });

/** The settings of this process, read once at its start. */
export interface Config {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly sandbox: boolean;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** How browsers reach us; undefined: by whatever host they name. */
  readonly publicUrl?: string;
  /** What Twilio signs and calls, when it differs from `publicUrl`. */
  readonly webhookBase?: string;
  /** Where customers reach their pages; without a slash at its end. */
  readonly customerBase: string;
  /** How many proxies before us may tell the caller's address. */
  readonly trustProxy: number;
  readonly twilio: {
    readonly accountSid?: string;
    /** Several while a token is being exchanged: any of them may have signed. */
    readonly authTokens: readonly string[];
    readonly apiBaseUrl?: string;
  };
  /** The accounts that messages leave from. */
  readonly senders: Senders;
  readonly smtpUrl?: string;
  /** Where the sandbox's mail sink shows what it caught; undefined: there is none. */
  readonly mailSinkUrl?: string;
  /** What whoever reports bounced mails must know; undefined: nobody may. */
  readonly mailWebhookSecret?: string;
  /** Signs session cookies. Undefined (sandbox only): a new one at each start, which ends all sign-ins. */
  readonly secret?: string;
  /** Built files of the console. */
  readonly consoleDir?: string;
  readonly logLevel: string;
  readonly rateLimitPerMinute: number;
}

/** Every fault of the environment at once, one line each. */
export class ConfigError extends Error {}

/**
 * Reads the environment. Nothing else in the API does.
 * @throws ConfigError that lists all variables that are missing or wrong
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.TEMPORAL_TASK_QUEUE,
    },
    sandbox: env.AFTERCARE_MODE === 'sandbox',
    host: env.API_HOST,
    port: env.API_PORT,
    publicUrl: env.PUBLIC_URL,
    webhookBase: env.PUBLIC_WEBHOOK_BASE,
    customerBase: (env.PUBLIC_URL ?? env.PUBLIC_WEBHOOK_BASE ?? '').replace(/\/$/, ''),
    trustProxy: env.TRUST_PROXY,
    twilio: {
      accountSid: env.TWILIO_ACCOUNT_SID,
      authTokens: commaList(env.TWILIO_AUTH_TOKEN),
      apiBaseUrl: env.TWILIO_API_BASE_URL,
    },
    senders: nameSenders({
      sms: env.TWILIO_FROM ?? '',
      whatsapp: env.WHATSAPP_NUMBER,
      email: env.MAIL_FROM,
    }),
    smtpUrl: env.SMTP_URL,
    mailSinkUrl: env.MAIL_SINK_URL,
    mailWebhookSecret: env.MAIL_WEBHOOK_SECRET,
    secret: env.SECRET,
    consoleDir: env.CONSOLE_DIR,
    logLevel: env.LOG_LEVEL,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
  };
}

function commaList(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
