import type { ScoreEvent } from './event-log.js';
import type { PlanContext } from './plan-context.js';
import {
  matchesGlob,
  type AssetCondition,
  type Condition,
  type Question,
  type ServiceCondition,
  type Step,
} from './policy.js';
import { addDuration, parseDuration, type Instant } from './time.js';

/** Up to `low` a score is bad news, from `high` on it is good news. */
export const SCORE_BOUNDS: Readonly<Record<Exclude<Question, 'yes-no'>, { low: number; high: number }>> = {
  csat: { low: 2, high: 4 },
  nps: { low: 6, high: 9 },
  ces: { low: 3, high: 6 },
};

/** The first condition of a step that does not hold at an instant, or null. */
export function findFailing(step: Step, at: Instant, context: PlanContext): Condition | null {
  return step.onlyIf?.find((condition) => !holds(condition, at, context)) ?? null;
}

function holds(condition: Condition, at: Instant, context: PlanContext): boolean {
  if (typeof condition === 'object')
    return 'asset' in condition ? hasAsset(condition, context) : wasServiced(condition, at, context);
  const { agreement, scores } = context;
  switch (condition) {
    case 'agreement.active': {
      const state = agreement?.stateAt(at);
      return state === 'active' || state === 'ending';
    }
    case 'agreement.lapsed':
      return agreement?.stateAt(at) === 'lapsed' && !isReplacedAt(at, context);
    case 'ticket.open':
      return !isResolvedAt(at, context);
    case 'ticket.resolved':
      return isResolvedAt(at, context);
    case 'not-scored':
      return !scores.some((score) => score.at <= at);
    case 'score.low':
    case 'score.high': {
      const latest = scores.findLast((score) => score.at <= at);
      return latest !== undefined && gradeOf(latest, context) === condition;
    }
  }
}

/** What the code of a condition stands for, in words that are the same wherever it is shown. */
export function describeCondition(condition: Condition): string {
  if (typeof condition === 'string') return condition;
  if ('asset' in condition) return `asset ${[condition.asset].flat().join(', ')}`;
  const { olderThan, within } = condition.lastService;
  return [
    ...(olderThan === undefined ? [] : [`last service older than ${olderThan}`]),
    ...(within === undefined ? [] : [`last service within ${within}`]),
  ].join(', ');
}

/** Where nobody looked (a simulation that names no assets) it is taken to be there. */
function hasAsset({ asset }: AssetCondition, { facts }: PlanContext): boolean {
  const wanted = [asset].flat();
  return facts.assets?.some((code) => wanted.some((glob) => matchesGlob(glob, code))) ?? true;
}

function wasServiced({ lastService }: ServiceCondition, at: Instant, context: PlanContext): boolean {
  const { olderThan, within } = lastService;
  const last = lastServiceBefore(at, context);
  const until = (duration: string): Instant => addDuration(last!, parseDuration(duration), context.zone);
  if (olderThan !== undefined && last !== null && until(olderThan) > at) return false;
  return within === undefined || (last !== null && until(within) >= at);
}

function lastServiceBefore(at: Instant, { facts, log }: PlanContext): Instant | null {
  const visits = new Set(facts.policy.steps?.flatMap(({ step, kind }) => (kind === 'visit' ? [step] : [])));
  const own = log.ofType('done').flatMap((event) => (visits.has(event.step) ? [event.at] : []));
  const done = [...own, ...(facts.servicedAt ?? [])].filter((when) => when <= at);
  return done.length === 0 ? null : Math.max(...done);
}

function isReplacedAt(at: Instant, { log }: PlanContext): boolean {
  return log.ofType('agreement.replaced').some((event) => event.at <= at);
}

function gradeOf({ step, score }: ScoreEvent, { facts }: PlanContext): 'score.low' | 'score.high' | null {
  if (score === 'no') return 'score.low';
  if (score === 'yes') return 'score.high';
  const question = facts.policy.steps?.find((candidate) => candidate.step === step)?.question ?? 'csat';
  const { low, high } = SCORE_BOUNDS[question === 'yes-no' ? 'csat' : question];
  return score <= low ? 'score.low' : score >= high ? 'score.high' : null;
}

/** A closed ticket counts as resolved, even when nobody said so before closing it. */
function isResolvedAt(at: Instant, { log }: PlanContext): boolean {
  let isResolved = false;
  for (const { type, at: when } of log.all) {
    if (when > at) break;
    if (type === 'ticket.resolved' || type === 'ticket.closed') isResolved = true;
    if (type === 'ticket.reopened') isResolved = false;
  }
  return isResolved;
}
