import type { Activities } from '@aftercare/workflows/activities.js';
import { inTransaction, type Tx } from '@aftercare/db/client.js';
import { keepPlans, type KeptPlan } from '@aftercare/db/keep-plans.js';
import { createCatchUp } from './catch-up.js';
import type { WorkerDeps } from './deps.js';
import { gather } from './gather.js';

/** Plans that fall due together share a transaction; more in one would make the others wait too long. */
const PLANS_PER_TRANSACTION = 50;
/** How often such a transaction begins while plans keep coming. */
const TRANSACTION_EVERY_MS = 100;

/**
 * The look of a plan at its agenda. Looks that arrive while another transaction runs are gathered into the next one:
 * at ten o'clock sharp hundreds of plans cost little more than one.
 */
export function createKeepPlan(deps: WorkerDeps): Activities['keepPlan'] {
  const catchUp = createCatchUp(deps);
  const lookAndCatchUp = async (planIds: string[]): Promise<Map<string, Look>> => {
    const looks = await lookTogether(deps, planIds);
    if (planIds.length > 1) catchUp(); // several at once are probably not all
    return looks;
  };
  const look = gather(lookAndCatchUp, PLANS_PER_TRANSACTION, TRANSACTION_EVERY_MS);
  return ({ planId }) => look(planId);
}

type Look = Awaited<ReturnType<Activities['keepPlan']>>;

async function lookTogether(deps: WorkerDeps, planIds: string[]): Promise<Map<string, Look>> {
  const unique = [...new Set(planIds)];
  return inTransaction(deps.db, async (tx: Tx) => {
    const { now, speed } = await deps.clock.read(tx);
    const kept = await keepPlans(deps.keep, tx, unique, now, 'plan', { arm: true });
    return new Map(unique.map((id) => [id, toLook(kept.get(id), now, speed)]));
  });
}

/** A plan that is gone (a sandbox was reset) has nothing to wait for. */
function toLook(kept: KeptPlan | undefined, now: number, speed: number): Look {
  if (!kept) return { waitMs: null, rev: Number.MAX_SAFE_INTEGER };
  return { waitMs: kept.armAt === null ? null : Math.max(0, kept.armAt - now) / speed, rev: kept.rev };
}
