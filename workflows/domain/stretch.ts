import type { AnchorPoint } from './anchor.js';
import { dateDue, type Place } from './due.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import type { Instant } from './time.js';

/**
 * The part of a series that counts from one point of its anchor: one term of an agreement, one resolution of a ticket,
 * one completion of another step. Where the next part begins its numbers go on, so that what was carried out before
 * never stands for what is to come.
 */
export interface Stretch {
  readonly point: AnchorPoint;
  /**
   * The instant before which its occurrences lie: where the event that took its point away withdrew the rest, else where
   * the next part begins. Infinity for the last part.
   */
  readonly endsAt: Instant;
  /** Numbers that the parts before have used. */
  readonly before: number;
  /** The last number of this part, counted within it, that something has happened to; 0: none. */
  readonly lastTouched: number;
}

/** The part at a point, with the numbers that something has happened to while it was in force. */
export function stretchAt(
  points: readonly AnchorPoint[],
  i: number,
  before: number,
  step: Step,
  context: PlanContext,
): Stretch {
  const [point, next] = [points[i]!, points[i + 1]];
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  const endsAt = next ? endOf(step, point, next, place) : Infinity;
  const until = next ? (point.undone?.at ?? -Infinity) : Infinity;
  let lastTouched = 0;
  for (const [occurrence, events] of context.log.ofStep(step.step)) {
    if (occurrence > before + lastTouched && events[0]!.at <= until) lastTouched = occurrence - before;
  }
  return { point, endsAt, before, lastTouched };
}

function endOf({ due }: Step, { undone }: AnchorPoint, next: AnchorPoint, place: Place): Instant {
  return undone ? undone.at + 1 : dateDue(next.at, due, place)!.dueAt;
}
