import type { CallKind } from '@aftercare/workflows/domain/call-progress.js';
import { type CallQuestion, judgeCall } from '@aftercare/workflows/domain/call-progress.js';
import type { Consent } from '@aftercare/workflows/domain/consent.js';
import type { SendVerdict } from '@aftercare/workflows/domain/contact-rules.js';
import type { Question } from '@aftercare/workflows/domain/policy.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { toCustomerFacts } from './facts.js';
import { newId } from './ids.js';
import type { KeepContext } from './keep-plans.js';
import { poke } from './outbox.js';

/** A call as its row stands. */
export type CallRow = Prisma.CallGetPayload<object>;

/** A call that is to be placed at `placeAt`, as soon as its workflow finds it. */
export interface NewCall {
  followUpId: string;
  planId: string;
  customerId: string;
  kind: CallKind;
  /** survey: which attempt it makes. */
  attempt: number | null;
  staffId: string | null;
  placeAt: Instant;
  from: string;
  /** The telephone that rings first. */
  to: string;
  customerTo: string;
}

/**
 * Writes a call down and starts its workflow. One that is under way for the same follow-up, or that made this attempt
 * already, stands in its way: then nothing is written.
 * @returns the id of the new call, or null
 */
export async function stageCall(tx: Tx, call: NewCall, now: Instant, by: string): Promise<string | null> {
  const id = newId('call');
  const row = { ...call, id, state: 'staged', placeAt: new Date(call.placeAt), createdAt: new Date(now) };
  const { count } = await tx.call.createMany({ data: [{ ...row, createdBy: by }], skipDuplicates: true });
  if (count === 0) return null;
  await poke(tx, 'call', [id]);
  return id;
}

/** Calls that have not been placed yet are not wanted any more. What was placed is too late to withdraw. */
export async function withdrawCalls(
  tx: Tx,
  where: Prisma.CallWhereInput,
  reason: { code: string; text: string },
  now: Instant,
): Promise<void> {
  await tx.call.updateMany({
    where: { ...where, state: 'staged' },
    data: { state: 'withdrawn', endedAt: new Date(now), reasons: [reason] },
  });
}

/**
 * Locks the customer's plans first, since an outcome may concern them all, and then the call. Null when there is no
 * such call.
 */
export async function lockCall(tx: Tx, callId: string): Promise<CallRow | null> {
  await tx.$queryRaw`
    SELECT id FROM plans WHERE "customerId" = (SELECT "customerId" FROM calls WHERE id = ${callId})
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT id FROM calls WHERE id = ${callId} FOR UPDATE`;
  return tx.call.findUnique({ where: { id: callId } });
}

interface Callee {
  state: string;
  dueAt: Date;
  nextAt: Date | null;
  question: Question | null;
  zone: string;
  askedAt: Date | null;
  leftAt: Date | null;
  phone: string;
  phoneState: string;
  type: string;
  tier: string;
  country: string;
  region: string | null;
  language: string;
  consents: { channel: Consent['channel']; purpose: Consent['purpose']; granted: boolean; at: string }[];
}

/** Whether the customer of a follow-up may be called right now; `refuse` is final for this call. */
export async function judgeCallNow(
  context: KeepContext,
  tx: Tx,
  followUpId: string,
  kind: CallKind,
  now: Instant,
): Promise<SendVerdict> {
  const [callee] = await tx.$queryRaw<Callee[]>`
    SELECT f.state, f."dueAt", f."nextAt", f.question, p.zone, c."leftAt", c.phone, c."phoneState", c.type, c.tier, c.country, c.region, c.language,
      (SELECT max(coalesce(m."acceptedAt", m."sendAt")) FROM messages m
        WHERE m."planId" = p.id AND m.purpose = 'survey'
          AND m.state IN ('in-flight', 'unknown', 'accepted', 'sent', 'delivered')) AS "askedAt",
      (SELECT coalesce(json_agg(json_build_object('channel', n.channel, 'purpose', n.purpose, 'granted', n.granted,
        'at', n.at)), '[]') FROM consents n WHERE n."customerId" = c.id) AS consents
    FROM follow_ups f JOIN plans p ON p.id = f."planId" JOIN customers c ON c.id = f."customerId"
    WHERE f.id = ${followUpId}`;
  const hindrance = callee && findHindrance(callee);
  if (!callee || hindrance) return { verdict: 'refuse', reason: hindrance ?? NOT_OPEN };
  const nextAt = (callee.nextAt ?? callee.dueAt).getTime();
  // A person may call whenever it suits; the machine only when the next attempt is due.
  if (kind === 'survey' && nextAt > now) return { verdict: 'wait', until: nextAt, reason: NOT_YET };
  const { contactRules } = await context.documents.current(tx);
  const question: CallQuestion = {
    kind,
    question: callee.question,
    askedAt: callee.askedAt?.getTime() ?? null,
    customer: toCustomerFacts(callee),
    zone: callee.zone,
    consents: callee.consents.map((consent) => ({ ...consent, at: Date.parse(consent.at) })),
    rules: contactRules,
    now,
  };
  return judgeCall(question);
}

const NOT_YET = { code: 'call.not-yet', text: 'the next attempt is due later' };
const NOT_OPEN = { code: 'follow-up.over', text: 'the follow-up is over' };

function findHindrance({ state, leftAt, phoneState }: Callee) {
  if (state !== 'planned' && state !== 'due') return NOT_OPEN;
  if (leftAt !== null) return { code: 'customer.left', text: 'the customer has left' };
  if (phoneState === 'invalid') return { code: 'number.invalid', text: 'the number is not the customer’s' };
  return null;
}
