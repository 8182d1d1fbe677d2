import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { type Tier, judgeTier } from '@aftercare/workflows/domain/tier.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from '../client.js';
import { newId } from '../ids.js';
import type { KeepContext } from '../keep-plans.js';
import { readCases } from './cases.js';
import { findPolicyChanges } from './effects.js';
import { type CurrentTierRules, organisationZone } from './rules.js';

/** What follows from a move, as it was when the review was made. */
export interface MoveEffects {
  /** Open plans whose family another policy wins; `to` null: none does, and what was begun goes on. */
  plans: { plan: string; family: string; from: string; to: string | null }[];
  /** Follow-ups that are open. */
  openWork: number;
}

export interface ReviewWanted extends CurrentTierRules {
  scheduled: boolean;
}

/**
 * Looks at the tiers of all customers and stores who would move, and why. Changes no customer. A review that still waits
 * is superseded by it.
 * @returns the id of the review
 */
export async function makeTierReview(
  context: KeepContext,
  tx: Tx,
  { version, rules, scheduled }: ReviewWanted,
  now: Instant,
  by: string,
): Promise<string> {
  const zone = await organisationZone(tx);
  const id = newId('tierReview');
  const moves: Prisma.TierMoveCreateManyInput[] = [];
  let looked = 0;
  for await (const piece of readCases(tx, rules, now, zone)) {
    looked += piece.length;
    for (const { customerId, uncounted, ...one } of piece) {
      const { tier: to, reasons } = judgeTier(one, rules, now, zone);
      if (to === one.tier) continue;
      const effects = await findEffects(context, tx, customerId, to, rules.openPlans === 'follow');
      moves.push({
        ...{ id: newId('tierMove'), reviewId: id, customerId, from: one.tier, to },
        ...{ facts: { ...one.facts, uncounted }, reasons: plain(reasons), effects: { ...effects } },
      });
    }
  }
  await tx.tierReview.updateMany({
    where: { state: 'open' },
    data: { state: 'superseded', decidedAt: new Date(now), decidedBy: by },
  });
  await tx.tierReview.create({
    data: {
      ...{ id, rulesVersion: version, state: moves.length > 0 ? 'open' : 'unchanged', scheduled, looked },
      ...{ createdAt: new Date(now), createdBy: by },
    },
  });
  await tx.tierMove.createMany({ data: moves });
  return id;
}

async function findEffects(
  context: KeepContext,
  tx: Tx,
  customerId: string,
  tier: Tier,
  follow: boolean,
): Promise<MoveEffects> {
  const changes = follow ? await findPolicyChanges(context, tx, customerId, tier) : [];
  const openWork = await tx.followUp.count({ where: { customerId, endedAt: null } });
  const plans = changes.map(({ plan, from, to }) => ({
    ...{ plan: plan.row.id, family: from.family, from: from.policy, to: to?.policy.policy ?? null },
  }));
  return { plans, openWork };
}

/** A reason's wording is put together when it is read; stored it is data. */
function plain(reasons: readonly Reason[]): Prisma.InputJsonArray {
  return reasons.map((reason) => ({ ...reason }));
}
