import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** A run worth keeping, by the name of the file that it becomes. */
export interface KeptRun {
  name: string;
  workflowId: string;
}

/**
 * Writes the newest run of each workflow into `<folder>/<name>.json`, in the form that a replay takes. The machines
 * that worked on it are left out: a replay does not look at them, and readers need not know them.
 */
export async function exportHistories(
  client: Client,
  folder: string,
  runs: readonly KeptRun[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, workflowId } of runs) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const json = JSON.parse(historyToJSON(history), withoutMachine) as unknown;
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(json, null, 1)}\n`);
  }
}

function withoutMachine(key: string, value: unknown): unknown {
  return key === 'identity' ? undefined : value;
}
