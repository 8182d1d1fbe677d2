import type { Activities } from '@aftercare/workflows/activities.js';
import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import type { CallDeps } from '../calls/deps.js';
import { createWorkOnCall } from '../calls/work-on-call.js';
import { createDeliverWebhooks } from '../webhooks/deliver.js';
import type { WorkerDeps } from './deps.js';
import { createJobActivities } from './jobs.js';
import { createKeepPlan } from './plans.js';
import { createReconcile } from './reconcile.js';
import { createWorkOnRoutine } from './routines.js';
import { createSendDue } from './send-due.js';

/** All activities of the product; a missing one is a fault of the compiler's, not of a running plan's. */
export function createActivities(deps: WorkerDeps & CallDeps): Activities {
  const { workOnJob, failJob } = createJobActivities(deps);
  return {
    keepPlan: discreet(deps, createKeepPlan(deps)),
    sendDue: discreet(deps, createSendDue(deps)),
    reconcile: discreet(deps, createReconcile(deps)),
    workOnCall: discreet(deps, createWorkOnCall(deps)),
    workOnRoutine: discreet(deps, createWorkOnRoutine(deps)),
    deliverWebhooks: discreet(deps, createDeliverWebhooks(deps)),
    workOnJob: discreet(deps, workOnJob),
    failJob: discreet(deps, failJob),
  };
}

/**
 * Temporal keeps failure texts in the clear, and a text of the provider or the database may hold a number or a name.
 * So it gets the kind of the failure only; the log has the rest.
 */
function discreet<A extends unknown[], R>(
  deps: WorkerDeps,
  activity: (...input: A) => Promise<R>,
): (...input: A) => Promise<R> {
  return async (...input) => {
    try {
      return await activity(...input);
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      deps.log.error({ err: error }, 'an activity failed; it is tried again');
      throw ApplicationFailure.create({
        message: "the worker's log has the reason",
        type: (error as Error).name,
      });
    }
  };
}
