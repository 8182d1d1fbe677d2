import { attemptNumber, attemptsOf, unreached } from './call-attempts.js';
import { describeCondition, findFailing } from './condition.js';
import { appearanceOf, baseOf, expiryOf, firstOf, moveDue, type Dated, type Outcome } from './dated.js';
import { findAnsweredElsewhere } from './answered-elsewhere.js';
import type { StepEvent } from './event-log.js';
import { channelsOf, findUsable } from './channel.js';
import { reactionTexts } from './follow-question.js';
import type { PlannedSend } from './follow-up.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { findReactions } from './reaction.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, times, toLocalDate, type Instant } from './time.js';
import { because } from './wording.js';
import {
  cancelledSends,
  followBookings,
  reportSends,
  visitReasons,
  visitSends,
  visitState,
  type VisitState,
} from './visit.js';
import { endsCall, findWithdrawal } from './withdrawal.js';

/** Says what became of a `call`, `visit` or `review`: done, withdrawn, expired, or work that stands open. */
export function followWork(dated: Dated, context: PlanContext): DatedItem {
  const { step, occurrence } = dated;
  const reasons = [...dated.reasons];
  const { dueAt, deadlineAt, history } = moveDue(dated, reasons, context);
  // Whatever is booked, it is work since the policy's own date came near, and until that or the booking is long past.
  const appearsAt = appearanceOf(step, Math.min(deadlineAt, dueAt), context.zone);
  const expiresAt = expiryOf(step, Math.max(deadlineAt, dueAt), context.zone);
  const events = context.log.of(step.step, occurrence);
  const ending = findEnding(dated, { dueAt, appearsAt, expiresAt }, events, context);
  const reactions = findReactions(step, occurrence, context.now, context);
  const text = {
    ...{ step, occurrence, dueAt, events, sendAt: dueAt, template: undefined, purpose: 'service' as const },
    channels: channelsOf(step, context.facts.customer.channels),
  };
  const reacting = reactionTexts(text, reactions, context);
  const base = {
    ...baseOf(dated, dueAt, context),
    appearsAt,
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(step.kind === 'call' ? { attempts: attemptsOf(step, dueAt, ending, events, context) } : {}),
  };
  if (ending) {
    reasons.push(ending.reason);
    const carriedOutAt = ending.isDone ? ending.at : null;
    const sends = [...reacting, ...farewell(dated, ending, events, context)];
    const followUp = { ...base, state: ending.state, reasons, sends };
    return { followUp, ending, carriedOutAt, endsAt: null, dueHistory: history, reactions };
  }
  for (const instant of [appearsAt, dueAt, expiresAt]) context.wakeAt(instant);
  const visit =
    step.kind === 'visit' ? openVisit(dated, { deadlineAt, appearsAt, expiresAt }, context) : null;
  if (visit) reasons.push(...visit.reasons);
  const sends = [
    ...(visit?.sends ?? []),
    ...(visit?.isArranged ? [] : confirmation(step, dueAt, dated, events, context)),
    ...reacting,
  ];
  const state = appearsAt <= context.now ? ('due' as const) : ('planned' as const);
  const followUp = { ...base, state, reasons, sends, ...(visit ? { visit: visit.state } : {}) };
  return { followUp, ending: null, carriedOutAt: null, endsAt: expiresAt, dueHistory: history, reactions };
}

/** What a person did counts before everything else, even after the follow-up was withdrawn or had expired. */
function findEnding(
  dated: Dated,
  { dueAt, appearsAt, expiresAt }: { dueAt: Instant; appearsAt: Instant; expiresAt: Instant | null },
  events: readonly StepEvent[],
  context: PlanContext,
): Outcome | null {
  const done = findDone(dated.step, events, context);
  if (done) return done;
  const { step, occurrence, point } = dated;
  const elsewhere = findAnsweredElsewhere(step, occurrence, appearsAt, context);
  const stop = findWithdrawal(
    { step, occurrence, point, dueAt, stopsBefore: dueAt, openUntil: Infinity },
    context,
  );
  return firstOf(
    stop && outcome('withdrawn', stop.at, because('withdrawn', { event: stop.event })),
    elsewhere && outcome('withdrawn', elsewhere.at, because('answered.elsewhere', { step: elsewhere.step })),
    skippedBy(events),
    calledOff(events),
    step.kind === 'call' ? unreached(step, events) : null,
    failing(step, dueAt, context),
    expiresAt !== null && expiresAt <= context.now
      ? outcome('expired', expiresAt, because('expired', { expires: step.expires }))
      : null,
  );
}

