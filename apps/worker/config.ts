import { z } from 'zod';
import { nameSenders, type Senders } from '@aftercare/db/senders.js';
import { TASK_QUEUE } from '@aftercare/workflows/contract.js';

const E164 = /^\+[1-9]\d{5,14}$/;

const environment = z
  .object({
    DATABASE_URL: z.url(),
    TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    TEMPORAL_TASK_QUEUE: z.string().default(TASK_QUEUE),
    AFTERCARE_MODE: z.enum(['sandbox', 'production']).default('production'),
    WORKER_HOST: z.string().default('127.0.0.1'),
    WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    PUBLIC_WEBHOOK_BASE: z.url(),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-fA-F]{32}$/, 'is not an account sid (AC and 32 hexadecimal digits)'),
    TWILIO_AUTH_TOKEN: z.string().min(1),
    TWILIO_FROM: z.string().regex(E164, 'is not a phone number in E.164'),
    WHATSAPP_NUMBER: z.string().regex(E164, 'is not a phone number in E.164').optional(),
    MAIL_FROM: z.email().optional(),
    MAIL_REPLY_TO: z.email().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'is not an address smtp://… or smtps://…' }).optional(),
    SMTP_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
    PUBLIC_URL: z.url().optional(),
    SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    TWILIO_API_BASE_URL: z.url().optional(),
    TWILIO_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
    MESSAGES_PER_SECOND: z.coerce.number().positive().default(1),
    /** Whether customers may be called by machine; see the note in .env.example. */
    AUTOMATED_CALLS: z.enum(['on', 'off']).default('off'),
    MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(500),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  })
  .superRefine((value, check) => {
    for (const name of ['SMTP_URL', 'SECRET'] as const) {
      if (value.MAIL_FROM === undefined || value[name] !== undefined) continue;
      check.addIssue({
        code: 'custom',
        path: [name],
        message: 'is needed to send e-mail (MAIL_FROM is set)',
      });
    }
    const realTwilio = value.TWILIO_API_BASE_URL === undefined;
    if (value.AFTERCARE_MODE === 'production' && !realTwilio) {
      check.addIssue({
        code: 'custom',
        path: ['TWILIO_API_BASE_URL'],
        message: 'is for tests and the sandbox only',
      });
    }
    if (value.AFTERCARE_MODE === 'sandbox' && realTwilio) {
      check.addIssue({
        code: 'custom',
        path: ['AFTERCARE_MODE'],
        message: 'must not be "sandbox" with real Twilio credentials: a moved clock would text real people',
      });
    }
  });

export type WorkerConfig = z.infer<typeof environment>;

/** Reads the environment; throws one error that names every variable that is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  // An empty variable is one that is not set: that is what compose files make of one that nobody gave.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment cannot be used:\n${faults.join('\n')}`);
}

/** The accounts to send from, as the environment names them. */
export function readSenders(config: WorkerConfig): Senders {
  return nameSenders({
    sms: config.TWILIO_FROM,
    whatsapp: config.WHATSAPP_NUMBER,
    email: config.MAIL_FROM,
  });
}
