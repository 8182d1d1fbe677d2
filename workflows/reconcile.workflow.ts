import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from './activities.js';

/** Idempotent repairs in Postgres; a failed round is made good by the next one. */
const { reconcile } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 1 },
});

const ROUNDS_PER_RUN = 500;

/** Every half minute, for ever: what a crash left behind is found and repaired. */
export async function reconcileWorkflow(): Promise<void> {
  for (let round = 0; round < ROUNDS_PER_RUN; round++) {
    await reconcile().catch(() => undefined); // The activity has logged it; the next round tries again.
    await sleep('30 seconds');
  }
  await continueAsNew<typeof reconcileWorkflow>();
}
