import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [
    {
      policy: 'terms',
      name: 'Terms',
      subject: 'agreement',
      family: 'terms',
      rank: 1,
      steps: [
        {
          step: 'renewal-notice',
          kind: 'sms',
          notice: true,
          due: { from: 'agreement.notify', offset: '-P7D', at: '10:00' },
          template: 'renewal-notice',
          stopOn: ['agreement.cancelled'],
          expires: 'P7D',
        },
      ],
    },
  ]);
});
afterAll(() => api?.stop());

/** The clock of these tests begins on 2026-11-22. */
const create = async (changes: object = {}): Promise<any> => {
  const agreement = {
    externalId: unique('agreement'),
    customer: buildBuyer(),
    startsOn: '2026-01-01',
    term: 'P1Y',
    products: [{ code: unique('boiler'), name: 'Boiler' }],
    ...changes,
  };
  return (await api.as('intake').post('/v1/agreements').send(agreement).expect(201)).body;
};
const verb = (id: string, name: string, body: object = {}) =>
  api.as('staff').post(`/v1/agreements/${id}/${name}`).send(body);
const read = async (id: string): Promise<any> =>
  (await api.as('staff').get(`/v1/agreements/${id}`).expect(200)).body;

describe('The buckets of agreements', () => {
  it.each([
    ['expired', { startsOn: '2025-11-01' }],
    ['lapsed', { startsOn: '2024-01-01' }],
    ['within-30', { startsOn: '2025-12-10' }],
    ['within-60', { startsOn: '2026-01-01' }],
    ['within-90', { startsOn: '2026-02-05' }],
    ['later', { startsOn: '2026-06-01' }],
  ])('%s', async (bucket, changes) => {
    const { id, customer } = await create(changes);
    const of = `customer=${customer.id}`;
    const { body } = await api.as('staff').get(`/v1/agreements?${of}&bucket=${bucket}&sort=ends`).expect(200);
    expect(body.items).toMatchObject([{ id, bucket }]);
    const { body: counts } = await api.as('staff').get(`/v1/agreements/counts?${of}`).expect(200);
    expect(Object.entries(counts).filter(([, n]) => n !== 0)).toEqual([[bucket, 1]]);
  });
});

describe('The verbs of an agreement', () => {
  it('suspend and resume move its end by the days in between, and cancel ends it', async () => {
    const { id } = await create({ startsOn: '2026-06-01' });
    expect((await verb(id, 'suspend').expect(200)).body).toMatchObject({
      state: 'suspended',
      bucket: 'suspended',
    });
    await verb(id, 'cancel', { comment: 'sold the house' }).expect(200);
    expect(await read(id)).toMatchObject({ state: 'cancelled', verbs: ['renew', 'offer'] });
    expect((await verb(id, 'suspend').expect(409)).body.code).toBe('agreement.wrong-state');
  });

  it('renew begins the next term behind this one, and today where it has lapsed', async () => {
    const running = await create({ startsOn: '2026-06-01' });
    expect((await verb(running.id, 'renew').expect(200)).body).toMatchObject({
      termNumber: 2,
      currentEndsOn: '2028-05-31',
      terms: [{ endsOn: '2027-05-31' }, { startsOn: '2027-06-01', endsOn: '2028-05-31' }],
    });
    const lapsed = await create({ startsOn: '2024-01-01' });
    expect((await verb(lapsed.id, 'renew').expect(200)).body).toMatchObject({
      state: 'active',
      currentEndsOn: '2027-11-21',
    });
    const { body } = await verb(running.id, 'renew', { endsOn: '2028-01-01' }).expect(400);
    expect(body.errors).toMatchObject([{ path: '/endsOn' }]);
  });

  it('a new agreement over the same products takes the place of one that has lapsed', async () => {
    const customer = buildBuyer();
    const products = [{ code: unique('pump'), name: 'Pump' }];
    const old = await create({ customer, products, startsOn: '2024-01-01' });
    const fresh = await create({ customer, products, startsOn: '2026-11-22' });
    expect(await read(old.id)).toMatchObject({ bucket: 'replaced', replacedBy: fresh.id });
    expect((await read(old.id)).events).toMatchObject([{ type: 'agreement.replaced' }]);
  });
});

