import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { JobInput } from './contract.js';

/** Each piece is one transaction that keeps the place it reached, so a piece may be tried again. */
const { workOnJob, failJob } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: {
    initialInterval: '500 ms',
    backoffCoefficient: 2,
    maximumInterval: '30 seconds',
    maximumAttempts: 8,
  },
});

const PIECES_PER_RUN = 500;

/** Long work over many plans, piece by piece. Stopping it is a state in Postgres, which the next piece reads. */
export async function jobWorkflow({ jobId }: JobInput): Promise<void> {
  for (let pieces = 0; pieces < PIECES_PER_RUN; pieces++) {
    try {
      if ((await workOnJob({ jobId })).finished) return;
    } catch {
      // Tried eight times; the log has the error. A person sees `failed` and may go on with it.
      return failJob({ jobId });
    }
  }
  await continueAsNew<typeof jobWorkflow>({ jobId });
}
