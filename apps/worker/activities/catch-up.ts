import { inTransaction } from '@aftercare/db/client.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import type { WorkerDeps } from './deps.js';

const PLANS_PER_TRANSACTION = 100;

/**
 * Keeps plans whose time has come and whose run has not looked yet. When thousands are due at one instant their runs
 * come one by one, since each costs Temporal more than its rows cost Postgres; the first of them carry out the work
 * of all. Each run still looks when its turn comes, and sets its own timer; it then finds little to do. A plan whose
 * timer is not due (the clock was moved) is left to whoever moved it.
 *
 * Never waits for a lock. A failure is logged only: the plan's own run looks again until it succeeds.
 */
export function createCatchUp(deps: WorkerDeps): () => void {
  let running = false;
  return () => {
    if (running) return;
    running = true;
    void keepAllDue(deps)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'plans are left to their own runs'))
      .finally(() => (running = false));
  };
}

async function keepAllDue(deps: WorkerDeps): Promise<void> {
  while ((await keepSomeDue(deps)) === PLANS_PER_TRANSACTION);
}

function keepSomeDue(deps: WorkerDeps): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const plans = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM plans WHERE "wakeAt" <= ${new Date(now)} AND "armedAt" <= ${new Date(now)}
      ORDER BY "wakeAt", id LIMIT ${PLANS_PER_TRANSACTION} FOR NO KEY UPDATE SKIP LOCKED`;
    const planIds = plans.map((plan) => plan.id);
    await keepPlans(deps.keep, tx, planIds, now, 'plan');
    return planIds.length;
  });
}
