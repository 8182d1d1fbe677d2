import type { AnchorPoint } from './anchor.js';
import type { DatedFollowUp, FollowUpState } from './follow-up.js';
import type { DatedItem, Ending, PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, times, toLocal, type Instant } from './time.js';
import { because } from './wording.js';

/** One occurrence of a step with its date, before anything that happened to it is looked at. */
export interface Dated {
  readonly step: Step;
  readonly occurrence: number;
  readonly dueAt: Instant;
  readonly reasons: readonly Reason[];
  readonly point: AnchorPoint;
  readonly isProjected?: boolean;
  /** A text that was due long before the plan was in force. */
  readonly isMissed?: boolean;
}

/** A due instant after people put it off, with what it was before. */
export interface Moved {
  readonly dueAt: Instant;
  /** Without what was booked. */
  readonly deadlineAt: Instant;
  readonly history: DatedItem['dueHistory'];
}

/**
 * Follows the `snoozed` and `booked` events of one follow-up; the latest counts. `leavesAt` is given for texts: one that is taken as
 * sent cannot be put off any more.
 */
export function moveDue(
  dated: Dated,
  reasons: Reason[],
  { log, zone, facts }: PlanContext,
  leavesAt?: (dueAt: Instant) => Instant,
): Moved {
  const history: { from: Instant; dueAt: Instant; isBooked?: boolean }[] = [
    { from: facts.startedAt, dueAt: dated.dueAt },
  ];
  let deadlineAt = dated.dueAt;
  for (const event of log.of(dated.step.step, dated.occurrence)) {
    if (event.type === 'booked') history.push({ from: event.at, dueAt: event.startsAt, isBooked: true });
    if ((event.type === 'declined' || event.type === 'unbooked') && history.at(-1)!.isBooked)
      history.push({ from: event.at, dueAt: deadlineAt });
    if (event.type !== 'snoozed') continue;
    if (facts.assumeSent && leavesAt && leavesAt(history.at(-1)!.dueAt) <= event.at) continue;
    history.push({ from: event.at, dueAt: event.until });
    deadlineAt = event.until;
    reasons.push(because('snoozed', { until: toLocal(event.until, zone) }));
  }
  return { dueAt: history.at(-1)!.dueAt, deadlineAt, history };
}

/** The instant after which a follow-up is no longer worth doing, or null. */
export function expiryOf(step: Step, dueAt: Instant, zone: string): Instant | null {
  return step.expires === undefined ? null : addDuration(dueAt, parseDuration(step.expires), zone);
}

/** When a follow-up for people becomes visible as work. */
export function appearanceOf(step: Step, dueAt: Instant, zone: string): Instant {
  return step.horizon === undefined
    ? dueAt
    : addDuration(dueAt, times(parseDuration(step.horizon), -1), zone);
}

/** How something ended, with the words for it. */
export interface Outcome extends Ending {
  readonly state: FollowUpState;
  readonly reason: Reason;
}

/** Of several endings the first one counts. */
export function firstOf(...outcomes: readonly (Outcome | null)[]): Outcome | null {
  let first: Outcome | null = null;
  for (const outcome of outcomes) if (outcome && (!first || outcome.at < first.at)) first = outcome;
  return first;
}

/** The fields that all kinds share. */
export function baseOf(
  dated: Dated,
  dueAt: Instant,
  context: PlanContext,
): Omit<DatedFollowUp, 'state' | 'reasons'> {
  const { step, occurrence, isProjected } = dated;
  return {
    step: step.step,
    occurrence,
    kind: step.kind,
    dueAt,
    dueLocal: toLocal(dueAt, context.zone),
    sends: [],
    ...(isProjected ? { projected: true } : {}),
  };
}
