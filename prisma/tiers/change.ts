import { agenda } from '@aftercare/workflows/domain/agenda.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Tier } from '@aftercare/workflows/domain/tier.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { audit } from '../audit.js';
import type { Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { newId } from '../ids.js';
import { findLateTexts } from '../jobs/late-texts.js';
import { type KeepContext, keepPlansOfCustomer } from '../keep-plans.js';
import { type PolicyChange, findPolicyChanges } from './effects.js';

export interface TierDecision {
  customerId: string;
  from: Tier;
  to: Tier;
  reviewId: string | null;
  reasons: readonly Reason[];
  /** Whether open plans change to the policy that now wins in their family. */
  follow: boolean;
}

/**
 * Puts a customer into another tier: the history gets a line, open plans change their policy where `follow` says so, and
 * all of them are asked anew (a step's conditions may name the tier; the board weighs by it). The caller holds the
 * locks of the customer's plans.
 */
export async function changeTier(
  context: KeepContext,
  tx: Tx,
  decision: TierDecision,
  now: Instant,
  by: string,
): Promise<void> {
  const { customerId, from, to, reviewId, reasons, follow } = decision;
  const changes = follow ? await findPolicyChanges(context, tx, customerId, to) : [];
  await tx.customer.update({ where: { id: customerId }, data: { tier: to } });
  await noteTierChange(tx, { customerId, from, to, reviewId, reasons }, now, by);
  for (const change of changes) await changePolicy(tx, change, to, now, by);
  await keepPlansOfCustomer(context, tx, customerId, now, by);
}

/** A line of the history, for whoever changed the tier itself. */
export async function noteTierChange(
  tx: Tx,
  { customerId, from, to, reviewId, reasons }: Omit<TierDecision, 'follow'>,
  now: Instant,
  by: string,
): Promise<void> {
  await tx.tierChange.create({
    data: {
      ...{ id: newId('tierChange'), customerId, from, to, at: new Date(now), by, reviewId },
      reasons: reasons.map((reason) => ({ ...reason })),
    },
  });
}

/** Moving a plan must not set off a burst of texts whose time has passed. */
async function changePolicy(
  tx: Tx,
  { plan, from, to }: PolicyChange,
  tier: Tier,
  now: Instant,
  by: string,
): Promise<void> {
  if (!to) return;
  const after = agenda({ ...plan.facts, policy: to.policy }, now);
  for (const { step, occurrence } of findLateTexts(agenda(plan.facts, now), after, now)) {
    const data = { reason: `policy changed to ${to.policy.policy} after it was due` };
    const externalId = `tier:${to.versionId}:${step}/${occurrence}`;
    await recordEvent(
      tx,
      { planId: plan.row.id },
      { type: 'skipped', at: now, step, occurrence, data, externalId },
      now,
      by,
    );
  }
  await tx.plan.update({ where: { id: plan.row.id }, data: { policyVersionId: to.versionId } });
  await audit(tx, now, {
    ...{ actor: by, action: 'plan.policy-changed', entity: 'plan', entityId: plan.row.id },
    data: { from: from.policy, to: to.policy.policy, tier },
  });
}
