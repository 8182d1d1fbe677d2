import { findFailing } from './condition.js';
import { appearanceOf, baseOf, expiryOf, firstOf, moveDue, type Dated, type Outcome } from './dated.js';
import type { StepEvent } from './event-log.js';
import { MINUTE_MS, WALL_DAY_MS } from './local-date.js';
import { channelsOf, findUsable } from './channel.js';
import { isOpenAt, addWorkingMs } from './calendar.js';
import type { PlannedSend } from './follow-up.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { findReactions } from './reaction.js';
import type { Reason } from './reason.js';
import {
  addDuration,
  atLocal,
  findDuration,
  parseDuration,
  times,
  toLocalDate,
  toWall,
  type Instant,
} from './time.js';
import { because } from './wording.js';
import { endsCall, findWithdrawal } from './withdrawal.js';

type CallEvent = Extract<StepEvent, { type: 'call' }>;

const DEFAULT_ATTEMPTS = 3;
const DEFAULT_GAP = 'P1D';

/** Says what became of a `call`, `visit` or `review`: done, withdrawn, expired, or work that stands open. */
export function followWork(dated: Dated, context: PlanContext): DatedItem {
  const { step, occurrence } = dated;
  const reasons = [...dated.reasons];
  const { dueAt, history } = moveDue(dated, reasons, context);
  const appearsAt = appearanceOf(step, dueAt, context.zone);
  const expiresAt = expiryOf(step, dueAt, context.zone);
  const events = context.log.of(step.step, occurrence);
  const ending = findEnding(dated, dueAt, expiresAt, events, context);
  const reactions = findReactions(step, occurrence, context.now, context);
  const base = {
    ...baseOf(dated, dueAt, context),
    appearsAt,
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(step.kind === 'call' ? { attempts: attemptsOf(step, dueAt, ending, events, context) } : {}),
  };
  if (ending) {
    reasons.push(ending.reason);
    const carriedOutAt = ending.isDone ? ending.at : null;
    const followUp = { ...base, state: ending.state, reasons };
    return { followUp, ending, carriedOutAt, endsAt: null, dueHistory: history, reactions };
  }
  for (const instant of [appearsAt, dueAt, expiresAt]) context.wakeAt(instant);
  const sends = confirmation(step, dueAt, dated, events, context);
  const state = appearsAt <= context.now ? ('due' as const) : ('planned' as const);
  const followUp = { ...base, state, reasons, sends };
  return { followUp, ending: null, carriedOutAt: null, endsAt: expiresAt, dueHistory: history, reactions };
}

/** What a person did counts before everything else, even after the follow-up was withdrawn or had expired. */
function findEnding(
  dated: Dated,
  dueAt: Instant,
  expiresAt: Instant | null,
  events: readonly StepEvent[],
  context: PlanContext,
): Outcome | null {
  const done = findDone(dated.step, events, context);
  if (done) return done;
  const { step, occurrence, point } = dated;
  const stop = findWithdrawal(
    { step, occurrence, point, dueAt, stopsBefore: dueAt, openUntil: Infinity },
    context,
  );
  return firstOf(
    stop && outcome('withdrawn', stop.at, because('withdrawn', { event: stop.event })),
    skippedBy(events),
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

/** A condition is asked once, when the work falls due. */
function failing(step: Step, dueAt: Instant, context: PlanContext): Outcome | null {
  if (!step.onlyIf || dueAt > context.now) return null;
  const condition = findFailing(step, dueAt, context);
  return condition && outcome('skipped', dueAt, because('condition.failed', { condition }));
}

// --- calls ---

const isCall = (event: StepEvent): event is CallEvent => event.type === 'call';
/** Only these use up an attempt: nobody was there. */
const isMissed = ({ outcome: what }: CallEvent): boolean =>
  what === 'no-answer' || what === 'busy' || what === 'voicemail';

function attemptNumber(call: CallEvent, events: readonly StepEvent[]): number {
  return events.filter(isCall).indexOf(call) + 1;
}

function unreached(step: Step, events: readonly StepEvent[]): Outcome | null {
  const max = step.attempts?.max ?? DEFAULT_ATTEMPTS;
  const calls = events.filter(isCall);
  const wrong = calls.find((call) => call.outcome === 'wrong-number');
  const last = calls.filter(isMissed)[max - 1];
  return firstOf(
    wrong
      ? outcome(
          'unreached',
          wrong.at,
          because('call.outcome', { attempt: attemptNumber(wrong, events), outcome: 'wrong-number' }),
        )
      : null,
    last ? outcome('unreached', last.at, because('unreached', { max })) : null,
  );
}

function attemptsOf(
  step: Step,
  dueAt: Instant,
  ending: Outcome | null,
  events: readonly StepEvent[],
  context: PlanContext,
): { used: number; max: number; nextAt?: Instant } {
  const calls = events.filter(isCall);
  const used = calls.filter(isMissed).length;
  const max = step.attempts?.max ?? DEFAULT_ATTEMPTS;
  if (ending) return { used, max };
  const nextAt = nextAttempt(step, dueAt, calls.at(-1), context);
  context.wakeAt(nextAt);
  return { used, max, nextAt };
}

function nextAttempt(step: Step, dueAt: Instant, last: CallEvent | undefined, context: PlanContext): Instant {
  if (!last) return dueAt;
  if (last.outcome === 'call-back' && last.callBackAt !== undefined) return last.callBackAt;
  // A colleague who speaks the language can call at once.
  if (last.outcome === 'language-barrier') return last.at;
  return atAnotherPartOfDay(last.at, step.attempts?.gap ?? DEFAULT_GAP, step, context);
}

/** Mornings, afternoons and evenings; a call is tried again in the middle of another part. */
const NOON = 12 * 60;
const EVENING = 17 * 60;
const partOf = (minute: number): number => (minute < NOON ? 0 : minute < EVENING ? 1 : 2);
/** Who was not there in the morning is called in the afternoon; who was not there later, in the morning. */
const OTHER_PART = [14 * 60, 10 * 60, 10 * 60];

/** A gap in days leads to another part of that day; one in hours to the next other part from there. */
function atAnotherPartOfDay(at: Instant, gap: string, step: Step, context: PlanContext): Instant {
  const { zone } = context;
  const reached = addDuration(at, parseDuration(gap), zone);
  const tried = partOf(minuteOf(at, zone));
  if (partOf(minuteOf(reached, zone)) !== tried) return opening(reached, step, context);
  const day = Math.floor(toWall(reached, zone) / WALL_DAY_MS);
  const other = atLocal(day, OTHER_PART[tried]!, zone);
  const isTooSoon = other < reached && findDuration(gap)!.elapsedMs > 0;
  return opening(isTooSoon ? atLocal(day + 1, OTHER_PART[tried]!, zone) : other, step, context);
}

function minuteOf(instant: Instant, zone: string): number {
  const wall = toWall(instant, zone);
  return (wall - Math.floor(wall / WALL_DAY_MS) * WALL_DAY_MS) / MINUTE_MS;
}

function opening(instant: Instant, step: Step, context: PlanContext): Instant {
  const calendar = context.calendarOf(step);
  return calendar === null || isOpenAt(calendar, instant) ? instant : addWorkingMs(calendar, instant, 0);
}

// --- visits ---

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
