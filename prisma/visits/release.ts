import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { keepPlans, type KeepContext } from '../keep-plans.js';
import { endProposals } from './book.js';

/** What happens to all visits of one booking or proposal. */
export interface Released {
  type: 'declined' | 'unbooked' | 'cancelled' | 'proposal-withdrawn' | 'confirmed';
  followUpIds: readonly string[];
  data?: object;
  /** Names the event, so that it is written once. */
  ref?: string;
  /** For the booking, where it is given back. */
  reason?: string;
}

/** Locks the plans of follow-ups, in the order of their ids. */
export async function lockPlansOfFollowUps(tx: Tx, followUpIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM plans WHERE id IN (SELECT "planId" FROM follow_ups WHERE id = ANY(${[...followUpIds]}))
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Writes one event for each visit of a booking or proposal, gives back its time, and brings the plans in step. */
export async function tellVisits(
  context: KeepContext,
  tx: Tx,
  { type, followUpIds, data = {}, ref, reason }: Released,
  now: Instant,
  actor: string,
): Promise<void> {
  await lockPlansOfFollowUps(tx, followUpIds);
  const rows = await tx.followUp.findMany({ where: { id: { in: [...followUpIds] } } });
  if (type === 'declined' || type === 'unbooked' || type === 'cancelled') {
    await tx.visit.updateMany({
      where: { state: 'booked', followUps: { some: { followUpId: { in: [...followUpIds] } } } },
      data: {
        state: 'cancelled',
        endedReason: reason ?? null,
        sequence: { increment: 1 },
        changedAt: new Date(now),
      },
    });
  }
  if (type !== 'confirmed') await endProposals(tx, followUpIds, undefined, now);
  for (const { planId, step, occurrence, id } of rows) {
    const externalId = ref === undefined ? undefined : `${type}:${ref}:${id}`;
    await recordEvent(tx, { planId }, { type, at: now, step, occurrence, data, externalId }, now, actor);
  }
  await keepPlans(context, tx, [...new Set(rows.map(({ planId }) => planId))].sort(), now, actor);
}
