import { readFileSync, statSync } from 'node:fs';
import { planWorkflowId } from '@aftercare/workflows/contract.js';
import { Client, Connection } from '@temporalio/client';
import { inParallel, until } from './measure.js';
import type { BareWorkflows } from './peers.js';
import type { Product } from './product.js';
import { seedPlans } from './seed-plans.js';
import type { Temporal } from './servers.js';

export interface Bytes {
  perPlan: number;
  perBareWorkflow: number;
}

const A_YEAR = 365 * 86_400_000;
/** Started, first task scheduled, started, completed, timer started. */
const EVENTS_OF_A_SLEEPER = 5;

/** Part (d): how much a database file grows per waiting plan, and another server's per bare waiting workflow. */
export async function measureBytes(
  product: { product: Product; temporal: Temporal },
  peer: { bare: BareWorkflows; temporal: Temporal },
  count: number,
): Promise<Bytes> {
  const perPlan = await growth(product.temporal, count, async () => {
    const { ids } = await seedPlans(product.product, 'waiting', { count, soldAt: Date.now() });
    return ids.map(planWorkflowId);
  });
  const perBareWorkflow = await growth(peer.temporal, count, async () => {
    const ids = Array.from({ length: count }, (_, i) => `waiting-${i}`);
    await peer.bare.start(
      'sleepWorkflow',
      ids.map((id) => ({ id, arg: A_YEAR })),
    );
    return ids;
  });
  return { perPlan, perBareWorkflow };
}

async function growth(
  { address, file }: Temporal,
  count: number,
  start: () => Promise<string[]>,
): Promise<number> {
  const before = databaseBytes(file);
  await untilAsleep(address, await start());
  return (databaseBytes(file) - before) / count;
}

async function untilAsleep(address: string, workflowIds: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  try {
    await inParallel(workflowIds, 10, (id) =>
      until('the run sleeps', async () => {
        return (await client.workflow.getHandle(id).describe()).historyLength >= EVENTS_OF_A_SLEEPER;
      }),
    );
  } finally {
    await connection.close();
  }
}

const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Size of a SQLite database with what its write-ahead log has not yet written back. Every frame of the log that
 * ends a transaction says how many pages the database has from then on (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
 */
export function databaseBytes(file: string): number {
  const wal = readFileSync(`${file}-wal`);
  if (wal.length < WAL_HEADER) return statSync(file).size;
  const pageSize = wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  let pages = statSync(file).size / pageSize;
  for (let at = WAL_HEADER; at + FRAME_HEADER + pageSize <= wal.length; at += FRAME_HEADER + pageSize) {
    // Frames of an earlier round of the log carry an earlier salt.
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break;
    pages = wal.readUInt32BE(at + 4) || pages;
  }
  return pages * pageSize;
}
