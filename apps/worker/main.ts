import type { AddressInfo } from 'node:net';
import { ClockService } from '@aftercare/db/clock.js';
import { createDb, inTransaction, type Db } from '@aftercare/db/client.js';
import { Documents } from '@aftercare/db/documents.js';
import { prepareRoutines } from '@aftercare/db/routines/routine.js';
import { RECONCILE_WORKFLOW_ID } from '@aftercare/workflows/contract.js';
import type { reconcileWorkflow } from '@aftercare/workflows/reconcile.workflow.js';
import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from './activities/index.js';
import { createTelephone } from './calls/voice.js';
import { BUNDLE_PATH } from './bundle.js';
import { readConfig, readSenders, type WorkerConfig } from './config.js';
import { startHealthServer } from './health.js';
import { createLinks, createTransports } from './transports.js';

async function run(config: WorkerConfig): Promise<void> {
  const log = pino({ level: config.LOG_LEVEL });
  installRuntime(log);
  const db = createDb(config.DATABASE_URL);
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  await registerSenders(db, config);
  const clock = new ClockService(config.AFTERCARE_MODE === 'sandbox');
  const keep = { documents: new Documents(), senders: readSenders(config) };
  await inTransaction(db, async (tx) => prepareRoutines(tx, keep, await clock.now(tx)));
  const links = createLinks(config);
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: { codePath: BUNDLE_PATH },
    activities: createActivities({
      db,
      clock,
      keep,
      transports: createTransports(config, { db, clock, links }),
      links,
      consoleUrl: config.PUBLIC_URL ?? null,
      telephone: createTelephone(config),
      automatedCalls: config.AUTOMATED_CALLS === 'on',
      log,
    }),
    maxCachedWorkflows: config.MAX_CACHED_WORKFLOWS,
    // Each waits for the transaction it shares with the others, so more of them make that transaction larger.
    maxConcurrentWorkflowTaskExecutions: 100,
    // A send that has begun is finished and written down before the process ends.
    shutdownGraceTime: config.TWILIO_TIMEOUT_MS + 5_000,
  });
  await startReconciler(config);
  let ready = false;
  const health = await startHealthServer(
    config.WORKER_HOST,
    config.WORKER_PORT,
    () => ready && worker.getState() === 'RUNNING',
  );
  const running = worker.run();
  ready = true;
  process.stdout.write(`listening http://${config.WORKER_HOST}:${(health.address() as AddressInfo).port}\n`);
  await running;
  health.close();
  await connection.close();
  await db.$disconnect();
}

/** Temporal's own log lines in our form. Its signals end the worker in order. */
function installRuntime(log: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const { error, taskQueue, workflowId, activityType } = (meta ?? {}) as Record<string, unknown>;
      log[levels[level]]({ err: error, taskQueue, workflowId, activityType }, message);
    }),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'WARN' }, forward: {} } },
    shutdownSignals: ['SIGINT', 'SIGTERM'],
  });
}

/** The rows of the accounts this installation sends from; their rate is what the environment says today. */
async function registerSenders(db: Db, config: WorkerConfig): Promise<void> {
  const rate = { messagesPerSecond: config.MESSAGES_PER_SECOND };
  for (const [channel, number] of Object.entries(readSenders(config))) {
    await db.sender.upsert({ where: { number }, create: { number, channel, ...rate }, update: rate });
  }
}

/** One reconciler for all workers, found running or started. */
async function startReconciler(config: WorkerConfig): Promise<void> {
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  try {
    await client.workflow.start<typeof reconcileWorkflow>('reconcileWorkflow', {
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      workflowId: `${RECONCILE_WORKFLOW_ID}:${config.TEMPORAL_TASK_QUEUE}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  } finally {
    await connection.close();
  }
}

let config: WorkerConfig;
try {
  config = readConfig(process.env);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
await run(config);
