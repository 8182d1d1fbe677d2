import type { ConsentEvidence } from '@aftercare/workflows/domain/consent.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { Prisma, type Tx } from './client.js';
import { type NewDecision, recordDecisions } from './decisions.js';
import { newId } from './ids.js';
import { stageAlertAgain } from './keep/alert-rows.js';
import { keepPlans, type KeepContext } from './keep-plans.js';

/** States of a message in which the provider's answer is still open. */
const UNANSWERED = ['in-flight', 'unknown'];

interface Settled {
  id: string;
  planId: string | null;
  followUpId: string | null;
  customerId: string | null;
  sendAt: Date;
  part: string;
  turn: number;
  channel: string;
}

const SETTLED = Prisma.sql`m.id, m."planId", m."followUpId", m."customerId", m."sendAt", m.part, m.turn, m.channel`;

/**
 * The provider took these messages: by its answer to our call, by a callback that carried our id, or because they were
 * found in its list. The first of them counts; saying it again changes nothing but a missing sid.
 */
export async function recordAccepted(
  context: KeepContext,
  tx: Tx,
  accepted: readonly { messageId: string; sid: string; segments?: number }[],
  now: Instant,
): Promise<void> {
  if (accepted.length === 0) return;
  await lockPlansOf(tx, accepted);
  const json = JSON.stringify([...accepted, ...(await findSentWith(tx, accepted))]);
  const at = new Date(now);
  await tx.$executeRaw`
    UPDATE attempts a SET state = 'accepted', "endedAt" = ${at}, "settleAt" = NULL
    FROM json_to_recordset(${json}::json) AS r("messageId" text)
    WHERE a."messageId" = r."messageId" AND a.state IN ('in-flight', 'unknown')`;
  const settled = await tx.$queryRaw<Settled[]>`
    UPDATE messages m SET state = 'accepted', sid = coalesce(m.sid, r.sid), "acceptedAt" = ${at},
      segments = coalesce(r.segments, m.segments)
    FROM json_to_recordset(${json}::json) AS r("messageId" text, sid text, segments int)
    WHERE m.id = r."messageId" AND m.state = ANY(${UNANSWERED})
    RETURNING ${SETTLED}`;
  await tellPlans(context, tx, settled, now, 'sent');
}

/** These will never leave: a rule forbade it or the provider refused for good. The follow-up says why. */
export async function recordNotSent(
  context: KeepContext,
  tx: Tx,
  refused: readonly {
    messageId: string;
    state: 'kept-back' | 'refused' | 'unknown';
    reason: Reason;
    errorCode?: number;
    /** What of the consent ledger forbade it. */
    evidence?: ConsentEvidence;
  }[],
  now: Instant,
): Promise<void> {
  await lockPlansOf(tx, refused);
  const all = [...refused, ...(await findSentWith(tx, refused))];
  for (const { messageId, state, reason, errorCode, evidence } of all) {
    const settled = await tx.$queryRaw<Settled[]>`
      UPDATE messages m SET state = ${state}, "endedAt" = ${new Date(now)}, "errorCode" = ${errorCode ?? null},
        reasons = ${JSON.stringify([reason])}::jsonb,
        evidence = coalesce(${evidence ? JSON.stringify(evidence) : null}::jsonb, m.evidence)
      WHERE m.id = ${messageId} AND m.state IN ('staged', 'in-flight', 'unknown')
      RETURNING ${SETTLED}`;
    // Only the text itself may be tried by another channel; a reminder or an extra that was refused is over.
    const retried = state === 'refused' ? settled.filter(({ part }) => part === 'message') : [];
    await tellPlans(context, tx, retried, now, 'undelivered', { code: errorCode ?? null });
    const over = settled.filter((message) => !retried.includes(message));
    if (state === 'kept-back') await recordDecisions(tx, settled.map(keptBack(reason)), now, 'sender');
    await tellPlans(context, tx, over, now, 'kept-back', { reason: reason.code });
    if (state !== 'kept-back')
      await stageAlertAgain(context, tx, messageId, now, state === 'unknown' ? 'unknown' : 'failed');
  }
}

/** The carrier gave up a message that the provider had taken. The plan decides whether another one follows. */
export async function recordUndelivered(
  context: KeepContext,
  tx: Tx,
  messageId: string,
  code: number | null,
  now: Instant,
): Promise<void> {
  const failed = await tx.$queryRaw<Settled[]>`
    SELECT ${SETTLED} FROM messages m
    WHERE (m.id = ${messageId} OR m."sentWithId" = ${messageId}) AND m.part = 'message'`;
  await tellPlans(context, tx, failed, now, 'undelivered', { code });
  await stageAlertAgain(context, tx, messageId, now);
}

const keptBack =
  (reason: Reason) =>
  ({ id: messageId, sendAt, ...message }: Settled): NewDecision => ({
    ...{ messageId, followUpId: message.followUpId, customerId: message.customerId, part: message.part },
    ...{ what: 'kept-back', reason, from: sendAt.getTime(), to: null },
  });

/** Messages that left in the text of these: what became of it became of them. Each with the news of the other. */
async function findSentWith<T extends { messageId: string }>(
  tx: Tx,
  news: readonly T[],
): Promise<(Omit<T, 'sid' | 'segments'> & { messageId: string })[]> {
  const byId = new Map(news.map((one) => [one.messageId, one]));
  const along = await tx.message.findMany({
    where: { sentWithId: { in: [...byId.keys()] } },
    select: { id: true, sentWithId: true },
  });
  return along.map(({ id, sentWithId }) => {
    const {
      sid: _sid,
      segments: _segments,
      ...rest
    } = byId.get(sentWithId!)! as T & { sid?: unknown; segments?: unknown };
    return { ...rest, messageId: id };
  });
}

/**
 * Everybody takes plans first and messages after, so that two transactions never wait for each other. The plans of
 * messages that left in the same text are among them.
 */
export async function lockPlansOf(tx: Tx, about: readonly { messageId: string }[]): Promise<void> {
  const messageIds = about.map((one) => one.messageId);
  await tx.$queryRaw`
    SELECT id FROM plans WHERE id IN (SELECT "planId" FROM messages WHERE id = ANY(${messageIds}) OR "sentWithId" = ANY(${messageIds}))
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Writes what became of messages into the events of their plans and brings the plans in step, all at once. */
async function tellPlans(
  context: KeepContext,
  tx: Tx,
  settled: readonly Settled[],
  now: Instant,
  type: 'sent' | 'kept-back' | 'undelivered',
  data: object = {},
): Promise<void> {
  const rows = settled
    // Asking again belongs to a reply, not to the agenda.
    .filter((message) => message.planId && message.followUpId && message.part !== 'reask')
    .map((message) => {
      const { part, turn, channel } = message;
      return { ...message, eventId: newId('event'), type, data: { ...data, part, turn, channel } };
    });
  if (rows.length === 0) return;
  const at = new Date(now);
  await tx.$executeRaw`
    INSERT INTO events (id, "planId", type, at, step, occurrence, data, "externalId", "recordedBy", "recordedAt")
    SELECT r."eventId", r."planId", r.type, ${at}, f.step, f.occurrence, r.data,
      r.type || ':' || r.id, 'sender', ${at}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r("eventId" text, "planId" text, "followUpId" text, id text, type text, data jsonb)
    JOIN follow_ups f ON f.id = r."followUpId"
    ON CONFLICT ("planId", "externalId") DO NOTHING`;
  const planIds = [...new Set(rows.map((row) => row.planId!))].sort();
  await keepPlans(context, tx, planIds, now, 'sender');
}
