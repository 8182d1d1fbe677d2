import type { Activities } from '@aftercare/workflows/activities.js';
import type { WorkerDeps } from './deps.js';
import { createJobActivities } from './jobs.js';
import { createKeepPlan } from './plans.js';
import { createReconcile } from './reconcile.js';
import { createSendDue } from './send-due.js';

/** All activities of the product; a missing one is a fault of the compiler's, not of a running plan's. */
export function createActivities(deps: WorkerDeps): Activities {
  return {
    keepPlan: createKeepPlan(deps),
    sendDue: createSendDue(deps),
    reconcile: createReconcile(deps),
    ...createJobActivities(deps),
  };
}
