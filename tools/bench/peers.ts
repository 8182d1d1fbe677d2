import { ensureDatabase, withConnection } from '@aftercare/tools/servers/postgres.js';
import { freePort } from '@aftercare/tools/supervisor/ports.js';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { HttpClient } from './http-client.js';
import { inParallel } from './measure.js';
import { PEER_TABLES } from './peers/send-text.js';
import type { Processes } from './processes.js';
import type { Phones } from './twilio-sim.js';

const TASK_QUEUE = 'bare';
const QUEUE_OF_TEXTS = 'texts';
const STARTS_AT_ONCE = 20;

/** Bare workflows: what Temporal gives without anything of ours. */
export interface BareWorkflows {
  /** Starts one run for each argument. */
  start: (workflow: string, args: readonly { id: string; arg: unknown }[]) => Promise<void>;
}

/** Where the peers keep their rows, on the same server as the product. */
export async function createPeerDatabase(adminUrl: string, url: string): Promise<pg.Pool> {
  await ensureDatabase(adminUrl, new URL(url).pathname.slice(1));
  await withConnection(url, (connection) => connection.query(PEER_TABLES));
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => undefined); // the server ends before this process does
  return pool;
}

export interface PeerSettings {
  processes: Processes;
  databaseUrl: string;
  phones: Phones;
}

export async function startBareWorkflows(
  { processes, databaseUrl, phones }: PeerSettings,
  temporalAddress: string,
  name: string,
): Promise<BareWorkflows> {
  await startPeer(processes, name, 'bare-worker', {
    TEMPORAL_ADDRESS: temporalAddress,
    TASK_QUEUE,
    DATABASE_URL: databaseUrl,
    TWILIO_URL: phones.url,
  });
  const client = new Client({ connection: await Connection.connect({ address: temporalAddress }) });
  return {
    start: (workflow, args) =>
      inParallel(args, STARTS_AT_ONCE, ({ id, arg }) =>
        client.workflow.start(workflow, { taskQueue: TASK_QUEUE, workflowId: id, args: [arg] }),
      ),
  };
}

/** A minimal endpoint that stores a sale and sends a delayed job in one transaction. */
export async function startPgBossIntake({ processes, databaseUrl }: PeerSettings): Promise<HttpClient> {
  const url = await startPeer(processes, 'pg-boss-intake', 'pg-boss-intake', {
    DATABASE_URL: databaseUrl,
    QUEUE: 'sales',
  });
  return new HttpClient(url);
}

/** A process that sends texts by delayed jobs; answers the queue to stage them in. */
export async function startPgBossTexts({ processes, databaseUrl, phones }: PeerSettings) {
  await startPeer(processes, 'pg-boss-worker', 'pg-boss-worker', {
    DATABASE_URL: databaseUrl,
    TWILIO_URL: phones.url,
    QUEUE: QUEUE_OF_TEXTS,
  });
  const boss = new PgBoss({ connectionString: databaseUrl, schedule: false, supervise: false, max: 2 });
  await boss.start();
  return {
    stage: (texts: readonly { id: string; to: string }[], dueAt: number) =>
      boss.insert(
        texts.map((data) => ({ name: QUEUE_OF_TEXTS, data, startAfter: new Date(dueAt).toISOString() })),
      ),
    stop: () => boss.stop({ graceful: false }),
  };
}

async function startPeer(
  processes: Processes,
  name: string,
  script: string,
  environment: Record<string, string>,
): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await processes.startNode(
    name,
    `tools/bench/dist/peers/${script}.js`,
    { ...environment, PORT: String(port) },
    url,
  );
  return url;
}
