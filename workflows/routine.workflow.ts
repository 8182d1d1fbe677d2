import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { RoutineInput } from './contract.js';

/** The routine's row was changed, or the clock was moved. */
export const routineChangedSignal = defineSignal('routineChanged');

/** Each piece is one transaction that keeps when the routine is due next, so it may be tried again. */
const { workOnRoutine } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

const LOOKS_PER_RUN = 500;

/** The life of one routine: carry out what is due, wait for its next hour, again. */
export async function routineWorkflow({ key }: RoutineInput): Promise<void> {
  let pokes = 0;
  setHandler(routineChangedSignal, () => {
    pokes++;
  });

  for (let looks = 0; ; looks++) {
    if (looks >= LOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof routineWorkflow>({ key });
    }
    const seen = pokes;
    const { waitMs } = await workOnRoutine({ key });
    if (waitMs === null && pokes === seen) return;
    await condition(() => pokes !== seen, Math.max(1, waitMs ?? 1));
  }
}
