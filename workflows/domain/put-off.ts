import { follow } from './follow.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import { isText } from './plan-context.js';
import type { Step } from './policy.js';
import { toLocalDate } from './time.js';
import { because } from './wording.js';

/** The name under which a text comes again that the customer put off. */
export function laterStep(step: string): string {
  return `${step}/later`;
}

/**
 * Texts that customers asked to get again later: `<step>/later`, counted from 1 over all that were put off. A question
 * that was put off is closed; the later one asks it anew.
 */
export function laterTexts(items: readonly DatedItem[], context: PlanContext): DatedItem[] {
  const putOff = context.log.ofType('put-off');
  if (putOff.length === 0) return [];
  const found: DatedItem[] = [];
  for (const [i, event] of putOff.entries()) {
    const root = event.step.replace(/\/later$/, '');
    const count = putOff.slice(0, i + 1).filter(({ step }) => step.replace(/\/later$/, '') === root).length;
    const step = stepOf(root, items, context);
    if (!step) continue;
    const after = rootOf(event, root, putOff);
    const reasons = [because('put-off', { on: toLocalDate(event.until, context.zone) })];
    const point = { at: event.until, occurrence: count, knownAt: event.at };
    const later: Step = { ...step, step: laterStep(root), expires: undefined };
    const item = follow({ step: later, occurrence: count, dueAt: event.until, reasons, point }, context);
    const { template, question, offer } = step;
    const made = { template, question, offer, after };
    found.push({ ...item, followUp: { ...item.followUp, made } });
  }
  return found;
}

/** The follow-up at the beginning: the n-th later one belongs to what the n-th putting-off began with. */
function rootOf(
  event: { step: string; occurrence?: number },
  root: string,
  putOff: readonly { step: string; occurrence?: number }[],
): { step: string; occurrence: number } {
  if (event.step === root) return { step: root, occurrence: event.occurrence ?? 1 };
  const own = putOff.filter(({ step }) => step.replace(/\/later$/, '') === root);
  const before = own[(event.occurrence ?? 1) - 1];
  return before ? rootOf(before, root, putOff) : { step: root, occurrence: 1 };
}

function stepOf(root: string, items: readonly DatedItem[], { facts }: PlanContext): Step | undefined {
  const stated = facts.policy.steps?.find(({ step }) => step === root);
  if (stated) return isText(stated) ? stated : undefined;
  const made = items.find(({ followUp }) => followUp.step === root)?.followUp;
  if (!made?.made) return undefined;
  const { template, question, offer } = made.made;
  return { step: root, kind: made.kind, due: { from: `done:${root}` }, template, question, offer };
}
