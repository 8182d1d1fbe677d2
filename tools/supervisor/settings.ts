import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535).optional();
const text = z.string().min(1).optional();

const variables = z.object({
  DATABASE_URL: text,
  TEMPORAL_ADDRESS: text,
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('aftercare'),
  TEMPORAL_UI_URL: text,
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: text,
  WHATSAPP_NUMBER: text,
  MAIL_FROM: text,
  SMTP_URL: text,
  AFTERCARE_MODE: z.enum(['sandbox', 'production']).optional(),
  AFTERCARE_DATA_DIR: text,
  AFTERCARE_SEED: z.enum(['sample', 'empty']).default('sample'),
  PUBLIC_URL: text,
  PUBLIC_WEBHOOK_BASE: text,
  LOG_LEVEL: z.string().min(1).default('info'),
  API_PORT: port,
  WORKER_PORT: port,
  TWILIO_SIM_PORT: port,
  MAIL_SINK_SMTP_PORT: port,
  MAIL_SINK_HTTP_PORT: port,
  POSTGRES_PORT: port,
  TEMPORAL_PORT: port,
  TEMPORAL_UI_PORT: port,
});

/** The environment of the supervisor, checked. What is not set, it provides itself. */
export type Settings = z.infer<typeof variables> & { mode: 'sandbox' | 'production' };

/** Reads the environment. Throws one error with a plain sentence for each fault. An empty variable counts as not set. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(set);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment has faults:\n- ${faults.join('\n- ')}`);
  }
  const settings = read.data;
  const faults = faultsOfTwilio(settings);
  if (faults.length > 0) throw new Error(`The environment has faults:\n- ${faults.join('\n- ')}`);
  const mode = settings.AFTERCARE_MODE ?? (usesRealTwilio(settings) ? 'production' : 'sandbox');
  return { ...settings, mode };
}

export function usesRealTwilio(
  settings: Pick<Settings, 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN'>,
): boolean {
  return settings.TWILIO_ACCOUNT_SID !== undefined && settings.TWILIO_AUTH_TOKEN !== undefined;
}

function faultsOfTwilio(settings: z.infer<typeof variables>): string[] {
  const faults: string[] = [];
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken } = settings;
  if ((sid === undefined) !== (authToken === undefined)) {
    faults.push('TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN belong together: set both or none.');
  }
  if (sid && authToken) {
    if (!settings.TWILIO_FROM) faults.push('TWILIO_FROM is missing: the number that messages are sent from.');
    if (!settings.PUBLIC_WEBHOOK_BASE) {
      faults.push('PUBLIC_WEBHOOK_BASE is missing: the https address at which Twilio reaches this API.');
    }
    if (settings.AFTERCARE_MODE === 'sandbox') {
      faults.push(
        'AFTERCARE_MODE=sandbox moves the clock, which must not send real messages: unset the Twilio variables.',
      );
    }
  }
  return faults;
}
