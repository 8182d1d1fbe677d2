import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniqueName } from '../test/support/temporal.js';
import { until } from '../test/support/until.js';
import { runWorkflows, untilIdle, type WorkflowRunner } from '../test/support/workflow-runner.js';
import type { senderWorkflow } from './sender.workflow.js';

const HOUR = 3_600_000;

let runner: WorkflowRunner;
/** What each number answers to its looks. */
const numbers = new Map<string, (look: number) => Promise<{ waitMs: number }>>();
const looks = new Map<string, number>();

beforeAll(async () => {
  runner = await runWorkflows({
    sendDue: ({ number }) => {
      looks.set(number, (looks.get(number) ?? 0) + 1);
      return numbers.get(number)!(looks.get(number)!);
    },
  });
});
afterAll(() => runner?.stop());

/** The run of a number that never ends, as it is in life. */
async function startSender(answer: (look: number) => Promise<{ waitMs: number }>) {
  const number = uniqueName('number');
  numbers.set(number, answer);
  const handle = await runner.client.workflow.start<typeof senderWorkflow>('senderWorkflow', {
    workflowId: `sender:${number}`,
    taskQueue: runner.taskQueue,
    args: [{ number }],
  });
  return {
    handle,
    poke: () => handle.signal('staged'),
    looks: () => looks.get(number) ?? 0,
    untilLooks: (count: number) => until(`look ${count}`, async () => (looks.get(number) ?? 0) >= count),
  };
}

describe('The run of a sending number', () => {
  it('looks again when the next message is due', async () => {
    const sender = await startSender(async (look) => ({ waitMs: look < 3 ? 5 : HOUR }));
    await sender.untilLooks(3);
  });

  it('looks at once when something earlier was staged', async () => {
    const sender = await startSender(async () => ({ waitMs: HOUR }));
    await sender.untilLooks(1);
    await untilIdle(sender.handle);
    await sender.poke();
    await sender.untilLooks(2);
    await untilIdle(sender.handle);
    expect(sender.looks()).toBe(2);
  });

  it('looks once more after something that was staged while it sent', async () => {
    const sender = await startSender(async (look) => {
      if (look === 1) await sender.poke();
      return { waitMs: HOUR };
    });
    await sender.untilLooks(2);
  });

  it('goes on after a round that failed', async () => {
    const sender = await startSender(async (look) => {
      if (look === 1) throw new Error('the database is away');
      return { waitMs: HOUR };
    });
    await sender.untilLooks(2);
    await untilIdle(sender.handle);
    expect((await sender.handle.describe()).status.name).toBe('RUNNING');
  });
});
