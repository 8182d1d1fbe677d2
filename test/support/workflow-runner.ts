import { join } from 'node:path';
import type { Activities } from '@aftercare/workflows/activities.js';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { root } from './servers.js';
import { TEMPORAL_NAMESPACE, temporalAddress, uniqueName } from './temporal.js';
import { until } from './until.js';

/** The bundle that the product runs, as `npm run build` leaves it. */
export const WORKFLOW_BUNDLE = join(root, 'apps/worker/dist/workflow-bundle.js');

export interface WorkflowRunner {
  client: Client;
  taskQueue: string;
  stop: () => Promise<void>;
}

/** Runs the real workflows against stubs of what they ask for, on a task queue of its own in this process. */
export async function runWorkflows(activities: Partial<Activities>): Promise<WorkflowRunner> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const taskQueue = uniqueName('workflows');
  const native = await NativeConnection.connect({ address: temporalAddress() });
  const worker = await Worker.create({
    connection: native,
    namespace: TEMPORAL_NAMESPACE,
    taskQueue,
    workflowBundle: { codePath: WORKFLOW_BUNDLE },
    activities,
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: temporalAddress() });
  return {
    client: new Client({ connection, namespace: TEMPORAL_NAMESPACE }),
    taskQueue,
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** What has happened to a run so far, oldest first. */
export async function eventsOf(handle: WorkflowHandle): Promise<Event[]> {
  return (await handle.fetchHistory()).events ?? [];
}

/** Resolves when the run has taken in everything that was sent to it and waits for something new. */
export async function untilIdle(handle: WorkflowHandle): Promise<void> {
  await until('the run waits', async () => {
    const { raw } = await handle.describe();
    return !raw.pendingWorkflowTask && !raw.pendingActivities?.length;
  });
}
