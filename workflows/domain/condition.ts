import type { ScoreEvent } from './event-log.js';
import type { PlanContext } from './plan-context.js';
import type { Condition, Question, Step } from './policy.js';
import type { Instant } from './time.js';

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
  const { agreement, scores } = context;
  switch (condition) {
    case 'agreement.active': {
      const state = agreement?.stateAt(at);
      return state === 'active' || state === 'ending';
    }
    case 'agreement.lapsed':
      return agreement?.stateAt(at) === 'lapsed';
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
