import type { PlanEvent } from './event.js';
import type { Policy, Question, Step } from './policy.js';
import { SCORE_BOUNDS } from './condition.js';
import type { Instant } from './time.js';

/** The event by which a question that no policy asks comes into a plan: one of a wave of them. */
export interface QuestionAdded {
  readonly type: 'question.added';
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly question: Exclude<Question, 'yes-no'>;
  readonly template: string;
  /** What it belongs to; two of one wave are one. */
  readonly wave: string;
}

/** Later than this it is not asked any more. */
const EXPIRES = 'P14D';
const CLOSES_AFTER = 'P14D';

/** The step under which the n-th added question stands, counted from 1. No step of a policy is called so. */
export function askedStep(n: number): `asked:${number}` {
  return `asked:${n}`;
}

/** The added questions of a plan, oldest first, each wave once. */
export function addedQuestions(events: readonly PlanEvent[]): QuestionAdded[] {
  const waves = new Set<string>();
  return events.filter((event): event is QuestionAdded => {
    if (event.type !== 'question.added' || waves.has(event.wave)) return false;
    waves.add(event.wave);
    return true;
  });
}

/** The policy with a step for each question that was added to the plan, so that it is asked as every other one. */
export function withAddedQuestions(policy: Policy, events: readonly PlanEvent[]): Policy {
  const added = addedQuestions(events);
  if (added.length === 0) return policy;
  return { ...policy, steps: [...(policy.steps ?? []), ...added.map(stepOf)] };
}

function stepOf({ question, template }: QuestionAdded, i: number): Step {
  return {
    step: askedStep(i + 1),
    kind: 'survey',
    due: { from: askedStep(i + 1) },
    question,
    template,
    closesAfter: CLOSES_AFTER,
    expires: EXPIRES,
    react: [{ to: { atMost: SCORE_BOUNDS[question].low }, do: 'escalate' }],
  };
}
