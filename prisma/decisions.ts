import type { Decided } from '@aftercare/workflows/domain/decision.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { newId } from './ids.js';

/** Something the contact rules did to a message, about to be written down. */
export interface NewDecision {
  /** Null where a follow-up was kept back before it had a message. */
  messageId: string | null;
  followUpId: string | null;
  customerId: string | null;
  part: string;
  what: Decided;
  reason: Reason;
  /** When it was to leave. */
  from: Instant;
  /** When it is to leave now; null: never. */
  to: Instant | null;
  /** merged: the message whose text says it too. */
  withId?: string;
}

/**
 * Writes down what was kept back, moved or merged. Rows are only ever added; what is already there in the same words is
 * not written twice, so that looking again at a plan leaves no trace.
 * @param by `plan` for its agenda, `sender` for the last look
 */
export async function recordDecisions(
  tx: Tx,
  decisions: readonly NewDecision[],
  now: Instant,
  by: 'plan' | 'sender',
): Promise<void> {
  if (decisions.length === 0) return;
  const rows = decisions.map(({ from, to, reason, withId = null, ...decision }) => ({
    ...decision,
    id: newId('messageDecision'),
    rule: reason.code,
    reason: { ...reason, text: reason.text },
    fromAt: new Date(from).toISOString(),
    toAt: to === null ? null : new Date(to).toISOString(),
    withId,
    key: [
      decision.messageId ?? decision.followUpId,
      decision.part,
      decision.what,
      reason.code,
      from,
      to,
    ].join(' '),
  }));
  await tx.$executeRaw`
    INSERT INTO message_decisions (id, key, "messageId", "followUpId", "customerId", part, what, rule, reason, "fromAt", "toAt",
      "withId", at, by)
    SELECT id, key, "messageId", "followUpId", "customerId", part, what, rule, reason, "fromAt", "toAt", "withId",
      ${new Date(now)}, ${by}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, key text, "messageId" text, "followUpId" text,
      "customerId" text, part text, what text, rule text, reason jsonb, "fromAt" timestamptz, "toAt" timestamptz,
      "withId" text)
    ON CONFLICT (key) DO NOTHING`;
}
