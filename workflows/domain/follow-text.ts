import { judgeConsent, sendTime, type Purpose } from './contact-rules.js';
import { findFailing } from './condition.js';
import { baseOf, expiryOf, firstOf, moveDue, type Dated, type Outcome } from './dated.js';
import type { StepEvent } from './event-log.js';
import type { PlannedSend } from './follow-up.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { findReactions, reactionSends, type Reacted } from './reaction.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, toLocalDate, type Instant } from './time.js';
import { because } from './wording.js';
import { findWithdrawal } from './withdrawal.js';

/** A question stays open for so long when the policy does not say. */
const DEFAULT_CLOSES_AFTER = 'P7D';
/** A late answer still counts for so long after closing. */
const LATE_ANSWERS = parseDuration('P14D');

/** A text with its times, while it is being followed. */
interface Text {
  readonly step: Step;
  readonly occurrence: number;
  readonly dueAt: Instant;
  readonly sendAt: Instant;
  readonly purpose: Purpose;
  readonly events: readonly StepEvent[];
}

/** Says what became of an `sms` or a `survey`: kept back, withdrawn, sent, answered, closed, or still to leave. */
export function followText(dated: Dated, context: PlanContext): DatedItem {
  const { step, occurrence } = dated;
  const reasons = [...dated.reasons];
  const { dueAt, history } = moveDue(dated, reasons, context);
  const purpose = purposeOf(step, step.template, context);
  const knownAt = Math.max(dated.point.knownAt, context.facts.startedAt);
  const { sendAt, reason } = leavingTime(step, purpose, dueAt, knownAt, context);
  if (reason) reasons.push(reason);
  const text: Text = {
    step,
    occurrence,
    dueAt,
    sendAt,
    purpose,
    events: context.log.of(step.step, occurrence),
  };
  const base = { ...baseOf(dated, dueAt, context), sendAt, ...expiry(text, context) };

  const sentAt = findSent(text, dated, context);
  if (sentAt === null) {
    const ending = findKeptBack(text, dated, context);
    const followUp = ending ? ended(ending, reasons) : waiting(text, reasons, context);
    const endsAt = sendAt > context.now ? sendAt : null;
    const rest = { ending, carriedOutAt: null, endsAt, dueHistory: history, reactions: [] };
    return { followUp: { ...base, ...followUp }, ...rest };
  }
  reasons.push(because(sentAt.isAssumed ? 'sent.assumed' : 'sent'));
  if (step.kind === 'sms') {
    const followUp = { ...base, state: 'sent' as const, reasons };
    const ending = { at: sentAt.at, isDone: true };
    return { followUp, ending, carriedOutAt: sentAt.at, endsAt: null, dueHistory: history, reactions: [] };
  }
  const answer = followQuestion(text, sentAt.at, reasons, context);
  return {
    ...answer,
    followUp: { ...base, ...answer.followUp },
    carriedOutAt: sentAt.at,
    dueHistory: history,
  };
}

function ended(
  { state, reason }: Outcome,
  reasons: readonly Reason[],
): { state: Outcome['state']; reasons: Reason[] } {
  return { state, reasons: [...reasons, reason] };
}

function expiry({ step, dueAt }: Text, { zone }: PlanContext): { expiresAt?: Instant } {
  const expiresAt = expiryOf(step, dueAt, zone);
  return expiresAt === null ? {} : { expiresAt };
}

// --- before it leaves ---

/** What a text is for: the purpose of its template, else that of its kind. */
function purposeOf(step: Step, template: string | undefined, { facts }: PlanContext): Purpose {
  const stated = template === undefined ? undefined : facts.purposes.get(template);
  return stated ?? (step.kind === 'survey' && template === step.template ? 'survey' : 'service');
}

function leavingTime(
  step: Step,
  purpose: Purpose,
  dueAt: Instant,
  knownAt: Instant,
  { facts, zone }: PlanContext,
): { sendAt: Instant; reason?: Reason } {
  const kind = step.kind === 'survey' ? 'survey' : 'sms';
  const { country } = facts.customer;
  return sendTime({ dueAt, kind, purpose, zone, country, rules: facts.contactRules, knownAt });
}

interface Sent {
  readonly at: Instant;
  readonly isAssumed: boolean;
}

function findSent(text: Text, dated: Dated, context: PlanContext): Sent | null {
  const event = text.events.find((e) => e.type === 'sent' && (e.part ?? 'message') === 'message');
  if (event) return { at: event.at, isAssumed: false };
  // An answer proves that the question left, whatever became of the event.
  const answer = text.events.find((e) => e.type === 'scored' || e.type === 'reminded');
  if (answer) return { at: Math.min(text.sendAt, answer.at), isAssumed: true };
  if (!context.facts.assumeSent || text.sendAt > context.now) return null;
  return findKeptBack(text, dated, context) ? null : { at: text.sendAt, isAssumed: true };
}

/** What kept a text from leaving, or null. In a simulation it counts only if it came before the text left. */
function findKeptBack(text: Text, dated: Dated, context: PlanContext): Outcome | null {
  const { step, occurrence, dueAt, sendAt } = text;
  const latest = context.facts.assumeSent ? sendAt : Infinity;
  const stop = findWithdrawal(
    { step, occurrence, point: dated.point, dueAt, stopsBefore: latest, openUntil: latest },
    context,
  );
  const withdrawn = stop && outcome('withdrawn', stop.at, because('withdrawn', { event: stop.event }));
  return firstOf(
    dated.isMissed ? outcome('skipped', context.facts.startedAt, because('missed')) : null,
    withdrawn,
    byPerson(text),
    failing(text, context),
    refused(text, context),
    late(text, context),
  );
}

