import { z } from 'zod';
import { ANSWERS } from './callees.js';
import { accountSid } from './control.schema.js';
import { DEFAULT_ACCOUNT, type TwilioSimOptions } from './server.js';
import type { Account } from './store.js';

/** An environment that the sim cannot start with; the message lists every fault. */
export class ConfigError extends Error {}

const pair = (separator: string, text: string): [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

const split = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const accounts = z
  .string()
  .transform((text) => split(text).map((part) => pair(':', part)))
  .pipe(z.array(z.tuple([accountSid, z.string().min(1, 'needs an auth token: ACsid:token')])).min(1));

/** `SKsid:secret@ACsid` */
const apiKeys = z
  .string()
  .transform((text) => split(text).map((part) => /^(SK\w+):(.+)@(AC\w+)$/.exec(part)?.slice(1) ?? []))
  .pipe(z.array(z.tuple([z.string(), z.string(), accountSid])));

/** `+number=url`; a comma only ends an entry in front of the next number, since `rp=4xx,5xx` holds one too. */
const numbers = z
  .string()
  .transform((text) => text.split(/,(?=\s*\+\d+=)/).filter((part) => part.trim() !== ''))
  .transform((parts) => parts.map((part) => pair('=', part.trim())))
  .pipe(
    z.array(
      z.tuple([
        z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +15550001111'),
        z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
      ]),
    ),
  );

const count = (most: number) => z.coerce.number().int().min(0).max(most);

const environment = z.object({
  TWILIO_SIM_PORT: count(65_535).default(0),
  TWILIO_SIM_HOST: z.string().min(1).default('127.0.0.1'),
  TWILIO_SIM_ACCOUNTS: accounts.optional(),
  TWILIO_SIM_API_KEYS: apiKeys.optional(),
  TWILIO_SIM_NUMBERS: numbers.optional(),
  TWILIO_SIM_DATA: z.string().min(1).optional(),
  TWILIO_SIM_TRANSITION_MS: count(3_600_000).default(10),
  TWILIO_SIM_RETRY_MS: count(15_000).default(100),
  TWILIO_SIM_CALL_SECOND_MS: count(60_000).default(10),
  TWILIO_SIM_CALLEE: z.enum(ANSWERS).default('human'),
});

/**
 * Reads the environment; empty variables count as missing.
 *
 * @throws ConfigError with all faults at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): TwilioSimOptions {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(faults.join('\n'));
  }
  const config = result.data;
  return {
    port: config.TWILIO_SIM_PORT,
    host: config.TWILIO_SIM_HOST,
    accounts: accountsOf(config.TWILIO_SIM_ACCOUNTS, config.TWILIO_SIM_API_KEYS ?? []),
    numbers: (config.TWILIO_SIM_NUMBERS ?? []).map(([phoneNumber, smsUrl]) => ({ phoneNumber, smsUrl })),
    dataFile: config.TWILIO_SIM_DATA,
    transitionMs: config.TWILIO_SIM_TRANSITION_MS,
    callSecondMs: config.TWILIO_SIM_CALL_SECOND_MS,
    usualCallee: config.TWILIO_SIM_CALLEE,
    retryDelayMs: config.TWILIO_SIM_RETRY_MS,
  };
}

function accountsOf(given: [string, string][] | undefined, keys: [string, string, string][]): Account[] {
  const pairs = given ?? [[DEFAULT_ACCOUNT.sid, DEFAULT_ACCOUNT.authToken] as [string, string]];
  return pairs.map(([sid, authToken]) => ({
    sid,
    authToken,
    apiKeys: keys
      .filter(([, , account]) => account === sid)
      .map(([keySid, secret]) => ({ sid: keySid, secret })),
  }));
}
