import type pg from 'pg';
import { atOneInstant, until } from './measure.js';
import type { BareWorkflows } from './peers.js';
import type { Product } from './product.js';
import { seedPlans } from './seed-plans.js';

const ROUNDS = 2;
const HOUR = 3_600_000;

export interface Wakes {
  plansPerSecond: number;
  barePerSecond: number;
}

/** Part (b): plans with one step due at one instant, until their rows say so; then as many bare workflows. */
export async function measureWakes(
  { product, bare, peerRows }: { product: Product; bare: BareWorkflows; peerRows: pg.Pool },
  { plans, leadMs }: { plans: number; leadMs: (count: number) => number },
): Promise<Wakes> {
  const each = Math.ceil(plans / ROUNDS);
  const seconds = { plans: 0, bare: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    seconds.plans += await wakePlans(product, each, leadMs(each));
    seconds.bare += await wakeBare(bare, peerRows, each, leadMs(each));
  }
  const count = each * ROUNDS;
  return { plansPerSecond: count / seconds.plans, barePerSecond: count / seconds.bare };
}

function wakePlans(product: Product, count: number, leadMs: number): Promise<number> {
  return atOneInstant(
    leadMs,
    (dueAt) => seedPlans(product, 'wake', { count, soldAt: dueAt - HOUR }),
    async ({ ids }, dueAt) => {
      await until('all calls are due', async () => {
        return (await product.db.followUp.count({ where: { planId: { in: ids }, state: 'due' } })) === count;
      });
      return (Date.now() - dueAt) / 1000;
    },
  );
}

let batches = 0;

function wakeBare(bare: BareWorkflows, rows: pg.Pool, count: number, leadMs: number): Promise<number> {
  return atOneInstant(
    leadMs,
    async (dueAt) => {
      const batch = `row-${++batches}-`;
      const ids = Array.from({ length: count }, (_, i) => `${batch}${i}`);
      await rows.query(`INSERT INTO peer_rows SELECT unnest($1::text[]), 'planned'`, [ids]);
      await bare.start(
        'changeRowWorkflow',
        ids.map((id) => ({ id, arg: { id, dueAt } })),
      );
      return ids;
    },
    async (ids, dueAt) => {
      await until('all bare rows are changed', async () => {
        const { rowCount } = await rows.query(
          `SELECT FROM peer_rows WHERE id = ANY($1) AND state = 'planned'`,
          [ids],
        );
        return rowCount === 0;
      });
      return (Date.now() - dueAt) / 1000;
    },
  );
}
