import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { atOneInstant, until } from './measure.js';
import type { BareWorkflows } from './peers.js';
import type { Product } from './product.js';
import { seedPlans } from './seed-plans.js';

const HOUR = 3_600_000;

interface Parties {
  product: Product;
  bare: BareWorkflows;
  peerRows: pg.Pool;
  temporal: Client;
}

/** Per second, counted from the instant. */
export interface Woken {
  /** Until all rows say so. */
  rows: number;
  /** Until all runs have ended too, which is when the server is at rest again. */
  atRest: number;
}

export interface Wakes {
  plans: Woken;
  bare: Woken;
}

/** Part (b): plans with one step due at one instant, and as many bare workflows that change one row each. */
export async function measureWakes(
  parties: Parties,
  { plans, leadMs }: { plans: number; leadMs: (count: number) => number },
): Promise<Wakes> {
  return {
    plans: await wakePlans(parties, plans, leadMs(plans)),
    bare: await wakeBare(parties, plans, leadMs(plans)),
  };
}

async function wakePlans({ product, temporal }: Parties, count: number, leadMs: number): Promise<Woken> {
  const others = await countOpen(temporal, 'planWorkflow');
  return atOneInstant(
    leadMs,
    (dueAt) => seedPlans(product, 'wake', { count, soldAt: dueAt - HOUR }),
    async ({ ids }, dueAt) => {
      const due = { planId: { in: ids }, state: 'due' };
      await until(
        'all calls are due',
        async () => (await product.db.followUp.count({ where: due })) === count,
      );
      const rows = perSecondSince(dueAt, count);
      await until('all plans rest', async () => (await countOpen(temporal, 'planWorkflow')) <= others);
      return { rows, atRest: perSecondSince(dueAt, count) };
    },
  );
}

let batches = 0;

function wakeBare({ bare, peerRows, temporal }: Parties, count: number, leadMs: number): Promise<Woken> {
  return atOneInstant(
    leadMs,
    async (dueAt) => {
      const batch = `row-${++batches}-`;
      const ids = Array.from({ length: count }, (_, i) => `${batch}${i}`);
      await peerRows.query(`INSERT INTO peer_rows SELECT unnest($1::text[]), 'planned'`, [ids]);
      await bare.start(
        'changeRowWorkflow',
        ids.map((id) => ({ id, arg: { id, dueAt } })),
      );
    },
    async (_, dueAt) => {
      await until('all bare rows are changed', async () => {
        return (await peerRows.query(`SELECT FROM peer_rows WHERE state = 'planned' LIMIT 1`)).rowCount === 0;
      });
      const rows = perSecondSince(dueAt, count);
      await until(
        'all bare runs have ended',
        async () => (await countOpen(temporal, 'changeRowWorkflow')) === 0,
      );
      return { rows, atRest: perSecondSince(dueAt, count) };
    },
  );
}

function perSecondSince(dueAt: number, count: number): number {
  return (count * 1_000) / (Date.now() - dueAt);
}

async function countOpen(temporal: Client, workflow: string): Promise<number> {
  const { count } = await temporal.workflow.count(
    `WorkflowType = '${workflow}' AND ExecutionStatus = 'Running'`,
  );
  return count;
}
