import { addWorkingMs, isOpenAt } from './calendar.js';
import { OTHER_PART, dayPartOf } from './day-part.js';
import { firstOf, type Outcome } from './dated.js';
import type { StepEvent } from './event-log.js';
import { WALL_DAY_MS } from './local-date.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { addDuration, atLocal, findDuration, parseDuration, toWall, type Instant } from './time.js';
import { because } from './wording.js';

type CallEvent = Extract<StepEvent, { type: 'call' }>;

const DEFAULT_ATTEMPTS = 3;
const DEFAULT_GAP = 'P1D';

const isCall = (event: StepEvent): event is CallEvent => event.type === 'call';
/** Only these use up an attempt: nobody was there. */
const isMissed = ({ outcome: what }: CallEvent): boolean =>
  what === 'no-answer' || what === 'busy' || what === 'voicemail';

/** The number of a call among all that were made for its follow-up, from 1. */
export function attemptNumber(call: CallEvent, events: readonly StepEvent[]): number {
  return events.filter(isCall).indexOf(call) + 1;
}

/** How a call was given up: nobody was ever there, or the number is a wrong one. Null: not yet. */
export function unreached(step: Step, events: readonly StepEvent[]): Outcome | null {
  const max = step.attempts?.max ?? DEFAULT_ATTEMPTS;
  const calls = events.filter(isCall);
  const wrong = calls.find((call) => call.outcome === 'wrong-number');
  const last = calls.filter(isMissed)[max - 1];
  return firstOf(
    wrong
      ? givenUp(
          wrong.at,
          because('call.outcome', { attempt: attemptNumber(wrong, events), outcome: 'wrong-number' }),
        )
      : null,
    last ? givenUp(last.at, because('unreached', { max })) : null,
  );
}

function givenUp(at: Instant, reason: Outcome['reason']): Outcome {
  return { state: 'unreached', at, isDone: false, reason };
}

/** Attempts used and allowed, and when the next one should be made. Only missed calls use one up. */
export function attemptsOf(
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

/** A gap in days leads to another part of that day; one in hours to the next other part from there. */
function atAnotherPartOfDay(at: Instant, gap: string, step: Step, context: PlanContext): Instant {
  const { zone } = context;
  const reached = addDuration(at, parseDuration(gap), zone);
  const tried = dayPartOf(at, zone);
  if (dayPartOf(reached, zone) !== tried) return opening(reached, step, context);
  const day = Math.floor(toWall(reached, zone) / WALL_DAY_MS);
  const other = atLocal(day, OTHER_PART[tried], zone);
  const isTooSoon = other < reached && findDuration(gap)!.elapsedMs > 0;
  return opening(isTooSoon ? atLocal(day + 1, OTHER_PART[tried], zone) : other, step, context);
}

function opening(instant: Instant, step: Step, context: PlanContext): Instant {
  const calendar = context.calendarOf(step);
  return calendar === null || isOpenAt(calendar, instant) ? instant : addWorkingMs(calendar, instant, 0);
}
