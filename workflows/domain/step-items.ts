import { findAnchor, type AnchorPoint } from './anchor.js';
import { chainItems } from './chain-items.js';
import { fixedItems } from './fixed-items.js';
import { oneOffItems } from './one-off.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Step } from './policy.js';

/** Dates all follow-ups of a step and says what became of them. Steps it hangs on must have been dated before. */
export function dateStep(step: Step, context: PlanContext): readonly DatedItem[] {
  const { points, isKnown } = findAnchor(step.due.from, context);
  if (!isKnown) context.waitingFor.push({ step: step.step, anchor: step.due.from });
  if (points.length === 0) return [];
  const { repeat } = step;
  // What hangs on each occurrence of another step comes as often as that one; a series of its own starts at the latest.
  if (!repeat || step.due.from.startsWith('due:')) return oneOffItems(step, points, context);
  const point = seriesPoint(points);
  const isChain = repeat.mode === 'floating' || repeat.mode === 'anniversary';
  return isChain ? chainItems(step, repeat, point, context) : fixedItems(step, repeat, point, context);
}

/** A series starts at the latest point that is not merely expected. */
function seriesPoint(points: readonly AnchorPoint[]): AnchorPoint {
  return points.findLast(({ isProjected }) => !isProjected) ?? points[0]!;
}
