import { proxyActivities, sleep } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.js';

const { changeRow, sendText } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });

/** Sleeps; what every workflow costs at the least. */
export async function sleepWorkflow(ms: number): Promise<void> {
  await sleep(ms);
}

/** Sleeps until an instant and changes one row. */
export async function changeRowWorkflow({ id, dueAt }: { id: string; dueAt: number }): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await changeRow(id);
}

/** Sleeps until an instant and sends one text. */
export async function sendTextWorkflow({
  id,
  to,
  dueAt,
}: {
  id: string;
  to: string;
  dueAt: number;
}): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await sendText({ id, to });
}