function outcome(state: Outcome['state'], at: Instant, reason: Reason, isDone = false): Outcome {
  return { state, at, isDone, reason };
}

function byPerson({ events }: Text): Outcome | null {
  for (const event of events) {
    if (event.type === 'kept-back' && (event.part ?? 'message') === 'message') {
      return outcome('skipped', event.at, because('kept-back', { reason: event.reason }));
    }
    if (event.type === 'skipped') {
      return outcome('skipped', event.at, because('skipped.by-person', { reason: event.reason ?? null }));
    }
    if (event.type === 'done') return outcome('done', event.at, because('done'), true);
  }
  return null;
}

/** Conditions must hold when the text is due, and still when it leaves. */
function failing({ step, dueAt, sendAt }: Text, context: PlanContext): Outcome | null {
  if (!step.onlyIf) return null;
  for (const at of dueAt < sendAt ? [dueAt, sendAt] : [sendAt]) {
    const condition = at <= context.now ? findFailing(step, at, context) : null;
    if (condition) return outcome('skipped', at, because('condition.failed', { condition }));
  }
  return null;
}

/** No number or no consent when it should leave, or a refusal before it did. */
function refused(text: Text, context: PlanContext): Outcome | null {
  if (text.sendAt > context.now) return null;
  const atLeaving = refusalAt(text, text.sendAt, context);
  if (atLeaving) return outcome('skipped', text.sendAt, atLeaving);
  return context.facts.assumeSent ? null : refusedSince(text, context);
}

function refusedSince(text: Text, context: PlanContext): Outcome | null {
  const later = (context.facts.consents ?? []).filter(({ at }) => at > text.sendAt && at <= context.now);
  for (const { at } of later.sort((a, b) => a.at - b.at)) {
    const reason = refusalAt(text, at, context);
    if (reason) return outcome('skipped', at, reason);
  }
  return null;
}

function refusalAt({ purpose }: Text, at: Instant, { facts }: PlanContext): Reason | null {
  const channel = 'sms';
  if (facts.customer.textable === false) return because('number.unusable', { channel });
  if (!facts.consents) return null;
  const known = facts.consents.filter((row) => row.at <= at);
  const verdict = judgeConsent(
    { purpose, channel, country: facts.customer.country },
    known,
    facts.contactRules,
  );
  return verdict.allowed ? null : verdict.reason;
}

function late({ step, dueAt, sendAt }: Text, context: PlanContext): Outcome | null {
  const expiresAt = expiryOf(step, dueAt, context.zone);
  if (expiresAt === null) return null;
  const lastChance = context.facts.assumeSent ? sendAt : Infinity;
  if (expiresAt > context.now || expiresAt >= lastChance) {
    if (expiresAt > context.now) context.wakeAt(expiresAt);
    return null;
  }
  return outcome('expired', expiresAt, because('expired', { expires: step.expires }));
}

function waiting(
  text: Text,
  reasons: Reason[],
  context: PlanContext,
): Pick<DatedItem['followUp'], 'state' | 'reasons' | 'sends'> {
  const { step, sendAt, purpose } = text;
  context.wakeAt(sendAt);
  if (text.dueAt < sendAt && step.onlyIf) context.wakeAt(text.dueAt);
  const expected = refusalAt(text, context.now, context);
  if (expected) reasons.push(expected);
  const sends: PlannedSend[] = [{ part: 'message', template: step.template ?? step.step, purpose, sendAt }];
  return { state: sendAt <= context.now ? 'due' : 'planned', reasons, sends };
}

// --- a question after it left ---

type Answered = Omit<DatedItem, 'followUp' | 'dueHistory' | 'carriedOutAt'> & {
  followUp: Pick<DatedItem['followUp'], 'state' | 'reasons' | 'sends' | 'closesAt'>;
};

function followQuestion(text: Text, sentAt: Instant, reasons: Reason[], context: PlanContext): Answered {
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
  if (closesAt <= context.now) {
    reasons.push(because('closed'));
    const ending = { at: closesAt, isDone: false };
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

/** Texts that an answer calls for, unless the customer wants none any more. */
function reactionTexts(text: Text, reactions: readonly Reacted[], context: PlanContext): PlannedSend[] {
  return reactionSends(text.step, text.occurrence, reactions, context).flatMap((send) => {
    const purpose = purposeOf(text.step, send.template, context);
    const { sendAt } = leavingTime(text.step, purpose, send.sendAt, send.sendAt, context);
    const hasLeft = context.facts.assumeSent && sendAt <= context.now;
    if (hasLeft || refusalAt({ ...text, purpose }, context.now, context) || isSilenced(text, sendAt, context))
      return [];
    context.wakeAt(sendAt);
    return [{ ...send, purpose, sendAt }];
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
  const { sendAt } = leavingTime(step, purpose, remindAt, sentAt, context);
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
  return [{ part: 'reminder', template: step.template ?? step.step, purpose, sendAt }];
}
