import { beforeAll, describe, expect, it } from 'vitest';
import { OFFERS_OF_AGREEMENTS, WARRANTY_END } from '../prisma/seed/policies/care-policies.js';
import { buildCustomer, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const CALENDAR = { calendar: 'support-hours', zone: 'Europe/Rome', week: { 'mon-fri': ['09:00-17:00'] } };
const BOILER = [{ code: 'boiler-24', name: 'Boiler 24 kW' }];

describe('An agreement that lapses and is won back', () => {
  let world: World;
  let intake: Caller;
  let staff: Caller;
  let phone: ReturnType<typeof phones>;
  const rome = { country: 'IT', zone: 'Europe/Rome', type: 'retail', language: 'en' };
  const lapsing = buildCustomer({ ...rome, phone: '+393330000001' });
  const renewing = buildCustomer({ ...rome, phone: '+393330000002' });
  const buyer = buildCustomer({ ...rome, phone: '+393330000003' });
  const ids = { lapsing: '', renewing: '', sale: '' };

  beforeAll(async () => {
    world = await createWorld({ now: '2027-01-04T09:00:00Z' });
    intake = callAs(world, 'intake');
    staff = callAs(world, 'staff');
    phone = phones(world);
    const operator = callAs(world, 'operator');
    await operator.put('/v1/calendars/support-hours', CALENDAR);
    await prepareDocuments(operator, [OFFERS_OF_AGREEMENTS, WARRANTY_END]);
    for (const [name, customer, changes] of [
      ['lapsing', lapsing, {}],
      ['renewing', renewing, { autoRenew: true, notice: 'P15D' }],
    ] as const) {
      const agreement = { externalId: name, customer, startsOn: '2026-03-01', term: 'P1Y', products: BOILER };
      const { status, body } = await intake.post('/v1/agreements', { ...agreement, ...changes });
      expect(status, JSON.stringify(body)).toBe(201);
      ids[name] = body.id;
      await consent(body.customer.id);
    }
  });

  const consent = async (id: string): Promise<void> => {
    const grant = {
      channel: 'sms',
      purpose: 'marketing',
      granted: true,
      method: 'form',
      text: 'Offers by text',
    };
    expect((await staff.post(`/v1/customers/${id}/consents`, grant)).status).toBe(201);
  };
  const advanceTo = async (to: string): Promise<void> => {
    const { status, body } = await callAs(world, 'manager').post('/v1/sandbox/advance', { to });
    expect(status, JSON.stringify(body)).toBe(200);
  };
  const read = async (id: string): Promise<any> => (await staff.get(`/v1/agreements/${id}`)).body;

  it('one that renews by itself is announced in time, and the proof says what, when and to whom', async () => {
    await advanceTo('2027-01-28T12:00:00Z');
    const { body } = await staff.get(`/v1/agreements/${ids.renewing}/notices`);
    expect(body.items).toMatchObject([
      // The term ends on 28 February; thirty days before it is 29 January.
      {
        sendBy: '2027-01-29',
        refuseUntil: '2027-02-13',
        rules: [{ code: 'it.65-bis', source: 'Codice del consumo, art. 65-bis' }],
        inTime: true,
        messages: [
          { to: renewing.phone, channel: 'sms', template: 'renewal-notice', attempts: [{ number: 1 }] },
        ],
      },
    ]);
    const [{ messages, givenAt, state }] = body.items;
    const [received] = await phone.received(renewing.phone);
    expect(messages[0].body).toBe(received!.body);
    expect(received!.body).toContain('February 13, 2027');
    expect(givenAt).toMatch(/^2027-01-22T09:0/);
    expect(['sent', 'delivered']).toContain(state);
    expect((await staff.get(`/v1/agreements/${ids.lapsing}/notices`)).body.items).toEqual([]);
  });

  it('the other one lapses; a week later it is offered again', async () => {
    await advanceTo('2027-03-02T12:00:00Z');
    expect(await read(ids.renewing)).toMatchObject({ state: 'active', termNumber: 2 });
    expect(await read(ids.lapsing)).toMatchObject({ state: 'lapsed', bucket: 'expired', offers: [] });
    await advanceTo('2027-03-08T12:00:00Z');
    expect(await phone.received(lapsing.phone)).toHaveLength(1);
    const { offers } = await read(ids.lapsing);
    expect(offers).toMatchObject([{ state: 'open', kind: 'renewal', template: 'win-back-offer' }]);
  });

  it('"remind me next week" brings it back in a week, at ten, and not before', async () => {
    await phone.text(lapsing.phone, 'Remind me next week please');
    const { offers } = await read(ids.lapsing);
    expect(offers).toMatchObject([{ state: 'open', remindAt: '2027-03-15T09:00:00Z' }]);
    await advanceTo('2027-03-15T08:00:00Z');
    expect(await phone.received(lapsing.phone)).toHaveLength(1);
    await advanceTo('2027-03-15T10:00:00Z');
    expect(await phone.received(lapsing.phone)).toHaveLength(2);
  });

  it('"1" renews it from today, once, and the winning back ends', async () => {
    await phone.text(lapsing.phone, '1');
    await phone.text(lapsing.phone, 'yes!');
    const renewed = await read(ids.lapsing);
    expect(renewed).toMatchObject({
      state: 'active',
      termNumber: 2,
      currentEndsOn: '2028-03-14',
      offers: [{ state: 'accepted', madeAgreement: ids.lapsing, decidedBy: 'customer' }],
    });
    expect(renewed.events.filter(({ type }: any) => type === 'agreement.renewed')).toHaveLength(1);
    await advanceTo('2027-06-01T10:00:00Z');
    expect(await phone.received(lapsing.phone)).toHaveLength(2);
  });

  it('the end of a warranty brings the offer of an agreement, and "1" makes it, to begin when the warranty is over', async () => {
    const { body: sale } = await intake.post('/v1/sales', {
      externalId: 'sale-1',
      customer: buyer,
      soldAt: '2025-07-15T09:00:00Z',
      products: [{ ...BOILER[0], warrantyMonths: 24 }],
    });
    await consent(sale.customer.id);
    await advanceTo('2027-06-15T12:00:00Z');
    const { body: offered } = await staff.get(`/v1/offers?customer=${sale.customer.id}`);
    expect(offered.items).toMatchObject([{ kind: 'agreement', state: 'open', sale: sale.id }]);
    await phone.text(buyer.phone, '1');
    const { body: offers } = await staff.get(`/v1/offers?customer=${sale.customer.id}`);
    expect(offers.items).toMatchObject([{ state: 'accepted', decidedBy: 'customer' }]);
    const made = await read(offers.items[0].madeAgreement);
    expect(made).toMatchObject({
      customer: { id: sale.customer.id },
      startsOn: '2027-07-16',
      term: 'P1Y',
      autoRenew: true,
      price: 150,
      products: [{ code: 'boiler-24' }],
    });
    expect(made.plans.map(({ policy }: any) => policy)).toEqual(['renewal-offers']);
  });
});
