import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Tier } from '@aftercare/workflows/domain/tier.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Prisma, type Tx } from '../client.js';
import { changeTier } from '../tiers/change.js';
import { readTierRules } from '../tiers/rules.js';
import type { JobKind, Piece } from './job.js';

interface Params {
  review: string;
}

interface Result {
  moved: number;
  passedOver: number;
}

/** Carries out the moves of a review that a manager approved. */
export const TIER_APPLY: JobKind<Params, Result> = {
  table: Prisma.sql`tier_moves`,
  plans: ({ review }) =>
    Prisma.sql`p."reviewId" = ${review} AND p."excludedReason" IS NULL AND p."endedAt" IS NULL`,
  work: async (piece) => {
    const { tx, params, planIds: moveIds } = piece;
    const result: Result = { moved: 0, passedOver: 0, ...piece.result };
    const review = await tx.tierReview.findUniqueOrThrow({
      where: { id: params.review },
      include: { rules: true },
    });
    const follow = readTierRules(review.rules).openPlans === 'follow';
    for (const id of moveIds) {
      if (await move(piece, id, follow)) result.moved += 1;
      else result.passedOver += 1;
    }
    await endReview(tx, params.review);
    return result;
  },
};

/** Plans are locked before the customer, as everybody does. @returns whether they moved */
async function move({ context, tx, now, by }: Piece<Params>, id: string, follow: boolean): Promise<boolean> {
  const { customerId, from, to, reviewId, reasons } = await tx.tierMove.findUniqueOrThrow({ where: { id } });
  await tx.$queryRaw`SELECT id FROM plans WHERE "customerId" = ${customerId} ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT id FROM customers WHERE id = ${customerId} FOR NO KEY UPDATE`;
  const isStill = await standsAsBefore(tx, customerId, from, to, now);
  if (isStill) {
    const decision = { customerId, from: from as Tier, to: to as Tier, reviewId, follow };
    await changeTier(context, tx, { ...decision, reasons: reasons as unknown as Reason[] }, now, by);
  }
  const outcome = isStill ? 'moved' : 'passed-over';
  await tx.tierMove.update({ where: { id }, data: { endedAt: new Date(now), outcome } });
  return isStill;
}

/** Nobody decided otherwise since the review was made. */
async function standsAsBefore(
  tx: Tx,
  customerId: string,
  from: string,
  to: string,
  now: Instant,
): Promise<boolean> {
  const { tier, tierPin } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: { tierPin: true },
  });
  const isPinned = tierPin !== null && (tierPin.until === null || tierPin.until.getTime() > now);
  return tier === from && (!isPinned || tierPin.tier === to);
}

async function endReview(tx: Tx, id: string): Promise<void> {
  const left = await tx.tierMove.count({ where: { reviewId: id, excludedReason: null, endedAt: null } });
  if (left === 0) await tx.tierReview.update({ where: { id }, data: { state: 'applied' } });
}
