import { atOneInstant, describeStorm, type Storm, until } from './measure.js';
import type { BareWorkflows } from './peers.js';
import type { Product } from './product.js';
import { seedPlans } from './seed-plans.js';
import { newNumbers, type Phones } from './twilio-sim.js';

const HOUR = 3_600_000;

interface Parties {
  product: Product;
  phones: Phones;
  pgBoss: { stage: (texts: readonly { id: string; to: string }[], dueAt: number) => Promise<void> };
  bare: BareWorkflows;
}

export interface Storms {
  product: Storm;
  pgBoss: Storm;
  /** The smaller storm, product and bare workflows. */
  productSmall: Storm;
  bare: Storm;
}

/**
 * Part (c): messages due at one instant, staged ahead by each party in its own way, and when they reach the provider.
 * What is due within a quarter of an hour the product stages with the sale; plans that wait longer stage it when
 * they wake, spread over that quarter of an hour.
 */
export async function measureStorms(
  parties: Parties,
  {
    messages,
    bareMessages,
    leadMs,
  }: { messages: number; bareMessages: number; leadMs: (count: number) => number },
): Promise<Storms> {
  return {
    product: await stormOfProduct(parties, messages, leadMs(messages)),
    pgBoss: await stormOfPgBoss(parties, messages),
    productSmall: await stormOfProduct(parties, bareMessages, leadMs(bareMessages)),
    bare: await stormOfBare(parties, bareMessages, leadMs(bareMessages)),
  };
}

function stormOfProduct({ product, phones }: Parties, count: number, leadMs: number): Promise<Storm> {
  return atOneInstant(
    leadMs,
    async (dueAt) => new Set((await seedPlans(product, 'storm', { count, soldAt: dueAt - HOUR })).phones),
    (numbers, dueAt) => untilArrived(phones, numbers, dueAt),
  );
}

function stormOfPgBoss({ pgBoss, phones }: Parties, count: number): Promise<Storm> {
  return atOneInstant(
    2_000,
    async (dueAt) => {
      const numbers = newNumbers(count);
      await pgBoss.stage(
        numbers.map((to) => ({ id: to, to })),
        dueAt,
      );
      return new Set(numbers);
    },
    (numbers, dueAt) => untilArrived(phones, numbers, dueAt),
  );
}

function stormOfBare({ bare, phones }: Parties, count: number, leadMs: number): Promise<Storm> {
  return atOneInstant(
    leadMs,
    async (dueAt) => {
      const numbers = newNumbers(count);
      await bare.start(
        'sendTextWorkflow',
        numbers.map((to) => ({ id: `text-${to}`, arg: { id: to, to, dueAt } })),
      );
      return new Set(numbers);
    },
    (numbers, dueAt) => untilArrived(phones, numbers, dueAt),
  );
}

async function untilArrived(phones: Phones, numbers: ReadonlySet<string>, dueAt: number): Promise<Storm> {
  await until('all texts have arrived', async () => phones.arrivals(numbers).length >= numbers.size);
  const arrivals = phones.arrivals(numbers);
  if (arrivals.length !== numbers.size)
    throw new Error(`${arrivals.length} texts arrived, not ${numbers.size}`);
  return describeStorm(arrivals, dueAt);
}
