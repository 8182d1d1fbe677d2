import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { SenderInput } from './contract.js';
import { workflowNow } from './workflow-now.js';

/** A message was staged that is to leave before the sender would next look. */
export const stagedSignal = defineSignal('staged');

/**
 * Cannot be undone, but may be repeated: each message has an attempt row that is written before the provider is
 * called, and a message with one is looked up, never sent again. The heartbeat tells a dead worker from a busy one.
 */
const { sendDue } = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

const LOOKS_PER_RUN = 500;

/** The life of one sending number: send what has come due, wait for the next, again. */
export async function senderWorkflow({ number }: SenderInput): Promise<void> {
  let pokes = 0;
  setHandler(stagedSignal, () => {
    pokes++;
  });

  for (let looks = 0; ; looks++) {
    if (looks >= LOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof senderWorkflow>({ number });
    }
    const seen = pokes;
    const { waitMs, at } = await sendDue({ number });
    const sinceThen = at === undefined ? 0 : Math.max(0, workflowNow() - at);
    await condition(() => pokes !== seen, Math.max(1, waitMs - sinceThen));
  }
}
