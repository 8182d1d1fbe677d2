import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { readJson, writeJson } from './files.js';

export const ROLES = ['operator', 'manager', 'staff', 'intake', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What must be the same at every start on the same data: made once, then kept. */
export const stateSchema = z.object({
  /** Signs the console's sessions. */
  secret: z.string(),
  postgresPassword: z.string(),
  apiKeys: z.record(z.enum(ROLES), z.string()),
  /** Of the people who are seeded. */
  seedPassword: z.string(),
  twilio: z.object({ accountSid: z.string(), authToken: z.string(), from: z.string() }),
  /** Ports by name, so that bookmarks and webhooks survive a restart. */
  ports: z.record(z.string(), z.number()),
});
export type State = z.infer<typeof stateSchema>;

/** Reads the state, or makes it. A file that cannot be understood stops the start: new keys would not fit the data. */
export function openState(file: string): State {
  const content = readJson(file);
  if (content === null) {
    const state = newState();
    writeJson(file, state);
    return state;
  }
  const read = stateSchema.safeParse(content);
  if (read.success) return read.data;
  throw new Error(`${file} is damaged:\n${z.prettifyError(read.error)}`);
}

export function saveState(file: string, state: State): void {
  writeJson(file, state);
}

function newState(): State {
  return {
    secret: token(32),
    postgresPassword: token(18),
    apiKeys: Object.fromEntries(ROLES.map((role) => [role, `ak_${role}_${token(24)}`])) as Record<
      Role,
      string
    >,
    seedPassword: `demo-${randomInt(100_000, 1_000_000)}`,
    twilio: {
      accountSid: `AC${randomBytes(16).toString('hex')}`,
      authToken: randomBytes(16).toString('hex'),
      from: '+12025550142',
    },
    ports: {},
  };
}

function token(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