function outcome(state: Outcome['state'], at: Instant, reason: Reason, isDone = false): Outcome {
  return { state, at, isDone, reason };
}

function findDone(step: Step, events: readonly StepEvent[], { zone }: PlanContext): Outcome | null {
  for (const event of events) {
    const { type, at } = event;
    if (type === 'done' || (type === 'scored' && step.kind === 'call')) {
      return outcome('done', at, because('done', { on: toLocalDate(at, zone) }), true);
    }
    if (type === 'call' && endsCall(event.outcome) && event.outcome !== 'wrong-number') {
      return outcome(
        'done',
        at,
        because('call.outcome', { attempt: attemptNumber(event, events), outcome: event.outcome }),
        true,
      );
    }
  }
  return null;
}

function skippedBy(events: readonly StepEvent[]): Outcome | null {
  const event = events.find((e) => e.type === 'skipped');
  return event?.type === 'skipped'
    ? outcome('skipped', event.at, because('skipped.by-person', { reason: event.reason ?? null }))
    : null;
}

function calledOff(events: readonly StepEvent[]): Outcome | null {
  const event = events.find((e) => e.type === 'cancelled');
  return event?.type === 'cancelled'
    ? outcome('cancelled', event.at, because('visit.cancelled', { reason: event.reason ?? null }))
    : null;
}

/** A condition is asked once, when the work falls due. */
function failing(step: Step, dueAt: Instant, context: PlanContext): Outcome | null {
  if (!step.onlyIf || dueAt > context.now) return null;
  const condition = findFailing(step, dueAt, context);
  return (
    condition &&
    outcome('skipped', dueAt, because('condition.failed', { condition: describeCondition(condition) }))
  );
}

// --- visits ---

interface OpenVisit {
  readonly state: VisitState;
  readonly reasons: readonly Reason[];
  readonly sends: readonly PlannedSend[];
  /** It is booked, or arranged by offering times: then nobody is asked about the policy's own date. */
  readonly isArranged: boolean;
}

function openVisit(
  dated: Dated,
  dates: { deadlineAt: Instant; appearsAt: Instant; expiresAt: Instant | null },
  context: PlanContext,
): OpenVisit {
  const { step, occurrence, isProjected } = dated;
  const events = context.log.of(step.step, occurrence);
  const progress = followBookings(events, context);
  const state = visitState(dated, dates, progress, context);
  return {
    state,
    reasons: visitReasons(state, progress, step, context.zone),
    sends: isProjected ? [] : visitSends(step, occurrence, progress, events, context),
    isArranged: progress.booking !== null || step.propose !== undefined,
  };
}

/** The last word on a visit that has ended: called off, or what was done. */
function farewell(
  { step, occurrence }: Dated,
  { state }: Outcome,
  events: readonly StepEvent[],
  context: PlanContext,
): PlannedSend[] {
  if (step.kind !== 'visit') return [];
  if (state === 'cancelled') return cancelledSends(step, occurrence, events, context);
  return state === 'done' ? reportSends(step, occurrence, events, context) : [];
}

/** The text that asks the customer to confirm a visit, until it left or the customer said something. */
function confirmation(
  step: Step,
  dueAt: Instant,
  { occurrence, point }: Dated,
  events: readonly StepEvent[],
  context: PlanContext,
): PlannedSend[] {
  if (!step.confirm) return [];
  const isOver = events.some(({ type }) => ['sent', 'kept-back', 'confirmed', 'declined'].includes(type));
  const sendAt = addDuration(dueAt, times(parseDuration(step.confirm.before), -1), context.zone);
  if (isOver || dueAt <= context.now || (context.facts.assumeSent && sendAt <= context.now)) return [];
  const asText = { ...step, kind: 'sms' as const, stopOn: [] };
  const open = { step: asText, occurrence, point, dueAt: sendAt, stopsBefore: sendAt, openUntil: Infinity };
  if (findWithdrawal(open, context)) return [];
  context.wakeAt(sendAt);
  const purpose = context.facts.purposes.get(step.confirm.template) ?? 'service';
  const { template } = step.confirm;
  const channels = channelsOf(step, context.facts.customer.channels);
  const channel = findUsable(channels, { template, purpose }, sendAt, context) ?? 'sms';
  return [{ part: 'confirm', template, purpose, sendAt, channel }];
}
