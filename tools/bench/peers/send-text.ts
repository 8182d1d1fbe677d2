import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import twilio from 'twilio';
import { ACCOUNT, NUMBER, TOKEN } from '../twilio-sim.js';

const BODY =
  'Thank you, Ana Petraitė! We hope you enjoy your Boiler 24 kW. If anything is wrong, call +37052030000.';

export interface Text {
  id: string;
  to: string;
}

/** What the peers do for each message, the same for both: a row, a POST through the `twilio` client, the row again. */
export function createSendText(pool: pg.Pool, twilioUrl: string): (text: Text) => Promise<void> {
  const client = twilio(ACCOUNT, TOKEN, { autoRetry: false, keepAlive: true, maxSockets: 20 });
  client.api.baseUrl = twilioUrl;
  return async ({ id, to }) => {
    const attempt = randomUUID();
    await pool.query(
      'INSERT INTO peer_attempts (id, message_id, state, started_at) VALUES ($1, $2, $3, now())',
      [attempt, id, 'in-flight'],
    );
    const { sid } = await client.messages.create({ to, from: NUMBER, body: BODY });
    await pool.query(
      `UPDATE peer_attempts SET state = 'accepted', sid = $2, ended_at = now() WHERE id = $1`,
      [attempt, sid],
    );
  };
}

export const PEER_TABLES = `
  CREATE TABLE peer_sales (id text PRIMARY KEY, external_id text NOT NULL UNIQUE, sale jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE peer_rows (id text PRIMARY KEY, state text NOT NULL);
  CREATE TABLE peer_attempts (id text PRIMARY KEY, message_id text NOT NULL, state text NOT NULL, sid text,
    started_at timestamptz NOT NULL, ended_at timestamptz);
  CREATE INDEX ON peer_attempts (message_id)`;
