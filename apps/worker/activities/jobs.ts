import { inTransaction } from '@aftercare/db/client.js';
import { workOnJob } from '@aftercare/db/jobs/job.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import type { WorkerDeps } from './deps.js';

/** The next piece of a job, and the end of one that cannot go on. */
export function createJobActivities(deps: WorkerDeps): Pick<Activities, 'workOnJob' | 'failJob'> {
  return {
    workOnJob: ({ jobId }) =>
      inTransaction(deps.db, async (tx) => {
        const now = await deps.clock.now(tx);
        return { finished: await workOnJob(deps.keep, tx, jobId, now) };
      }),
    failJob: async ({ jobId }) => {
      await deps.db.job.updateMany({
        where: { id: jobId, state: { in: ['queued', 'running'] } },
        data: { state: 'failed', error: 'A piece failed again and again; the log of the worker says why.' },
      });
    },
  };
}
