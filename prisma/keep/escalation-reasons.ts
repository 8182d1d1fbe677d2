import type { EscalationLevel } from '@aftercare/workflows/domain/agenda.js';
import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { deliveryStepOf, UNKNOWN_DELIVERY } from '@aftercare/workflows/domain/unknown-delivery.js';
import type { JudgedPlan } from '../keep-plans.js';

interface About {
  of: string;
  occurrence: number;
  cause: 'ladder' | 'reaction';
}

/** Why it was escalated, in order: what happened or did not happen, then which level was told last and why then. */
export function escalationReasons(
  plan: JudgedPlan,
  about: About,
  followUp: DatedFollowUp | undefined,
  last: EscalationLevel | undefined,
): Reason[] {
  const matter =
    deliveryStepOf(about.of) !== null ? unknownDelivery(about) : answeredOrLate(plan, about, followUp);
  return [...(matter ? [matter] : []), ...(last?.reasons ?? [])];
}

function unknownDelivery({ of }: About): Reason {
  const step = deliveryStepOf(of)!;
  const text = `the provider never answered for ${step}: it may have reached the customer, and is not sent again by itself`;
  return { code: UNKNOWN_DELIVERY, step, text };
}

function answeredOrLate(
  plan: JudgedPlan,
  about: About,
  followUp: DatedFollowUp | undefined,
): Reason | undefined {
  return about.cause === 'reaction' ? answered(plan, followUp) : overdue(plan, about, followUp);
}

/** The answer that a line of `react` was waiting for. */
function answered(plan: JudgedPlan, followUp: DatedFollowUp | undefined): Reason | undefined {
  if (!followUp) return undefined;
  const said = plan.facts.events.filter(
    (event) =>
      (event.type === 'scored' || event.type === 'call') &&
      event.step === followUp.step &&
      (event.occurrence ?? 1) === followUp.occurrence,
  ) as { score?: number | string; outcome?: string }[];
  const answer = said.at(-1)?.score ?? said.at(-1)?.outcome;
  if (answer === undefined) return undefined;
  const question = plan.facts.policy.steps?.find(({ step }) => step === followUp.step)?.question ?? null;
  const text = `the customer answered ${answer} to ${followUp.step}${question ? ` (${question})` : ''}`;
  return { code: 'answer.needs-care', step: followUp.step, question, answer, text };
}

function overdue(plan: JudgedPlan, about: About, followUp: DatedFollowUp | undefined): Reason | undefined {
  if (followUp) {
    const due = { step: followUp.step, dueAt: formatInstant(followUp.dueAt), dueLocal: followUp.dueLocal };
    return {
      code: 'follow-up.not-done',
      ...due,
      text: `${followUp.step}, due ${followUp.dueLocal}, is not done`,
    };
  }
  const clock = plan.agenda.targets.find((target) => `target:${target.target}` === about.of);
  if (!clock) return undefined;
  if (clock.state === 'breached') {
    return {
      code: 'target.breached',
      target: clock.target,
      text: `the promised ${clock.target} was not kept`,
    };
  }
  if (clock.dueAt === null) return undefined;
  const dueLocal = toLocal(clock.dueAt, plan.facts.zone);
  const text = `the promised ${clock.target} is due ${dueLocal} and still open`;
  return { code: 'target.at-risk', target: clock.target, dueAt: formatInstant(clock.dueAt), dueLocal, text };
}
