import { followWork } from './follow-work.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Ladder, Step } from './policy.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/**
 * Work that people add to a plan beside its policy. promise: what we told the customer we would do; approval: somebody
 * asks for more than they may decide; review: a look back at work that was done; visit: something found that has to be
 * seen to.
 */
export const ADDED_WORK = ['promise', 'approval', 'review', 'visit'] as const;
export type AddedWorkKind = (typeof ADDED_WORK)[number];

/** The event by which work comes into a plan. */
export interface WorkAdded {
  readonly type: 'work.added';
  readonly at: Instant;
  readonly work: AddedWorkKind;
  readonly kind: 'call' | 'visit' | 'review';
  readonly dueAt: Instant;
  /** In people's words. */
  readonly text: string;
  /** Default: the owner when it is due, their team lead four hours later, a manager after a day. */
  readonly ladder?: Ladder;
}

/** A promise that waits for a day is half broken. */
const LADDER: Ladder = {
  levels: [
    { after: 'PT0S', to: ['owner'] },
    { after: 'PT4H', to: ['team-lead'] },
    { after: 'P1D', to: ['manager'] },
  ],
};

/** No step of a policy is called so: a step's name has no slash. */
export function addedStep(work: AddedWorkKind): string {
  return `added/${work}`;
}

/** The follow-ups of work that was added, each kind counted from 1, with the steps they stand for. */
export function addedWork(context: PlanContext): { step: Step; item: DatedItem }[] {
  const counts = new Map<AddedWorkKind, number>();
  return context.log.ofType('work.added').map(({ work, kind, dueAt, text, at, ladder = LADDER }) => {
    const occurrence = (counts.get(work) ?? 0) + 1;
    counts.set(work, occurrence);
    const step: Step = { step: addedStep(work), kind, due: { from: `done:${addedStep(work)}` }, ladder };
    const reasons = [because('work.added', { work, said: text })];
    const point = { at: dueAt, occurrence, knownAt: at };
    // It is work from the day it was added: whoever has to keep a promise wants to see it before the last minute.
    const shown: Step = { ...step, horizon: `PT${Math.max(0, Math.ceil((dueAt - at) / 60_000))}M` };
    return { step, item: followWork({ step: shown, occurrence, dueAt, reasons, point }, context) };
  });
}
