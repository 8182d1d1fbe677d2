import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniqueName } from '../test/support/temporal.js';
import { until } from '../test/support/until.js';
import { eventsOf, runWorkflows, untilIdle, type WorkflowRunner } from '../test/support/workflow-runner.js';
import type { PlanInput } from './contract.js';
import type { planWorkflow } from './plan.workflow.js';

const YEAR = 365 * 86_400_000;

interface Kept {
  waitMs: number | null;
  rev: number;
}

let runner: WorkflowRunner;
/** What each plan answers to its looks, by plan id. */
const plans = new Map<string, (look: number) => Kept | Promise<Kept>>();
const looks = new Map<string, number>();

beforeAll(async () => {
  runner = await runWorkflows({
    keepPlan: async ({ planId }) => {
      looks.set(planId, (looks.get(planId) ?? 0) + 1);
      return plans.get(planId)!(looks.get(planId)!);
    },
  });
});
afterAll(() => runner?.stop());

/** A plan whose n-th look answers as told. */
function describePlan(answer: (look: number) => Kept | Promise<Kept>) {
  const planId = uniqueName('pln');
  const workflowId = `plan:${planId}`;
  const { client, taskQueue } = runner;
  plans.set(planId, answer);
  const handle = client.workflow.getHandle<typeof planWorkflow>(workflowId);
  return {
    handle,
    start: (input: Omit<PlanInput, 'planId'> = { rev: 0, waitMs: null }) =>
      client.workflow.start<typeof planWorkflow>('planWorkflow', {
        workflowId,
        taskQueue,
        args: [{ planId, ...input }],
      }),
    tell: (rev: number) => handle.signal('planChanged', { rev }),
    signalWithStart: (rev: number) =>
      client.workflow.signalWithStart('planWorkflow', {
        workflowId,
        taskQueue,
        args: [{ planId, rev: 0, waitMs: null }],
        signal: 'planChanged',
        signalArgs: [{ rev }],
      }),
    looks: () => looks.get(planId) ?? 0,
    untilLooks: (count: number) => until(`look ${count}`, async () => (looks.get(planId) ?? 0) >= count),
  };
}

describe('The run of a plan', () => {
  it('waits for as long as its agenda says, and looks again', async () => {
    const plan = describePlan((look) => ({ waitMs: look < 3 ? 12.5 : null, rev: 1 }));
    await (await plan.start()).result();
    expect(plan.looks()).toBe(3);
  });

  it('is woken out of a year by a change', async () => {
    const plan = describePlan((look) => ({ waitMs: look === 1 ? YEAR : null, rev: look }));
    const run = await plan.start();
    await plan.untilLooks(1);
    await plan.tell(2);
    await run.result();
    expect(plan.looks()).toBe(2);
  });

  it('sleeps on when it hears of a change that it has seen already', async () => {
    const plan = describePlan((look) => ({ waitMs: look === 1 ? YEAR : null, rev: look === 1 ? 5 : 6 }));
    const run = await plan.start();
    await plan.untilLooks(1);
    await plan.tell(5);
    await plan.tell(4);
    await untilIdle(plan.handle);
    expect(plan.looks()).toBe(1);
    await plan.tell(6);
    await run.result();
    expect(plan.looks()).toBe(2);
  });

  it('looks once more after a change that came while it was looking', async () => {
    const plan = describePlan(async (look) => {
      if (look === 1) await plan.tell(2);
      return { waitMs: look === 1 ? YEAR : null, rev: look };
    });
    await (await plan.start()).result();
    expect(plan.looks()).toBe(2);
  });

  it('looks once more even where the look that missed the change said that nothing will happen', async () => {
    const plan = describePlan(async (look) => {
      if (look === 1) await plan.tell(2);
      return { waitMs: null, rev: look === 1 ? 1 : 2 };
    });
    await (await plan.start()).result();
    expect(plan.looks()).toBeGreaterThanOrEqual(2);
  });

  it('need not look first when its rows were brought in step by whoever started it', async () => {
    const plan = describePlan(() => ({ waitMs: null, rev: 4 }));
    const run = await plan.start({ rev: 3, waitMs: YEAR });
    await plan.tell(3);
    await untilIdle(plan.handle);
    expect(plan.looks()).toBe(0);
    await plan.tell(4);
    await run.result();
    expect(plan.looks()).toBe(1);
  });

  it('ends when nothing will happen by itself, and begins anew with the next change', async () => {
    const plan = describePlan(() => ({ waitMs: null, rev: 1 }));
    const first = await plan.start();
    await first.result();
    const again = await plan.signalWithStart(2);
    await again.result();
    expect(again.signaledRunId).not.toBe(first.firstExecutionRunId);
    expect(plan.looks()).toBe(2);
  });

  it('is not lost while the database is away', async () => {
    const plan = describePlan((look) => {
      if (look < 3) throw new Error('the database is away');
      return { waitMs: null, rev: 1 };
    });
    await (await plan.start()).result();
    expect(plan.looks()).toBe(3);
  });

  it('begins a new run after many looks and still knows which changes it has seen', async () => {
    const plan = describePlan(async (look) => {
      if (look <= 200) await plan.tell(look + 1);
      return { waitMs: YEAR, rev: look };
    });
    const first = await plan.start();
    await plan.untilLooks(201);
    await untilIdle(plan.handle);
    const [started] = await eventsOf(plan.handle);
    const { input, continuedExecutionRunId } = started!.workflowExecutionStartedEventAttributes!;
    expect(continuedExecutionRunId).toBe(first.firstExecutionRunId);
    expect(defaultPayloadConverter.fromPayload(input!.payloads![0]!)).toMatchObject({
      rev: 200,
      waitMs: null,
    });
    await plan.tell(200);
    await untilIdle(plan.handle);
    expect(plan.looks()).toBe(201);
  });
});
