import type { ReplyQuestion } from '@aftercare/workflows/domain/reply.js';
import { interpretReply } from '@aftercare/workflows/domain/reply.js';
import type { AnswerValue } from '@aftercare/workflows/domain/scale.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlans, type KeepContext } from './keep-plans.js';
import { recordAccepted } from './sent.js';

const DAY = 86_400_000;
/** A second, different answer within this time corrects the first; as with answers by text. */
const CORRECTION_WITHIN = DAY;
/** For so long after closing an answer is still taken; as with answers by text. */
const LATE_WITHIN = 14 * DAY;

/** The question that a message asked, and what has become of it. */
export interface OpenedQuestion {
  messageId: string;
  to: string;
  senderNumber: string;
  channel: string;
  body: string;
  language: string;
  customerId: string;
  planId: string;
  followUpId: string;
  step: string;
  occurrence: number;
  question: ReplyQuestion;
  state: string;
  score: string | null;
  endedAt: Date | null;
}

export interface GivenAnswer {
  value: AnswerValue;
  comment?: string;
}

/** The question of a message, or null when it asks none. */
export async function findQuestion(tx: Tx, messageId: string): Promise<OpenedQuestion | null> {
  const [asked] = await tx.$queryRaw<OpenedQuestion[]>`
    SELECT m.id AS "messageId", m."to", m."senderNumber", m.channel, m.body, m.language, f."customerId", f."planId",
      f.id AS "followUpId", f.step, f.occurrence, f.question, f.state, f.score, f."endedAt"
    FROM messages m JOIN follow_ups f ON f.id = m."followUpId"
    WHERE m.id = ${messageId} AND f.kind = 'survey' AND f.question IS NOT NULL AND m.body IS NOT NULL`;
  return asked ?? null;
}

/** Whether an answer would still be taken. */
export function takesAnswers({ state, endedAt }: OpenedQuestion, now: Instant): boolean {
  if (state === 'answered') return endedAt !== null && now - endedAt.getTime() <= CORRECTION_WITHIN;
  if (state === 'closed') return endedAt !== null && now - endedAt.getTime() <= LATE_WITHIN;
  // Due: the mail arrived although its sender never heard so. An answer is the best proof.
  return state === 'sent' || state === 'due';
}

/**
 * Takes an answer that was given on the page of a mail: the same row, the same event and the same consequences as an
 * answer by text. The same again changes nothing.
 * @returns false when the question takes no answers any more
 */
export async function takeAnswer(
  context: KeepContext,
  tx: Tx,
  messageId: string,
  answer: GivenAnswer,
  now: Instant,
): Promise<boolean> {
  await tx.$queryRaw`
    SELECT p.id FROM plans p JOIN messages m ON m."planId" = p.id WHERE m.id = ${messageId} FOR NO KEY UPDATE OF p`;
  const asked = await findQuestion(tx, messageId);
  if (!asked || !takesAnswers(asked, now)) return false;
  const { value, comment } = answer;
  if (asked.state === 'answered' && asked.score === String(value) && comment === undefined) return true;
  await recordAccepted(context, tx, [{ messageId, sid: messageId }], now);
  const inboundId = await storeAnswer(tx, asked, answer, now);
  const event = {
    type: 'scored',
    at: now,
    step: asked.step,
    occurrence: asked.occurrence,
    data: { score: value, ...(comment === undefined ? {} : { comment }) },
    externalId: `scored:${inboundId}`,
  };
  await recordEvent(tx, { planId: asked.planId }, event, now, 'customer');
  await keepPlans(context, tx, [asked.planId], now, 'customer');
  return true;
}

/** A comment that may ask for no more messages is read by a person, as in a text. */
async function storeAnswer(
  tx: Tx,
  asked: OpenedQuestion,
  { value, comment }: GivenAnswer,
  now: Instant,
): Promise<string> {
  const id = newId('inboundMessage');
  const read = comment === undefined ? null : interpretReply({ text: comment, question: 'none' });
  const wantsOut = read !== null && (read.intent === 'opt-out' || read.possibleOptOut === true);
  const at = new Date(now);
  await tx.inboundMessage.create({
    data: {
      id,
      messageSid: `link:${id}`,
      channel: asked.channel,
      from: asked.to,
      to: asked.senderNumber,
      body: comment === undefined ? String(value) : `${value} ${comment}`,
      receivedAt: at,
      customerId: asked.customerId,
      followUpId: asked.followUpId,
      intent: typeof value === 'number' ? 'score' : value,
      value: String(value),
      comment: comment ?? null,
      ...(wantsOut
        ? { state: 'inbox', rule: 'opt-out.possible' }
        : { state: 'handled', rule: 'link.answer', handledAt: at, handledBy: 'rule' }),
    },
  });
  return id;
}
