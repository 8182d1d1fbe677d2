import type { Dated } from './dated.js';
import { followText } from './follow-text.js';
import { followWork } from './follow-work.js';
import { isText, type DatedItem, type PlanContext } from './plan-context.js';

/** Says what became of one dated occurrence, by its kind. */
export function follow(dated: Dated, context: PlanContext): DatedItem {
  return isText(dated.step) ? followText(dated, context) : followWork(dated, context);
}
