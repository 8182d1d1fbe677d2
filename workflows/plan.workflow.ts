import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { PlanChanged, PlanInput } from './contract.js';
import { workflowNow } from './workflow-now.js';

/** A fact of the plan changed; the change itself is already in Postgres. */
export const planChangedSignal = defineSignal<[PlanChanged]>('planChanged');

/**
 * Idempotent writes to Postgres alone, so they may be repeated for ever: a plan must not be lost because the database
 * was away for a weekend. Local, because a scheduled activity costs the server three times as much.
 */
const { keepPlan } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '10 seconds',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** A run begins anew after this many looks: long before the server's limits, and code that has changed takes over. */
const LOOKS_PER_RUN = 200;

/** The life of one plan: ask for its agenda, wait until the next instant or until something happens, again. */
export async function planWorkflow({ planId, ...input }: PlanInput): Promise<void> {
  let rev = input.rev;
  let seen = input.rev;
  setHandler(planChangedSignal, (change) => {
    rev = Math.max(rev, change.rev);
  });

  // Counted from the start: on a busy server the first task comes seconds later.
  const sinceStart = workflowNow() - workflowInfo().startTime.getTime();
  if (input.waitMs !== null) await condition(() => rev > seen, Math.max(1, input.waitMs - sinceStart));
  for (let looks = 0; ; looks++) {
    if (looks >= LOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof planWorkflow>({ planId, rev: seen, waitMs: null });
    }
    const heard = rev; // before looking: what was announced by now is in Postgres, so this look sees it
    const kept = await keepPlan({ planId });
    seen = Math.max(heard, kept.rev);
    if (rev > seen) continue;
    if (kept.waitMs === null) return;
    await condition(() => rev > seen, Math.max(1, kept.waitMs));
  }
}
