import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { CallInput } from './contract.js';

/** The call's row was changed, or the clock was moved. */
export const callChangedSignal = defineSignal('callChanged');

/**
 * Cannot be undone, but may be repeated: the call's row says `in-flight` before the provider is asked, and a call that
 * was in flight is looked up, never placed again.
 */
const { workOnCall } = proxyActivities<Activities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** The life of one call: place it at its time, find out what became of it when nobody tells. */
export async function callWorkflow({ callId }: CallInput): Promise<void> {
  let pokes = 0;
  setHandler(callChangedSignal, () => {
    pokes++;
  });

  for (;;) {
    const seen = pokes;
    const { waitMs } = await workOnCall({ callId });
    if (waitMs === null) return;
    await condition(() => pokes !== seen, Math.max(1, waitMs));
  }
}
