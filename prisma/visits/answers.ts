import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Interpretation } from '@aftercare/workflows/domain/reply.js';
import type { AskedQuestion } from '@aftercare/workflows/domain/reply-question.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import type { KeepContext } from '../keep-plans.js';
import { stageMessages } from '../messages.js';
import { bookVisit } from './book.js';
import type { StoredSlot } from './propose.js';
import { lockPlansOfFollowUps, tellVisits } from './release.js';

const DAY = 86_400_000;
/** Proposals and reminders older than this are not looked at when a text comes in. Elapsed time. */
const ASKED_WITHIN = 400 * DAY;

/** A text about a visit that a reply may answer: times to choose from, or the visit that is booked. */
export interface AskedVisit {
  question: AskedQuestion;
  customerId: string;
  /** The one whose plan asked, and all of them. */
  followUpId: string;
  followUpIds: string[];
  visitId: string | null;
  proposalId: string | null;
  state: string;
  turn: number;
}

interface Row {
  messageId: string;
  customerId: string;
  followUpId: string;
  followUpIds: string[];
  visitId: string | null;
  proposalId: string | null;
  state: string;
  turn: number;
  askedAt: Date;
  closesAt: Date | null;
  endedAt: Date | null;
  startsAt: Date | null;
  choices: number | null;
  part: string;
  stage: string | null;
}

