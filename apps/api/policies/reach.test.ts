import { SEASONAL_CARE } from '../../../prisma/seed/policies/care-policies.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, publish, sell } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
});
afterAll(() => api?.stop());

const BOILER = [{ code: 'boiler-24', name: 'Boiler 24 kW' }];

/** A customer who bought a boiler long ago, before there was a policy, and has it installed. */
async function buildOwner(changes: Record<string, unknown>, installed: string | null): Promise<string> {
  const sale = await sell(api, {
    externalId: unique('old-sale'),
    customer: buildBuyer(changes),
    soldAt: '2025-01-10T09:00:00Z',
    products: BOILER,
  });
  if (installed !== null) {
    await api
      .as('staff')
      .post(`/v1/customers/${sale.customer.id}/assets`)
      .send({ product: { code: installed, name: installed }, serialNumber: unique('sn') })
      .expect(201);
  }
  return sale.customer.id;
}

it('A season reaches both hemispheres before their winters, only whom it makes sense for, and spread over the days', async () => {
  const northern: string[] = [];
  for (let i = 0; i < 6; i++)
    northern.push(await buildOwner({ country: 'LT', zone: 'Europe/Vilnius' }, 'boiler-24'));
  const southern = await buildOwner({ country: 'AU', zone: 'Australia/Sydney' }, 'boiler-24');
  const without = await buildOwner({ country: 'LT', zone: 'Europe/Vilnius' }, 'radiator-1');
  await sell(api, { products: [{ code: 'thermostat', name: 'Thermostat' }] });
  await publish(api, [SEASONAL_CARE]);

  const ask = { step: 'before-winter', from: '2026-11-22T00:00:00Z', until: '2027-11-22T00:00:00Z' };
  const { body: reach } = await api
    .as('operator')
    .post('/v1/policies/seasonal-care/reach')
    .send(ask)
    .expect(200);
  expect(reach).toMatchObject({ looked: 9, gets: 7, getsNot: 2, truncated: false });
  expect(new Map(reach.reasons.map(({ code, count }: any) => [code, count]))).toEqual(
    new Map([
      ['condition.failed', 1],
      ['match', 1],
    ]),
  );
  const dueOf = (id: string): string =>
    reach.examples.find(({ customer }: any) => customer.id === id).dueLocal.slice(0, 10);
  for (const id of northern) expect(dueOf(id) >= '2027-09-15' && dueOf(id) < '2027-10-13').toBe(true);
  expect(dueOf(southern) >= '2027-03-15' && dueOf(southern) < '2027-04-12').toBe(true);
  expect(new Set(northern.map(dueOf)).size).toBeGreaterThan(2);
  expect(reach.examples.find(({ customer }: any) => customer.id === without)).toMatchObject({
    gets: false,
    reason: { text: expect.stringContaining('asset boiler-*') },
  });
  // Asking left nothing behind.
  expect(await api.db.plan.count()).toBe(0);
  expect(await api.db.policyVersion.count({ where: { policyKey: 'seasonal-care' } })).toBe(1);

  const { body: enrolled } = await api
    .as('operator')
    .post('/v1/policies/seasonal-care/enrol')
    .send({})
    .expect(200);
  expect(enrolled).toEqual({ opened: 8, next: null });
  const again = await api.as('operator').post('/v1/policies/seasonal-care/enrol').send({}).expect(200);
  expect(again.body.opened).toBe(0);
  const planned = await api.db.followUp.findFirstOrThrow({
    where: { customerId: southern, state: 'planned' },
  });
  expect(planned.dueAt.toISOString()).toMatch(/^2027-0[34]/);
});

it('A step that the policy does not have is refused, and a policy without a version enrols nobody', async () => {
  const operator = api.as('operator');
  await operator.post('/v1/policies/seasonal-care/reach').send({ step: 'nothing' }).expect(400);
  await api.as('operator').post('/v1/policies/none/reach').send({ step: 'nothing' }).expect(404);
  await api.as('operator').post('/v1/policies/none/enrol').send({}).expect(404);
});
