import type { Purpose } from '@aftercare/workflows/domain/contact-rules.js';
import type { TextChannel } from '@aftercare/workflows/domain/message.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { poke } from './outbox.js';

/** A text that is to leave at `sendAt`. What it says and to which number is read when it leaves. */
export interface NewMessage {
  id: string;
  /** Whom it is for: a customer, or else a member of staff. */
  customerId: string | null;
  staffId?: string;
  /** What a member of staff is told of. */
  escalationId?: string;
  planId: string | null;
  followUpId: string | null;
  part: string;
  /** The n-th message of its part; default 1. */
  turn?: number;
  template: string;
  purpose: Purpose;
  policyKey: string | null;
  /** Default `sms`; that of its sender. */
  channel?: TextChannel;
  senderNumber: string;
  sendAt: Instant;
}

/** Urgent first. Somebody waits for a confirmation; nobody waits for an offer. */
const PRIORITY: Record<Purpose, number> = { confirmation: 1, safety: 1, service: 2, survey: 3, marketing: 4 };

/**
 * Stores messages for their sender and wakes it where one is to leave earlier than it would next look. A message that
 * was withdrawn can be staged again; one that was taken by the sender is left alone.
 */
export async function stageMessages(tx: Tx, messages: readonly NewMessage[], now: Instant): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    ...message,
    priority: PRIORITY[message.purpose],
    sendAt: new Date(message.sendAt).toISOString(),
  }));
  await tx.$executeRaw`
    INSERT INTO messages (id, "customerId", "staffId", "escalationId", "planId", "followUpId", part, turn, channel,
      template, purpose, "senderNumber", state, priority, "policyKey", "sendAt", "createdAt")
    SELECT id, "customerId", "staffId", "escalationId", "planId", "followUpId", part, coalesce(turn, 1),
      coalesce(channel, 'sms'), template, purpose, "senderNumber", 'staged', priority, "policyKey", "sendAt",
      ${new Date(now)}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, "customerId" text, "staffId" text,
      "escalationId" text, "planId" text, "followUpId" text, part text, turn int, channel text, template text,
      purpose text, "senderNumber" text, priority int, "policyKey" text, "sendAt" timestamptz)
    ON CONFLICT ("followUpId", part, turn) DO UPDATE SET state = 'staged', "sendAt" = excluded."sendAt",
      reasons = '[]', channel = excluded.channel, "senderNumber" = excluded."senderNumber"
      WHERE messages.state IN ('staged', 'withdrawn')`;
  const earliest = new Map<string, Instant>();
  for (const { senderNumber, sendAt } of messages) {
    earliest.set(senderNumber, Math.min(earliest.get(senderNumber) ?? Infinity, sendAt));
  }
  for (const [number, sendAt] of earliest) await wakeSenderAt(tx, number, sendAt);
}

/**
 * Makes sure a sender looks at `sendAt` or before. Only somebody who moves it earlier takes the row's lock, so plans
 * that stage for the same instant do not queue behind each other. A sender looks every half minute anyway, which
 * covers the one race: a row that becomes visible just after it looked.
 */
export async function wakeSenderAt(tx: Tx, number: string, sendAt: Instant): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE senders SET "wakeAt" = ${new Date(sendAt)}
    WHERE number = ${number} AND ("wakeAt" IS NULL OR "wakeAt" > ${new Date(sendAt)})`;
  if (moved > 0) await poke(tx, 'sender', [number]);
}
