import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { WebhookInput } from './contract.js';

/** An event waits for the endpoint, or something waits no longer. */
export const webhookChangedSignal = defineSignal('webhookChanged');

/** At least once: a try that was cut off is made again, with the same id. */
const { deliverWebhooks } = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

const LOOKS_PER_RUN = 500;

/** Tells one endpoint of what is due, waits for the next try, again; ends when nothing waits. */
export async function webhookWorkflow({ endpointId }: WebhookInput): Promise<void> {
  let pokes = 0;
  setHandler(webhookChangedSignal, () => {
    pokes++;
  });

  for (let looks = 0; ; looks++) {
    if (looks >= LOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof webhookWorkflow>({ endpointId });
    }
    const seen = pokes;
    const { waitMs } = await deliverWebhooks({ endpointId });
    if (waitMs === null && pokes === seen) return;
    await condition(() => pokes !== seen, Math.max(1, waitMs ?? 1));
  }
}
