import type { HttpClient } from './http-client.js';
import { CONNECTIONS } from './http-client.js';
import { inParallel, secondsOf } from './measure.js';
import type { BareWorkflows } from './peers.js';
import type { Product } from './product.js';
import { newNumbers } from './twilio-sim.js';

/** Rounds in turn, so that product and peers meet the same moods of the machine. */
const ROUNDS = 2;
const A_MONTH = 30 * 86_400_000;

export interface Intake {
  salesPerSecond: number;
  /** From the first request until Temporal has the last plan. */
  startsPerSecond: number;
  pgBossPerSecond: number;
  bareStartsPerSecond: number;
}

/** Part (a): sales with a policy of two steps, taken in over HTTP, and their plans started through the outbox. */
export async function measureIntake(
  { product, pgBoss, bare }: { product: Product; pgBoss: HttpClient; bare: BareWorkflows },
  plans: number,
): Promise<Intake> {
  const each = Math.ceil(plans / ROUNDS);
  const seconds = { sales: 0, starts: 0, pgBoss: 0, bare: 0 };
  await takeIn(product.intake, '/v1/sales', 10); // what happens only once: plans of queries, connections
  await takeIn(pgBoss, '/sales', 10);
  await product.allStarted();
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    seconds.sales += await takeIn(product.intake, '/v1/sales', each);
    await product.allStarted();
    seconds.starts += (performance.now() - startedAt) / 1000;
    seconds.pgBoss += await takeIn(pgBoss, '/sales', each);
    const runs = Array.from({ length: each }, (_, i) => ({ id: `sleep-${round}-${i}`, arg: A_MONTH }));
    seconds.bare += await secondsOf(() => bare.start('sleepWorkflow', runs));
  }
  const count = each * ROUNDS;
  return {
    salesPerSecond: count / seconds.sales,
    startsPerSecond: count / seconds.starts,
    pgBossPerSecond: count / seconds.pgBoss,
    bareStartsPerSecond: count / seconds.bare,
  };
}

function takeIn(client: HttpClient, path: string, count: number): Promise<number> {
  const sales = newNumbers(count).map(buildSale);
  return secondsOf(() => inParallel(sales, CONNECTIONS, (sale) => client.send('POST', path, sale)));
}

function buildSale(phone: string) {
  return {
    externalId: `sale-${phone}`,
    customer: {
      ...{ externalId: `customer-${phone}`, name: 'Ana Petraitė', phone, language: 'en', type: 'retail' },
      ...{ tier: 'gold', country: 'LT', zone: 'Europe/Vilnius' },
    },
    soldAt: new Date(Date.now() - 60_000).toISOString(),
    products: [{ code: 'intake', name: 'Boiler 24 kW', quantity: 1, warrantyMonths: 24 }],
    amount: 1890,
    currency: 'EUR',
  };
}
