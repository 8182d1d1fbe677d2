import type { PlannedSend } from './follow-up.js';
import { findAnsweredElsewhere } from './answered-elsewhere.js';
import { channelAt, leavingTime, refusalAt, type Text } from './leaving.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import { purposeOf } from './purpose.js';
import { findReactions, reactionSends, type Reacted } from './reaction.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, toLocalDate, type Instant } from './time.js';
import { because } from './wording.js';
import { findWithdrawal } from './withdrawal.js';

/** A question stays open for so long when the policy does not say. */
const DEFAULT_CLOSES_AFTER = 'P7D';
/** A late answer still counts for so long after closing. */
const LATE_ANSWERS = parseDuration('P14D');

type Answered = Omit<DatedItem, 'followUp' | 'dueHistory' | 'carriedOutAt'> & {
  followUp: Pick<DatedItem['followUp'], 'state' | 'reasons' | 'sends' | 'closesAt'>;
};

/** Says what became of a question after it left: answered, closed, or still open, perhaps with a reminder to come. */
export function followQuestion(
  text: Text,
  sentAt: Instant,
  reasons: Reason[],
  context: PlanContext,
): Answered {
  const { step, occurrence, events } = text;
  const closesAt = addDuration(sentAt, parseDuration(step.closesAfter ?? DEFAULT_CLOSES_AFTER), context.zone);
  const acceptedUntil = addDuration(closesAt, LATE_ANSWERS, context.zone);
  const scores = events.filter((e) => e.type === 'scored').filter(({ at }) => at <= acceptedUntil);
  const first = scores[0];
  const last = scores.at(-1);
  if (first && last) {
    const code = first.at > closesAt ? 'answered.late' : 'answered';
    reasons.push(because(code, { score: last.score, on: toLocalDate(first.at, context.zone) }));
    const reactions = findReactions(step, occurrence, acceptedUntil, context);
    const sends = reactionTexts(text, reactions, context);
    const ending = { at: first.at, isDone: true };
    return { followUp: { state: 'answered', reasons, sends, closesAt }, ending, endsAt: null, reactions };
  }
  const putOff = events.find((e) => e.type === 'put-off' && e.at < closesAt);
  if (putOff?.type === 'put-off') {
    reasons.push(because('put-off', { on: toLocalDate(putOff.until, context.zone) }));
    const ending = { at: putOff.at, isDone: false };
    const followUp = { state: 'closed' as const, reasons, sends: [], closesAt };
    return { followUp, ending, endsAt: null, reactions: [] };
  }
  const elsewhere = findAnsweredElsewhere(step, occurrence, sentAt, context);
  const closedAt = Math.min(closesAt, elsewhere?.at ?? Infinity);
  if (closedAt <= context.now) {
    const isElsewhere = elsewhere !== null && elsewhere.at < closesAt;
    reasons.push(isElsewhere ? because('answered.elsewhere', { step: elsewhere.step }) : because('closed'));
    const ending = { at: closedAt, isDone: false };
    return {
      followUp: { state: 'closed', reasons, sends: [], closesAt },
      ending,
      endsAt: null,
      reactions: [],
    };
  }
  context.wakeAt(closesAt);
  const sends = reminder(text, sentAt, closesAt, context);
  return {
    followUp: { state: 'sent', reasons, sends, closesAt },
    ending: null,
    endsAt: closesAt,
    reactions: [],
  };
}

/** Texts that an answer or an outcome calls for, unless the customer wants none any more. */
export function reactionTexts(
  text: Text,
  reactions: readonly Reacted[],
  context: PlanContext,
): PlannedSend[] {
  return reactionSends(text.step, text.occurrence, reactions, context).flatMap((send) => {
    const purpose = purposeOf(text.step, send.template, context);
    const { sendAt, moves } = leavingTime(text.step, purpose, send.sendAt, send.sendAt, context);
    const hasLeft = context.facts.assumeSent && sendAt <= context.now;
    if (
      hasLeft ||
      refusalAt({ ...text, purpose, template: send.template }, context.now, context) ||
      isSilenced(text, sendAt, context)
    )
      return [];
    context.wakeAt(sendAt);
    const channel = channelAt({ ...text, purpose, template: send.template }, sendAt, context);
    return [{ ...send, purpose, sendAt, channel, moves }];
  });
}

/** Whether the customer opted out or left before a text that follows the question. */
function isSilenced({ step, occurrence }: Text, sendAt: Instant, context: PlanContext): boolean {
  const point = { at: sendAt, occurrence, knownAt: sendAt };
  const bare = { ...step, stopOn: [] };
  const open = { step: bare, occurrence, point, dueAt: sendAt, stopsBefore: sendAt, openUntil: Infinity };
  return findWithdrawal(open, context) !== null;
}

/** The one reminder of a question, as long as nobody reacted to it in any way. */
function reminder(text: Text, sentAt: Instant, closesAt: Instant, context: PlanContext): PlannedSend[] {
  const { step, occurrence, purpose, events } = text;
  if (step.remindAfter === undefined) return [];
  const remindAt = addDuration(sentAt, parseDuration(step.remindAfter), context.zone);
  const { sendAt, moves } = leavingTime(step, purpose, remindAt, sentAt, context);
  const isOver = events.some(
    (e) =>
      e.type === 'reminded' ||
      e.type === 'reply' ||
      e.type === 'skipped' ||
      ((e.type === 'sent' || e.type === 'kept-back') && e.part === 'reminder'),
  );
  if (isOver || sendAt >= closesAt) return [];
  if (context.facts.assumeSent && sendAt <= context.now) return [];
  const point = { at: sentAt, occurrence, knownAt: sentAt };
  const stop = findWithdrawal(
    { step, occurrence, point, dueAt: remindAt, stopsBefore: Infinity, openUntil: Infinity },
    context,
  );
  if (stop || refusalAt(text, context.now, context)) return [];
  context.wakeAt(sendAt);
  const channel = channelAt(text, sendAt, context);
  return [{ part: 'reminder', template: step.template ?? step.step, purpose, sendAt, channel, moves }];
}
