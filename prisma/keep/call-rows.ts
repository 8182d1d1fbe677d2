import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { stageCall } from '../calls.js';
import type { Tx } from '../client.js';
import type { JudgedPlan, KeepContext } from '../keep-plans.js';
import { followUpKey, type FollowUpIds } from './follow-up-rows.js';

/**
 * Stages the surveys by keypad whose time has come: one call for each attempt of a call step that is `automated`. An
 * attempt that was kept back or went wrong is not made again by machine; the follow-up stays work for people.
 */
export async function keepCalls(
  context: KeepContext,
  tx: Tx,
  plans: readonly JudgedPlan[],
  followUpIds: FollowUpIds,
  now: Instant,
): Promise<void> {
  for (const plan of plans) {
    const automated = plan.facts.policy.steps?.filter((step) => step.automated).map(({ step }) => step) ?? [];
    for (const followUp of plan.agenda.followUps) {
      if (!automated.includes(followUp.step) || !isTime(followUp, now)) continue;
      const followUpId = followUpIds.get(followUpKey(plan.row.id, followUp.step, followUp.occurrence))!;
      await stage(context, tx, plan, { followUpId, attempt: followUp.attempts!.used + 1 }, now);
    }
  }
}

function isTime({ state, attempts }: DatedFollowUp, now: Instant): boolean {
  return state === 'due' && attempts?.nextAt !== undefined && attempts.nextAt <= now;
}

async function stage(
  context: KeepContext,
  tx: Tx,
  { row }: JudgedPlan,
  { followUpId, attempt }: { followUpId: string; attempt: number },
  now: Instant,
): Promise<void> {
  if (await tx.call.findFirst({ where: { followUpId, attempt }, select: { id: true } })) return;
  const { phone } = await tx.customer.findUniqueOrThrow({ where: { id: row.customerId } });
  const { id: planId, customerId } = row;
  const numbers = { from: context.senders.sms, to: phone, customerTo: phone };
  const call = { ...numbers, followUpId, planId, customerId, kind: 'survey' as const, attempt };
  await stageCall(tx, { ...call, staffId: null, placeAt: now }, now, 'plan');
}
