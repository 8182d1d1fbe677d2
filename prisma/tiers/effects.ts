import { choosePolicies, type Policy } from '@aftercare/workflows/domain/policy.js';
import type { Subject } from '@aftercare/workflows/domain/subject.js';
import type { Tier } from '@aftercare/workflows/domain/tier.js';
import type { Tx } from '../client.js';
import { type LoadedPlan, loadPlans } from '../facts.js';
import type { KeepContext } from '../keep-plans.js';
import { findPoliciesInForce } from '../plans.js';

/** A plan whose family another policy wins for the new tier. */
export interface PolicyChange {
  plan: LoadedPlan;
  from: Policy;
  /** Null: no policy of the family is for the new tier; what was begun goes on. */
  to: { policy: Policy; versionId: string } | null;
}

/** What a change of tier does to a customer's open plans. */
export async function findPolicyChanges(
  context: KeepContext,
  tx: Tx,
  customerId: string,
  tier: Tier,
): Promise<PolicyChange[]> {
  const open = await tx.plan.findMany({ where: { customerId, state: 'open' }, select: { id: true } });
  if (open.length === 0) return [];
  const plans = await loadPlans(
    tx,
    context,
    open.map(({ id }) => id),
  );
  const inForce = new Map<Subject['type'], Map<Policy, string>>();
  const changes: PolicyChange[] = [];
  for (const plan of plans) {
    const { subject, customer, policy } = plan.facts;
    if (!inForce.has(subject.type))
      inForce.set(subject.type, await findPoliciesInForce(context, tx, subject.type));
    const candidates = inForce.get(subject.type)!;
    const winner = choosePolicies([...candidates.keys()], subject, { ...customer, tier }).find(
      ({ family }) => family === policy.family,
    );
    if (winner?.policy === policy.policy) continue;
    changes.push({
      ...{ plan, from: policy },
      to: winner ? { policy: winner, versionId: candidates.get(winner)! } : null,
    });
  }
  return changes;
}
