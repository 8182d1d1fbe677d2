import { afterAll, beforeAll, expect, it } from 'vitest';
import { uniqueName } from '../test/support/temporal.js';
import { eventsOf, runWorkflows, untilIdle, type WorkflowRunner } from '../test/support/workflow-runner.js';
import type { reconcileWorkflow } from './reconcile.workflow.js';
import { until } from '../test/support/until.js';

let runner: WorkflowRunner;
let rounds = 0;

beforeAll(async () => {
  runner = await runWorkflows({
    reconcile: async () => {
      rounds += 1;
      throw new Error('the database is away');
    },
  });
});
afterAll(() => runner?.stop());

it('a round that failed is followed by the next one half a minute later', async () => {
  const handle = await runner.client.workflow.start<typeof reconcileWorkflow>('reconcileWorkflow', {
    workflowId: uniqueName('reconcile'),
    taskQueue: runner.taskQueue,
  });
  await until('the first round', async () => rounds === 1);
  await untilIdle(handle);
  const timers = (await eventsOf(handle)).flatMap((event) => event.timerStartedEventAttributes ?? []);
  expect(timers.map((timer) => Number(timer.startToFireTimeout?.seconds))).toEqual([30]);
  expect((await handle.describe()).status.name).toBe('RUNNING');
});
