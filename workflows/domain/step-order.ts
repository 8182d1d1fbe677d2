import { anchorStep } from './event-log.js';
import type { Policy, Step } from './policy.js';

const orders = new WeakMap<Policy, readonly Step[]>();

/**
 * The steps in the order in which they can be dated: after those they count from (`due:`, `done:`), after those that
 * replace them and, where that is possible, after those that stop them.
 */
export function orderSteps(policy: Policy): readonly Step[] {
  let order = orders.get(policy);
  if (!order) orders.set(policy, (order = sort(policy.steps ?? [])));
  return order;
}

/** Steps that a step must be dated after. */
export function stepsBefore(step: Step, steps: readonly Step[]): string[] {
  const anchor = anchorStep(step.due.from);
  const replacing = steps
    .filter(({ repeat }) => repeat?.replaces?.includes(step.step))
    .map((other) => other.step);
  return anchor === null ? replacing : [anchor, ...replacing];
}

function sort(steps: readonly Step[]): readonly Step[] {
  const byName = new Map(steps.map((step) => [step.step, step]));
  const ordered = new Set<Step>();
  const visiting = new Set<Step>();
  const visit = (name: string): void => {
    const step = byName.get(name);
    if (!step || ordered.has(step) || visiting.has(step)) return;
    visiting.add(step);
    for (const before of stepsBefore(step, steps)) visit(before);
    // Steps may stop each other; then the one that comes first is dated first.
    for (const line of step.stopOn ?? []) if (line.startsWith('done:')) visit(line.slice('done:'.length));
    visiting.delete(step);
    ordered.add(step);
  };
  for (const { step } of steps) visit(step);
  return [...ordered];
}
