import { ClockService } from '@aftercare/db/clock.js';
import { inTransaction, type Tx } from '@aftercare/db/client.js';
import { Documents } from '@aftercare/db/documents.js';
import { newId } from '@aftercare/db/ids.js';
import { keepPlans, type KeepContext } from '@aftercare/db/keep-plans.js';
import { poke } from '@aftercare/db/outbox.js';
import type { PolicyName } from './documents.js';
import type { Product } from './product.js';
import { NUMBER, newNumbers } from './twilio-sim.js';

const PLANS_PER_TRANSACTION = 50;
const clock = new ClockService(true);
const context: KeepContext = { documents: new Documents(), senders: { sms: NUMBER } };

/** Plans of one policy as they stand in the database. */
export interface SeededPlans {
  ids: string[];
  /** The customers' numbers. */
  phones: string[];
}

/**
 * Stores sales with their plans straight into the database, by the product's own functions and with rows in the
 * outbox, and waits until Temporal has them all. The API does the same one sale at a time, which part (a) measures.
 */
export async function seedPlans(
  product: Product,
  policy: PolicyName,
  { count, soldAt }: { count: number; soldAt: number },
): Promise<SeededPlans> {
  const version = await product.db.policyVersion.findFirstOrThrow({ where: { policyKey: policy } });
  const phones = newNumbers(count);
  const ids: string[] = [];
  for (let from = 0; from < count; from += PLANS_PER_TRANSACTION) {
    const some = phones.slice(from, from + PLANS_PER_TRANSACTION);
    ids.push(...(await inTransaction(product.db, (tx) => storePlans(tx, version, some, soldAt))));
  }
  await product.allStarted();
  return { ids, phones };
}

async function storePlans(
  tx: Tx,
  { id: policyVersionId, family }: { id: string; family: string },
  phones: readonly string[],
  soldAt: number,
): Promise<string[]> {
  const now = await clock.now(tx);
  const at = { createdAt: new Date(now) };
  const rows = phones.map((phone) => ({
    phone,
    customerId: newId('customer'),
    saleId: newId('sale'),
    planId: newId('plan'),
  }));
  await tx.customer.createMany({
    data: rows.map(({ customerId, phone }) => ({
      ...{
        id: customerId,
        externalId: customerId,
        name: 'Ana Petraitė',
        phone,
        language: 'en',
        type: 'retail',
      },
      ...{ tier: 'gold', country: 'LT', zone: 'Europe/Vilnius', channels: ['sms'], ...at },
    })),
  });
  await tx.sale.createMany({
    data: rows.map(({ saleId, customerId }) => ({
      ...{ id: saleId, externalId: saleId, customerId, soldAt: new Date(soldAt), factsHash: '', ...at },
      products: [{ code: family, name: 'Boiler 24 kW' }],
    })),
  });
  await tx.plan.createMany({
    data: rows.map(({ planId, saleId, customerId }) => ({
      ...{ id: planId, saleId, customerId, policyVersionId, family, zone: 'Europe/Vilnius' },
      ...{ startedAt: new Date(now), ...at },
    })),
  });
  const planIds = rows.map((row) => row.planId);
  await keepPlans(context, tx, planIds, now, 'bench', { arm: true });
  await poke(tx, 'plan', planIds);
  return planIds;
}
