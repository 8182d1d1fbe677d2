import { findAnchor } from './anchor.js';
import { followWork } from './follow-work.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Ladder, Step } from './policy.js';
import { because } from './wording.js';

/** A notice that the law asks for cannot wait for somebody to look at a board. */
const LADDER: Ladder = {
  levels: [
    { after: '-P1D', to: ['owner'] },
    { after: 'PT0S', to: ['owner', 'team-lead'] },
    { after: 'P1D', to: ['manager'] },
  ],
};
/** Ends of a text that were meant: nobody has to give the notice in its place. */
const MEANT = ['condition.failed', 'skipped.by-person'];

/** The name of the work that takes the place of a notice which could not be sent. */
export function byHandStep(step: string): string {
  return `${step}/by-hand`;
}

/**
 * The work that takes the place of a notice which could not be sent: refused, undelivered, opted out of, or too late. It is
 * due when the notice must have been given, and says by which rule.
 */
export function noticeByHand({ followUp, ending }: DatedItem, context: PlanContext): DatedItem | null {
  const step = context.facts.policy.steps?.find((candidate) => candidate.step === followUp.step);
  if (!step?.notice || !ending || ending.isDone || !isOwed(followUp)) return null;
  const { occurrence } = followUp;
  const point = findAnchor('agreement.notify', context).points.find((one) => one.occurrence === occurrence);
  if (!point) return null;
  const dueAt = Math.max(point.at, ending.at);
  const name = byHandStep(step.step);
  const minutes = Math.ceil((dueAt - ending.at) / 60_000);
  const work: Step = {
    ...{ step: name, kind: 'review', due: { from: `due:${step.step}` }, horizon: `PT${minutes}M` },
    ...{ ladder: LADDER, stopOn: ['agreement.cancelled'] },
  };
  const reasons = [because('notice.by-hand', { step: step.step }), ...(point.reason ? [point.reason] : [])];
  const known = { at: dueAt, occurrence, knownAt: ending.at };
  const item = followWork({ step: work, occurrence, dueAt, reasons, point: known }, context);
  const made = { after: { step: step.step, occurrence } };
  return { ...item, followUp: { ...item.followUp, made } };
}

/** The step that its ladder is climbed by. */
export function byHandLadder(step: string): Step {
  return { step, kind: 'review', due: { from: `due:${step}` }, ladder: LADDER };
}

function isOwed({ state, reasons }: DatedItem['followUp']): boolean {
  const last = reasons.at(-1);
  if (state === 'expired') return true;
  if (state === 'withdrawn') return last?.event === 'customer.opted-out';
  return state === 'skipped' && !MEANT.includes(last?.code ?? '');
}
