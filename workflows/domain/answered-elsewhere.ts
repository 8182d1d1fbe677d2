import type { ScoreEvent } from './event-log.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import type { Instant } from './time.js';

/**
 * The answer that another step of the plan got to the same question while this one was open: an answer on any channel
 * closes the others. Null: there is none. What opens after an answer asks anew.
 *
 * @param since from when on this one was open
 */
export function findAnsweredElsewhere(
  { step, question }: Step,
  occurrence: number,
  since: Instant,
  { facts, scores }: PlanContext,
): ScoreEvent | null {
  if (question === undefined || scores.length === 0) return null;
  const asks = (name: string): boolean =>
    facts.policy.steps?.some((other) => other.step === name && other.question === question) ?? false;
  return (
    scores.find(
      (score) =>
        score.at >= since && (score.step !== step || score.occurrence !== occurrence) && asks(score.step),
    ) ?? null
  );
}
