import { beforeAll, describe, expect, it } from 'vitest';
import { SEASONAL_CARE } from '@aftercare/db/seed/policies/care-policies.js';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { about, textingPolicy } from './support/policies.js';
import { createWorld, type World } from './support/world.js';

/** Autumn begins in the south; everybody's boiler was sold a year and more ago. */
const START = '2027-02-01T09:00:00Z';
const BOILER = [{ code: 'boiler-24', name: 'Boiler 24 kW' }];
const SERVICE = textingPolicy('service', { kind: 'visit', due: { from: 'sale.sold', offset: 'PT1H' } });
const NORTH = { country: 'LT', zone: 'Europe/Vilnius' };
const SOUTH = { country: 'AU', zone: 'Australia/Sydney' };

interface Owner {
  id: string;
  phone: string;
}

describe('Before winter', () => {
  let world: World;
  let operator: Caller;
  let staff: Caller;
  let phone: ReturnType<typeof phones>;
  const owners: Record<'north' | 'south' | 'serviced' | 'radiator' | 'refused', Owner> = {} as never;

  async function buildOwner(facts: object, installed: string): Promise<Owner> {
    const customer = buildCustomer({ ...facts, language: 'en' });
    const sale = buildSale({ customer, soldAt: '2025-10-10T09:00:00Z', products: BOILER });
    const { status, body } = await callAs(world, 'intake').post('/v1/sales', sale);
    expect(status, JSON.stringify(body)).toBe(201);
    const { id } = body.customer;
    const asset = { product: { code: installed, name: installed }, serialNumber: `sn-${id}` };
    expect((await staff.post(`/v1/customers/${id}/assets`, asset)).status).toBe(201);
    return { id, phone: customer.phone };
  }

  beforeAll(async () => {
    world = await createWorld({ now: START });
    operator = callAs(world, 'operator');
    staff = callAs(world, 'staff');
    phone = phones(world);
    owners.north = await buildOwner(NORTH, 'boiler-24');
    owners.south = await buildOwner({ ...SOUTH, phone: '+61491570156' }, 'boiler-24');
    owners.serviced = await buildOwner(NORTH, 'boiler-24');
    owners.radiator = await buildOwner(NORTH, 'radiator-1');
    owners.refused = await buildOwner(NORTH, 'boiler-24');
    // Customers were there before there was a campaign.
    await prepareDocuments(operator, [SEASONAL_CARE, SERVICE]);
  });

  const texts = async ({ phone: number }: Owner): Promise<string[]> =>
    (await phone.received(number)).map(({ body }) => body);
  const advance = async (to: string): Promise<void> => {
    const { status, body } = await operator.post('/v1/sandbox/advance', { to });
    expect(status, JSON.stringify(body)).toBe(200);
  };

  /** Somebody goes there and services the boiler, now. */
  async function service({ id }: Owner): Promise<void> {
    const { body: clock } = await operator.get('/v1/sandbox/clock');
    const sale = buildSale({ customer: id, soldAt: clock.now, products: about(SERVICE) });
    const { body } = await callAs(world, 'intake').post('/v1/sales', sale);
    await operator.post('/v1/sandbox/advance', { by: 'PT2H' });
    const { items } = (await staff.get(`/v1/follow-ups?customer=${id}&kind=visit&state=due`)).body;
    expect(items, JSON.stringify(body.plans)).toHaveLength(1);
    expect((await staff.post(`/v1/follow-ups/${items[0].id}/complete`, {})).status).toBe(200);
  }

  it('an operator sees first whom it reaches and whom not, and why', async () => {
    const ask = { step: 'before-winter', from: START, until: '2028-02-01T00:00:00Z' };
    const { body } = await operator.post('/v1/policies/seasonal-care/reach', ask);
    expect(body).toMatchObject({ looked: 5, gets: 4, getsNot: 1 });
    expect(await world.db.plan.count()).toBe(0);
  });

  it('those who were there before the campaign are enrolled, once', async () => {
    const enrol = () => operator.post('/v1/policies/seasonal-care/enrol', {});
    expect((await enrol()).body).toEqual({ opened: 5, next: null });
    expect((await enrol()).body).toEqual({ opened: 0, next: null });
  });

  it('the south is written to before its own winter, while the north hears nothing', async () => {
    await advance('2027-04-20T00:00:00Z');
    expect(await texts(owners.south)).toHaveLength(1);
    for (const name of ['north', 'serviced', 'radiator', 'refused'] as const)
      expect(await texts(owners[name]), name).toEqual([]);
    const [sent] = await world.db.message.findMany({ where: { customerId: owners.south.id } });
    const hour = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', timeZone: SOUTH.zone, hour12: false });
    expect(hour.format(sent!.acceptedAt!)).toBe('10');
  });

  it('the north follows in its autumn, without those who were just serviced, have no boiler or want nothing', async () => {
    await advance('2027-08-01T00:00:00Z');
    await service(owners.serviced);
    await phone.text(owners.refused.phone, 'STOP');
    await advance('2027-10-20T00:00:00Z');
    expect(await texts(owners.north)).toHaveLength(1);
    for (const name of ['serviced', 'radiator', 'refused'] as const)
      expect(await texts(owners[name]), name).toEqual([]);
    const why = async (owner: Owner) =>
      JSON.stringify(
        (
          await world.db.followUp.findFirstOrThrow({
            where: {
              customerId: owner.id,
              step: 'before-winter',
              dueAt: { gt: new Date('2027-08-01'), lt: new Date('2027-12-01') },
            },
          })
        ).reasons,
      );
    expect(await why(owners.serviced)).toContain('condition.failed');
    expect(await why(owners.refused)).toContain('customer.opted-out');
  });

  it('and everybody again a year later, on a day of their own', async () => {
    await advance('2028-10-20T00:00:00Z');
    expect(await texts(owners.south)).toHaveLength(2);
    expect(await texts(owners.north)).toHaveLength(2);
    expect(await texts(owners.serviced)).toHaveLength(1);
    expect(await texts(owners.radiator)).toEqual([]);
    expect(await texts(owners.refused)).toEqual([]);
  });
});
