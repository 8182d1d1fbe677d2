import type { AnchorPoint } from './anchor.js';
import { dateDue } from './due.js';
import { follow } from './follow.js';
import { isText, type DatedItem, type PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { WALL_DAY_MS } from './local-date.js';

/**
 * A text due this long before the plan was in force is not sent any more: whoever loads last year's sales does not
 * want last year's thank-yous to leave.
 */
const STALE_MS = WALL_DAY_MS;

/** The follow-ups of a step that does not repeat: one for each point that it counts from. */
export function oneOffItems(step: Step, points: readonly AnchorPoint[], context: PlanContext): DatedItem[] {
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  const { startedAt, assumeSent } = context.facts;
  return points.map((point) => {
    const { dueAt, reasons: counted } = dateDue(point.at, step.due, place)!;
    const reasons = point.reason ? [point.reason, ...counted] : counted;
    const isMissed = isText(step) && !assumeSent && dueAt < startedAt - STALE_MS;
    const { occurrence, isProjected } = point;
    return follow({ step, occurrence, dueAt, reasons, point, isProjected, isMissed }, context);
  });
}
