import { FINAL_STATES } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import type { JudgedPlan } from '../keep-plans.js';
import { followUpKey, type FollowUpIds } from './follow-up-rows.js';

/** Gives back the times of visits that have ended: done, called off, or no longer wanted. */
export async function keepVisits(
  tx: Tx,
  plans: readonly JudgedPlan[],
  ids: FollowUpIds,
  now: Instant,
): Promise<void> {
  const ended = plans.flatMap(({ row, agenda }) =>
    agenda.followUps
      .filter(({ kind, state }) => kind === 'visit' && FINAL_STATES.includes(state))
      .flatMap(({ step, occurrence }) => ids.get(followUpKey(row.id, step, occurrence)) ?? []),
  );
  if (ended.length === 0) return;
  const at = new Date(now);
  await tx.$executeRaw`
    UPDATE visits v SET "changedAt" = ${at}, sequence = sequence + 1, state = CASE WHEN EXISTS (
        SELECT 1 FROM visit_follow_ups x JOIN follow_ups f ON f.id = x."followUpId"
        WHERE x."visitId" = v.id AND f.state = 'done') THEN 'done' ELSE 'cancelled' END
    WHERE v.state = 'booked' AND v.id IN (SELECT "visitId" FROM visit_follow_ups WHERE "followUpId" = ANY(${ended}))
      AND NOT EXISTS (SELECT 1 FROM visit_follow_ups x JOIN follow_ups f ON f.id = x."followUpId"
        WHERE x."visitId" = v.id AND f.state IN ('planned', 'due'))`;
  await tx.$executeRaw`
    UPDATE visit_proposals p SET state = 'withdrawn', "endedAt" = ${at}
    WHERE p.state = 'open' AND p."followUpId" = ANY(${ended})`;
}
