import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, addDuration, parseDuration } from '@aftercare/workflows/domain/time.js';
import { addWork, findPlanFor } from '../added-work.js';
import type { Tx } from '../client.js';
import { organisationZone } from '../tiers/rules.js';
import type { RoutineContext } from './routine.js';

/** A review appears as its manager's work so long before its day. Elapsed time. */
const AHEAD = 14 * 86_400_000;

/** Makes the reviews of key accounts that come up, as work of their managers. */
export async function planKeyAccountReviews(
  context: RoutineContext,
  tx: Tx,
  now: Instant,
): Promise<Instant | null> {
  const zone = await organisationZone(tx);
  const due = await tx.keyAccount.findMany({
    where: { nextReviewAt: { lte: new Date(now + AHEAD) }, customer: { leftAt: null } },
    include: { customer: { select: { name: true } } },
    orderBy: { customerId: 'asc' },
  });
  for (const { customerId, customer, managerId, nextReviewAt, every } of due) {
    const dueAt = Math.max(now, nextReviewAt!.getTime());
    await planReview(context, tx, { customerId, name: customer.name, managerId, dueAt }, now);
    const next = addDuration(nextReviewAt!.getTime(), parseDuration(every), zone);
    await tx.keyAccount.update({
      where: { customerId },
      data: { nextReviewAt: new Date(Math.max(next, now + AHEAD + 1)) },
    });
  }
  return nextLook(tx);
}

/** When a review comes up next; null: there is no key account. */
export async function nextLook(tx: Tx): Promise<Instant | null> {
  const { _min } = await tx.keyAccount.aggregate({
    _min: { nextReviewAt: true },
    where: { customer: { leftAt: null } },
  });
  return _min.nextReviewAt && _min.nextReviewAt.getTime() - AHEAD;
}

interface ComingReview {
  customerId: string;
  name: string;
  managerId: string;
  dueAt: Instant;
}

/** Work stands in a plan; an account whose last plan was taken away has none to stand in, and its page says so. */
async function planReview(
  { keep }: RoutineContext,
  tx: Tx,
  { customerId, name, managerId, dueAt }: ComingReview,
  now: Instant,
): Promise<void> {
  try {
    const planId = await findPlanFor(tx, { customerId });
    const text = `Review of the key account ${name}: objectives, contacts, agreed actions`;
    const work = { planId, work: 'review', kind: 'review', dueAt, text, ownerId: managerId } as const;
    await addWork(keep, tx, work, now, 'routine:key-accounts');
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'plan.none') throw error;
  }
}
