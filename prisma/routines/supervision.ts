import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { lastMonth, makeReviews, nextDraw } from '../supervision.js';
import type { RoutineContext } from './routine.js';

/** On the first of each month the sample of the month before becomes work, some reviews at a time. */
export async function superviseMonth(
  { keep }: RoutineContext,
  tx: Tx,
  now: Instant,
): Promise<Instant | null> {
  if (!(await tx.supervisionRules.findUnique({ where: { id: 1 } }))) return null;
  const hasMore = await makeReviews(keep, tx, await lastMonth(tx, now), now, 'supervision');
  return hasMore ? now : nextDraw(tx, now);
}