/** Everything about visits that was asked of these customers from this number. */
export async function readAskedVisits(
  tx: Tx,
  customerIds: readonly string[],
  sender: string,
  now: Instant,
): Promise<AskedVisit[]> {
  if (customerIds.length === 0) return [];
  const since = new Date(now - ASKED_WITHIN);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT m.id AS "messageId", f."customerId", f.id AS "followUpId", p."followUpIds", NULL AS "visitId", p.id AS "proposalId",
      p.state, p.turn, coalesce(m."acceptedAt", m."sendAt") AS "askedAt", p."closesAt", p."endedAt", NULL::timestamptz AS "startsAt",
      jsonb_array_length(p.slots) AS choices, m.part, f."visitStage" AS stage
    FROM messages m JOIN follow_ups f ON f.id = m."followUpId"
      JOIN visit_proposals p ON p."followUpId" = f.id AND p.turn = m.turn
    WHERE f."customerId" = ANY(${[...customerIds]}) AND m.part = 'proposal' AND m."senderNumber" = ${sender} AND m."sendAt" >= ${since}
      AND m.state IN ('in-flight', 'unknown', 'accepted', 'sent', 'delivered')
    UNION ALL (
    SELECT DISTINCT ON (v.id) m.id, f."customerId", f.id, (SELECT array_agg("followUpId" ORDER BY NOT leads, "followUpId") FROM visit_follow_ups
        WHERE "visitId" = v.id), v.id, NULL, v.state, m.turn, coalesce(m."acceptedAt", m."sendAt"), NULL, NULL, v."startsAt", NULL, m.part, f."visitStage"
    FROM visits v JOIN visit_follow_ups l ON l."visitId" = v.id AND l.leads JOIN follow_ups f ON f.id = l."followUpId"
      JOIN messages m ON m."followUpId" = f.id AND m.part IN ('confirm', 'visit-told')
    WHERE v."customerId" = ANY(${[...customerIds]}) AND v.state = 'booked' AND m."senderNumber" = ${sender}
      AND m.state IN ('in-flight', 'unknown', 'accepted', 'sent', 'delivered')
    ORDER BY v.id, coalesce(m."acceptedAt", m."sendAt") DESC)`;
  return rows.map((row) => ({ ...row, question: toQuestion(row, now) }));
}

/**
 * A reminder asks whether the visit suits. A booking that was only told waits for no answer, but takes one until the
 * visit: as the question that it answers, so that the same digit again is not read as a no.
 */
function toQuestion(row: Row, now: Instant): AskedQuestion {
  const base = { id: row.messageId, askedAt: row.askedAt.getTime() };
  if (row.proposalId !== null) {
    const closesAt = row.closesAt!.getTime();
    const closedAt = row.state === 'open' ? (closesAt <= now ? closesAt : undefined) : row.endedAt!.getTime();
    return { ...base, question: 'slot', choices: row.choices!, ...(closedAt !== undefined && { closedAt }) };
  }
  const visitAt = row.startsAt!.getTime();
  if (row.part !== 'confirm') return { ...base, question: 'slot', visitAt, closedAt: base.askedAt };
  const isAsking = row.stage === 'booked';
  return { ...base, question: 'confirm', visitAt, ...(isAsking ? {} : { closedAt: base.askedAt }) };
}

interface Reply {
  context: KeepContext;
  tx: Tx;
  inboundId: string;
  now: Instant;
}

interface Handled {
  state: 'handled' | 'inbox';
  rule: string;
  customerId: string;
  followUpId: string;
}

/** Carries out what a reply says of a visit. Whatever needs a person stands in the inbox, with the words beside it. */
export async function answerVisit(
  reply: Reply,
  asked: AskedVisit,
  interpretation: Interpretation,
  found: string,
): Promise<Handled> {
  const about = { customerId: asked.customerId, followUpId: asked.followUpId };
  const { intent, comment } = interpretation;
  if (intent === 'choice' && asked.visitId !== null)
    return { ...about, ...(await chooseAgain(reply, asked, interpretation)) };
  if (intent === 'choice') return { ...about, ...(await choose(reply, asked, interpretation)) };
  if (intent === 'yes' && asked.visitId !== null) {
    await tell(reply, asked, 'confirmed', {});
    return { ...about, state: 'handled', rule: found };
  }
  if (intent === 'reschedule' || intent === 'no') {
    const person =
      intent === 'no' && asked.proposalId !== null ? 'refused' : comment ? 'own-words' : undefined;
    if (asked.proposalId === null || asked.state === 'open')
      await tell(reply, asked, 'declined', { ...(comment && { comment }), ...(person && { person }) });
    return { ...about, state: person ? 'inbox' : 'handled', rule: found };
  }
  const mayAsk = intent === 'unclear' && !interpretation.possibleOptOut;
  const askedAgain = mayAsk && (await askAgain(reply, asked));
  return { ...about, state: askedAgain ? 'handled' : 'inbox', rule: askedAgain ? 'asked-again' : found };
}

/** Books the time that was chosen; where somebody else took it meanwhile, other times are offered at once. */
async function choose(
  reply: Reply,
  asked: AskedVisit,
  { value, comment, rule }: Interpretation,
): Promise<Pick<Handled, 'state' | 'rule'>> {
  const { context, tx, now } = reply;
  await lockPlansOfFollowUps(tx, asked.followUpIds);
  const proposal = await tx.visitProposal.findUniqueOrThrow({ where: { id: asked.proposalId! } });
  const slot = (proposal.slots as unknown as StoredSlot[])[Number(value) - 1]!;
  const startsAt = Date.parse(slot.startsAt);
  if (proposal.state === 'taken') return chooseAgain(reply, asked, { value });
  if (proposal.state !== 'open') return { state: 'inbox', rule: 'slot.too-late' };
  try {
    await bookVisit(
      context,
      tx,
      {
        ...{
          followUpIds: proposal.followUpIds,
          startsAt,
          minutes: proposal.minutes,
          proposalId: proposal.id,
        },
        ...{ staffId: slot.staffId, teamId: proposal.teamId, by: 'customer' as const },
      },
      now,
      'customer',
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tell(reply, asked, 'proposal-withdrawn', { reason: 'slot-taken', code: error.code });
    return { state: 'handled', rule: 'slot.taken' };
  }
  return { state: comment ? 'inbox' : 'handled', rule };
}

/** The same digit again changes nothing. Another one is for a person: that time may be given away by now. */
async function chooseAgain(
  { tx }: Reply,
  { followUpId }: AskedVisit,
  { value }: Pick<Interpretation, 'value'>,
): Promise<Pick<Handled, 'state' | 'rule'>> {
  const taken = await tx.visitProposal.findFirst({
    where: { followUpId, state: 'taken' },
    orderBy: { turn: 'desc' },
  });
  const slot = (taken?.slots as unknown as StoredSlot[] | undefined)?.[Number(value) - 1];
  const isSame =
    slot !== undefined &&
    (await tx.visit.count({
      where: { state: 'booked', startsAt: new Date(slot.startsAt), followUps: { some: { followUpId } } },
    })) > 0;
  return isSame
    ? { state: 'handled', rule: 'answer.duplicate' }
    : { state: 'inbox', rule: 'slot.another-one' };
}

function tell(
  { context, tx, now, inboundId }: Reply,
  { followUpIds }: AskedVisit,
  type: 'declined' | 'confirmed' | 'proposal-withdrawn',
  data: object,
): Promise<void> {
  const reason = type === 'declined' ? 'the customer cannot come' : undefined;
  return tellVisits(context, tx, { type, followUpIds, data, ref: inboundId, reason }, now, 'customer');
}

/** One polite question how it was meant; after that a person reads. @returns whether it was asked */
async function askAgain({ tx, context, now }: Reply, asked: AskedVisit): Promise<boolean> {
  if (asked.question.closedAt !== undefined) return false;
  const template = asked.proposalId === null ? 'reask-confirm' : 'reask-slot';
  const known = await tx.template.findFirst({ where: { key: template }, select: { key: true } });
  const turn = asked.turn + (asked.proposalId === null ? 100 : 0);
  const before = await tx.message.findFirst({ where: { followUpId: asked.followUpId, part: 'reask', turn } });
  if (!known || before) return false;
  const { planId } = await tx.followUp.findUniqueOrThrow({ where: { id: asked.followUpId } });
  const message = {
    ...{ id: newId('message'), customerId: asked.customerId, planId, followUpId: asked.followUpId },
    ...{ part: 'reask', turn, template, purpose: 'confirmation' as const, policyKey: null },
    ...{ senderNumber: context.senders.sms, sendAt: now },
  };
  await stageMessages(tx, [message], now);
  return true;
}
