import { channelsOf, whyNot } from './channel.js';
import { describeCondition, findFailing } from './condition.js';
import { baseOf, expiryOf, firstOf, moveDue, type Dated, type Outcome } from './dated.js';
import { followDelivery, wantsCall, type Delivery } from './delivery.js';
import { followQuestion } from './follow-question.js';
import type { PlannedSend } from './follow-up.js';
import { channelAt, leavingTime, refusalAt, type Text } from './leaving.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import { purposeOf } from './purpose.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import { because } from './wording.js';
import { findWithdrawal } from './withdrawal.js';

/** Says what became of an `sms` or a `survey`: kept back, withdrawn, sent, answered, closed, or still to leave. */
export function followText(dated: Dated, context: PlanContext): DatedItem {
  const { step, occurrence } = dated;
  const reasons = [...dated.reasons];
  const purpose = purposeOf(step, step.template, context);
  const knownAt = Math.max(dated.point.knownAt, context.facts.startedAt);
  const leaving = (due: Instant): ReturnType<typeof leavingTime> =>
    leavingTime(step, purpose, due, knownAt, context);
  const { dueAt, history } = moveDue(dated, reasons, context, (due) => leaving(due).sendAt);
  const events = context.log.of(step.step, occurrence);
  const delivery = followDelivery(events, channelsOf(step, context.facts.customer.channels), context.zone);
  const { sendAt, reason, moves } = leaving(delivery.notBefore ?? dueAt);
  if (reason) reasons.push(reason);
  reasons.push(...delivery.reasons);
  const text: Text = {
    step,
    occurrence,
    dueAt,
    sendAt,
    purpose,
    events,
    template: step.template,
    channels: delivery.channels,
  };
  const base = { ...baseOf(dated, dueAt, context), sendAt, ...expiry(text, context) };

  const sentAt = findSent(text, dated, delivery, context);
  if (sentAt === null) {
    const ending = findKeptBack(text, dated, delivery, context);
    const followUp = ending
      ? ended(ending, reasons)
      : waiting(text, { turn: delivery.turn, moves }, reasons, context);
    const endsAt = sendAt > context.now ? sendAt : null;
    const callAt = ending ? callInstead(text, ending, context) : null;
    const rest = { ending, carriedOutAt: null, endsAt, dueHistory: history, reactions: [], callAt };
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

interface Sent {
  readonly at: Instant;
  readonly isAssumed: boolean;
}

function findSent(text: Text, dated: Dated, delivery: Delivery, context: PlanContext): Sent | null {
  if (delivery.sent) return { at: delivery.sent.at, isAssumed: false };
  // An answer proves that the question left, whatever became of the event.
  const answer = text.events.find((e) => e.type === 'scored' || e.type === 'reminded');
  if (answer) return { at: Math.min(text.sendAt, answer.at), isAssumed: true };
  if (!context.facts.assumeSent || text.sendAt > context.now) return null;
  return findKeptBack(text, dated, delivery, context) ? null : { at: text.sendAt, isAssumed: true };
}

/** What kept a text from leaving, or null. In a simulation it counts only if it came before the text left. */
function findKeptBack(text: Text, dated: Dated, delivery: Delivery, context: PlanContext): Outcome | null {
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
    undeliverable(text, delivery, context),
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

/** A message failed, and neither its code nor the channels that are left allow another. */
function undeliverable(text: Text, { failed, gaveUp }: Delivery, context: PlanContext): Outcome | null {
  const end = gaveUp ?? (refusalAt(text, context.now, context) ? failed : null);
  return end && { state: 'skipped', at: end.at, isDone: false, reason: because('not-delivered') };
}

/** When staff are to call because no text can reach the customer, where the policy wants that. */
function callInstead(text: Text, { state, at }: Outcome, context: PlanContext): Instant | null {
  if (state !== 'skipped' || !wantsCall(text.channels)) return null;
  const noText = refusalAt(text, at, context) !== null;
  return noText && whyNot('call', text, at, context) === null ? at : null;
}

/** Conditions must hold when the text is due, and still when it leaves. */
function failing({ step, dueAt, sendAt }: Text, context: PlanContext): Outcome | null {
  if (!step.onlyIf) return null;
  for (const at of dueAt < sendAt ? [dueAt, sendAt] : [sendAt]) {
    const condition = at <= context.now ? findFailing(step, at, context) : null;
    if (condition)
      return outcome('skipped', at, because('condition.failed', { condition: describeCondition(condition) }));
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
  next: Pick<PlannedSend, 'turn' | 'moves'>,
  reasons: Reason[],
  context: PlanContext,
): Pick<DatedItem['followUp'], 'state' | 'reasons' | 'sends'> {
  const { step, sendAt, purpose } = text;
  context.wakeAt(sendAt);
  if (text.dueAt < sendAt && step.onlyIf) context.wakeAt(text.dueAt);
  const expected = refusalAt(text, context.now, context);
  if (expected) reasons.push(expected);
  const channel = channelAt(text, Math.max(sendAt, context.now), context);
  const template = step.template ?? step.step;
  const sends: PlannedSend[] = [{ part: 'message', template, purpose, sendAt, channel, ...next }];
  return { state: sendAt <= context.now ? 'due' : 'planned', reasons, sends };
}