describe('The notice of a renewal', () => {
  it('is owed by the law of the place or by contract, and only where it renews by itself', async () => {
    const notices = async (changes: object): Promise<any[]> => {
      const { id } = await create({ autoRenew: true, notice: 'P1M', ...changes });
      return (await api.as('staff').get(`/v1/agreements/${id}/notices`).expect(200)).body.items;
    };
    // Thirty days before the end of the term in Italy; one to three months before the last day to refuse it in France.
    expect(await notices({ customer: buildBuyer({ country: 'IT', type: 'retail' }) })).toMatchObject([
      { sendBy: '2026-12-01', refuseUntil: '2026-11-30', rules: [{ code: 'it.65-bis' }] },
    ]);
    expect(await notices({ customer: buildBuyer({ country: 'FR', type: 'retail' }) })).toMatchObject([
      { sendFrom: '2026-08-30', sendBy: '2026-10-30', rules: [{ code: 'fr.l215-1' }], state: 'by-hand-due' },
    ]);
    expect(await notices({ customer: buildBuyer({ country: 'FR', type: 'business' }) })).toEqual([]);
    expect(await notices({ renewalNotice: 'P14D' })).toMatchObject([
      { sendBy: '2026-11-16', rules: [{ code: 'contract' }] },
    ]);
    expect(await notices({ autoRenew: false, renewalNotice: 'P14D' })).toEqual([]);
  });

  it('that cannot be sent becomes work of staff, and their word is the proof', async () => {
    const customer = buildBuyer();
    const { id, customer: owner } = await create({
      customer,
      startsOn: '2026-02-01',
      autoRenew: true,
      renewalNotice: 'P1M',
    });
    await api
      .as('staff')
      .post(`/v1/customers/${owner.id}/consents`)
      .send({ channel: 'sms', purpose: 'all', granted: false, method: 'phone-call', text: 'no texts please' })
      .expect(201);
    const [owed] = (await api.as('staff').get(`/v1/agreements/${id}/notices`).expect(200)).body.items;
    expect(owed).toMatchObject({ state: 'by-hand-due', sendBy: '2026-12-31', byHand: { state: 'due' } });
    await api
      .as('staff')
      .post(`/v1/follow-ups/${owed.byHand.id}/complete`)
      .send({ comment: 'Registered letter RR123' })
      .expect(200);
    const [given] = (await api.as('staff').get(`/v1/agreements/${id}/notices`).expect(200)).body.items;
    expect(given).toMatchObject({
      state: 'by-hand-done',
      inTime: true,
      byHand: { comment: 'Registered letter RR123' },
    });
  });
});

describe('An offer', () => {
  const offer = {
    terms: { kind: 'renewal', term: 'P2Y', price: 99, currency: 'EUR' },
    template: 'renewal-offer',
  };

  it('made by staff stands once, is put off, and renews the agreement once when it is accepted', async () => {
    const { id } = await create({ startsOn: '2026-06-01' });
    const { body: made } = await verb(id, 'offers', offer).expect(201);
    expect(made).toMatchObject({ state: 'open', kind: 'renewal', offeredAt: null });
    expect((await verb(id, 'offers', offer).expect(409)).body.code).toBe('offer.open-already');
    const on = (name: string, body: object = {}) =>
      api.as('staff').post(`/v1/offers/${made.id}/${name}`).send(body);
    await on('accept', { comment: 'on the phone' }).expect(200);
    expect((await on('accept').expect(200)).body).toMatchObject({ state: 'accepted', madeAgreement: id });
    expect(await read(id)).toMatchObject({
      termNumber: 2,
      currentEndsOn: '2029-05-31',
      price: 99,
      currency: 'EUR',
    });
    expect((await on('decline').expect(409)).body.code).toBe('offer.closed');
  });

  it('of other terms makes a new agreement in place of the old one', async () => {
    const { id } = await create({ startsOn: '2026-06-01' });
    const terms = { kind: 'upgrade', term: 'P1Y', products: [{ code: 'premium', name: 'Premium care' }] };
    const { body: made } = await verb(id, 'offers', { ...offer, terms }).expect(201);
    const { body } = await api.as('staff').post(`/v1/offers/${made.id}/accept`).send({}).expect(200);
    expect(await read(body.madeAgreement)).toMatchObject({
      startsOn: '2026-11-23',
      products: [{ code: 'premium' }],
      offers: [{ id: made.id }],
    });
    expect(await read(id)).toMatchObject({ state: 'cancelled', replacedBy: body.madeAgreement });
  });

  it('that nobody may send is refused with the reason', async () => {
    const { id } = await create({ customer: buildBuyer({ country: 'US' }) });
    const { body } = await verb(id, 'offers', { ...offer, template: 'care-offer' }).expect(409);
    expect(body).toMatchObject({ code: 'offer.not-allowed', detail: expect.stringContaining('consent') });
  });
});

it('An agreement that ends by itself stands in another bucket when the time has come', async () => {
  const { id } = await create({ startsOn: '2025-12-10' });
  await moveClock(api, '2026-12-12T09:00:00Z');
  expect(await read(id)).toMatchObject({ state: 'lapsed', bucket: 'expired' });
});
