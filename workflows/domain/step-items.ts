import { findAnchor, type AnchorPoint } from './anchor.js';
import { chainItems } from './chain-items.js';
import { fixedItems } from './fixed-items.js';
import { oneOffItems } from './one-off.js';
import { isNext, type DatedItem, type PlanContext } from './plan-context.js';
import type { RepeatRule, Step } from './policy.js';
import { inSeasonOf } from './season.js';
import { stretchAt } from './stretch.js';

/** Dates all follow-ups of a step and says what became of them. Steps it hangs on must have been dated before. */
export function dateStep(stated: Step, context: PlanContext): readonly DatedItem[] {
  const step = inSeasonOf(stated, context);
  const { points, isKnown } = findAnchor(step.due.from, context);
  if (!isKnown) context.waitingFor.push({ step: step.step, anchor: step.due.from });
  if (points.length === 0) return [];
  const { repeat } = step;
  // What hangs on each occurrence of another step comes as often as that one.
  if (!repeat || step.due.from.startsWith('due:')) return oneOffItems(step, points, context);
  return seriesItems(step, repeat, points, context);
}

/** A series begins anew at each point that it counts from. */
function seriesItems(
  step: Step,
  repeat: RepeatRule,
  points: readonly AnchorPoint[],
  context: PlanContext,
): readonly DatedItem[] {
  const isChain = repeat.mode === 'floating' || repeat.mode === 'anniversary';
  const part = isChain ? chainItems : fixedItems;
  const all: DatedItem[] = [];
  for (let i = 0, before = 0; i < points.length; i++) {
    const stretch = stretchAt(points, i, before, step, context);
    const { items, length } = part(step, repeat, stretch, context);
    all.push(...items);
    before += length;
    // A series is shown at least up to its next occurrence, and beyond the view no farther.
    if (stretch.endsAt > context.until && all.some((item) => isNext(item, context))) break;
  }
  return all;
}
