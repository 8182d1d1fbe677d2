import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import {
  callWorkflowId,
  planWorkflowId,
  jobWorkflowId,
  routineWorkflowId,
  senderWorkflowId,
  webhookWorkflowId,
  type PlanInput,
} from '@aftercare/workflows/contract.js';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { Listener } from '../common/listener.js';
import type { Config } from '../config.js';
import { CLOCK, CONFIG, DB, LOGGER, TEMPORAL } from '../tokens.js';

interface Row {
  id: bigint;
  kind: 'plan' | 'sender' | 'job' | 'call' | 'routine' | 'webhook';
  target: string;
}

interface PlanRow {
  id: string;
  rev: number;
  wakeAt: Date | null;
  armedAt: Date | null;
}

/** Rows handed over at one time, and calls to Temporal that are on their way at once. */
const BATCH = 200;
const AT_ONCE = 20;
/** The `rev` that a plan is made with. */
const FIRST_REV = 1;
/** A Temporal that does not answer must not hold the rows' locks for long. */
const GIVE_UP_AFTER_MS = 15_000;
/** Asks by itself this often, in case a notice was lost with its connection. */
const ASK_EVERY_MS = 2_000;

/**
 * Starts and wakes workflows for what was written into the outbox. Rows are taken with a lock and deleted when
 * Temporal has them, so several API processes share the work and a crash in between hands a row over twice at worst,
 * which a workflow does not notice.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopped = false;
  private working: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly listener: Listener;

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    // New rows are heard of at once.
    this.listener = new Listener(config.databaseUrl, 'outbox', () => this.wake());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), ASK_EVERY_MS);
    this.wake();
  }

  /** Before the connections are closed: a call that is on its way must end first. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
    await this.listener.end();
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.run().finally(() => {
      this.working = undefined;
      if (this.again) this.wake();
    });
  }

  private async run(): Promise<void> {
    this.again = false;
    try {
      await this.listener.ensure();
      while (!this.stopped && (await this.handOver()) === BATCH);
    } catch (error) {
      this.logger.warn({ err: error }, 'the outbox waits: Temporal or the database is away');
    }
  }

  /** @returns how many rows there were */
  private handOver(): Promise<number> {
    return inTransaction(this.db, async (tx) => {
      const rows = await tx.$queryRaw<Row[]>`
        SELECT id, kind, target FROM outbox ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      if (rows.length === 0) return 0;
      const planIds = targets(rows, 'plan');
      const plans = await tx.plan.findMany({
        where: { id: { in: planIds } },
        select: { id: true, rev: true, wakeAt: true, armedAt: true },
      });
      const { now, speed } = await this.clock.read(tx);
      const calls = [
        ...plans.map((plan) => () => this.wakePlan(plan, now, speed)),
        ...targets(rows, 'sender').map((number) => () => this.wakeSender(number)),
        ...targets(rows, 'call').map((callId) => () => this.wakeCall(callId)),
        ...targets(rows, 'routine').map((key) => () => this.wakeRoutine(key)),
        ...targets(rows, 'webhook').map((endpointId) => () => this.wakeWebhook(endpointId)),
        ...targets(rows, 'job').map((jobId) => () => this.startJob(jobId)),
      ];
      await this.temporal.withDeadline(Date.now() + GIVE_UP_AFTER_MS, () => inParallel(calls, AT_ONCE));
      await tx.outbox.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
      return rows.length;
    });
  }

  /**
   * Wakes a plan's run, or starts one. A new run begins with the wait that its rows were armed with, so it need not
   * look first; a run that has seen this change number sleeps on. A plan that was never changed needs no signal: if it
   * has a run already, that one knows all there is.
   */
  private async wakePlan(plan: PlanRow, now: number, speed: number): Promise<void> {
    const { armedAt, wakeAt } = plan;
    const changed = plan.rev !== FIRST_REV;
    const lookAt = armedAt && Math.min(armedAt.getTime(), (changed && wakeAt?.getTime()) || Infinity);
    const waitMs = lookAt === null ? null : Math.max(1, (lookAt - now) / speed);
    const rev = waitMs === null ? 0 : plan.rev;
    const args: [PlanInput] = [{ planId: plan.id, rev, waitMs }];
    const run = { workflowId: planWorkflowId(plan.id), taskQueue: this.config.temporal.taskQueue, args };
    if (changed) {
      const signal = { signal: 'planChanged', signalArgs: [{ rev: plan.rev }] };
      await this.temporal.workflow.signalWithStart('planWorkflow', { ...run, ...signal });
      return;
    }
    await this.temporal.workflow.start('planWorkflow', { ...run, workflowIdConflictPolicy: 'USE_EXISTING' });
  }

  private async wakeSender(number: string): Promise<void> {
    await this.temporal.workflow.signalWithStart('senderWorkflow', {
      workflowId: `${senderWorkflowId(number)}`,
      taskQueue: this.config.temporal.taskQueue,
      args: [{ number }],
      signal: 'staged',
    });
  }

  private async wakeCall(callId: string): Promise<void> {
    await this.temporal.workflow.signalWithStart('callWorkflow', {
      workflowId: callWorkflowId(callId),
      taskQueue: this.config.temporal.taskQueue,
      args: [{ callId }],
      signal: 'callChanged',
    });
  }

  private async wakeRoutine(key: string): Promise<void> {
    const { taskQueue } = this.config.temporal;
    await this.temporal.workflow.signalWithStart('routineWorkflow', {
      workflowId: routineWorkflowId(taskQueue, key),
      taskQueue,
      args: [{ key }],
      signal: 'routineChanged',
    });
  }

  private async wakeWebhook(endpointId: string): Promise<void> {
    await this.temporal.workflow.signalWithStart('webhookWorkflow', {
      workflowId: webhookWorkflowId(endpointId),
      taskQueue: this.config.temporal.taskQueue,
      args: [{ endpointId }],
      signal: 'webhookChanged',
    });
  }

  /** A job that was stopped and goes on may still have its run; then that one goes on. */
  private async startJob(jobId: string): Promise<void> {
    await this.temporal.workflow.start('jobWorkflow', {
      workflowId: jobWorkflowId(jobId),
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue: this.config.temporal.taskQueue,
      args: [{ jobId }],
    });
  }
}

/** Several rows for one target are one call. */
function targets(rows: readonly Row[], kind: Row['kind']): string[] {
  return [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.target))];
}

async function inParallel(calls: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const left = [...calls];
  const lane = async () => {
    for (let call = left.shift(); call; call = left.shift()) await call();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, calls.length) }, lane));
}
