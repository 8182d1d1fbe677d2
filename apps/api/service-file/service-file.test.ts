import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, TEST_NOW, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', {
  kind: 'call',
  due: { from: 'sale.sold', offset: 'P1D' },
  question: 'csat',
  attempts: { max: 3, gap: 'PT4H' },
});
/** The morning after the sale, in Vilnius. */
const MORNING = '2026-11-23T09:30:00Z';

let api: TestApi;
let customer: string;
let sale: any;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  const operator = api.as('operator');
  for (const key of ['ona', 'rasa'])
    await operator
      .post('/v1/staff')
      .send({ key, name: key, email: `${key}@x.lt`, role: 'staff' })
      .expect(201);
  await publish(api, [CALL]);
  sale = await sell(api, { products: about(CALL), customer: buildBuyer({ owner: 'ona' }) });
  customer = sale.customer.id;
  await operator
    .post(`/v1/customers/${customer}/sites`)
    .send({ address: 'Liepų g. 12, Vilnius' })
    .expect(201);
  const product = { code: 'boiler-24', name: 'Boiler 24' };
  await operator.post(`/v1/customers/${customer}/assets`).send({ product, serialNumber: 'S1' }).expect(201);
  const consent = {
    channel: 'sms',
    purpose: 'marketing',
    granted: true,
    method: 'phone-call',
    text: 'Yes, please',
  };
  await operator.post(`/v1/customers/${customer}/consents`).send(consent).expect(201);
  await operator
    .post('/v1/promises')
    .send({ sale: sale.id, text: 'A spare key by Friday', dueAt: '2026-11-27T15:00:00Z' })
    .expect(201);
  await moveClock(api, MORNING);
});
afterAll(() => api?.stop());

const file = async () => (await api.as('staff').get(`/v1/customers/${customer}/file`).expect(200)).body;

describe('The service file of a customer', () => {
  it('tells who it is, where, and who looks after them', async () => {
    const { customer: who, zone, localTime, deputy } = await file();
    expect(who).toMatchObject({ id: customer, owner: { key: 'ona' } });
    expect({ zone, localTime, deputy }).toEqual({
      zone: 'Europe/Vilnius',
      localTime: '2026-11-23T11:30',
      deputy: null,
    });
  });

  it('names the deputy of an owner who is away', async () => {
    const away = {
      staff: 'ona',
      cover: 'rasa',
      from: TEST_NOW,
      until: '2026-12-05T00:00:00Z',
      reason: 'holiday',
    };
    const { body } = await api.as('manager').post('/v1/absences').send(away).expect(201);
    expect((await file()).deputy).toMatchObject({ name: 'rasa' });
    await api.as('manager').delete(`/v1/absences/${body.id}`).expect(204);
  });

  it('holds what they have and what runs for them', async () => {
    const { sites, assets, sales, plans, work, promises, consents } = await file();
    expect(sites).toMatchObject({ total: 1, items: [{ address: 'Liepų g. 12, Vilnius' }] });
    expect(assets).toMatchObject({ total: 1, items: [{ serialNumber: 'S1' }] });
    expect(sales).toMatchObject({ total: 1, items: [{ id: sale.id }] });
    expect(plans).toMatchObject({ total: 1, items: [{ policy: CALL.policy, state: 'open' }] });
    expect(work.items.map(({ kind }: any) => kind)).toEqual(['call', 'review']);
    expect(promises).toMatchObject({ total: 1, items: [{ text: 'A spare key by Friday', state: 'open' }] });
    expect(consents).toMatchObject({ total: 1, items: [{ purpose: 'marketing', text: 'Yes, please' }] });
  });

  it('holds each attempt to speak with them, and what they answered', async () => {
    const { work } = await file();
    const tell = (body: object) =>
      api.as('staff').post(`/v1/follow-ups/${work.items[0].id}/outcome`).send(body).expect(200);
    await tell({ outcome: 'no-answer', comment: 'rang for long' });
    await moveClock(api, '2026-11-23T14:30:00Z');
    await tell({ outcome: 'reached', score: 4, comment: 'quick and clean' });
    const { calls, scores, timeline } = await file();
    expect(calls).toMatchObject({
      total: 2,
      items: [{ outcome: 'reached' }, { outcome: 'no-answer', comment: 'rang for long' }],
    });
    expect(scores).toMatchObject({
      total: 1,
      items: [{ score: '4', question: 'csat', comment: 'quick and clean' }],
    });
    expect(timeline.items.filter(({ kind }: any) => kind === 'call')).toHaveLength(2);
  });

  it('shows the newest of ten thousand messages, counts them all, and goes on page by page', async () => {
    await api.db.$executeRaw`
      INSERT INTO messages (id, "customerId", part, template, purpose, "senderNumber", "to", body, language, segments, state, priority, "sendAt", "acceptedAt", "createdAt")
      SELECT 'msg_old_' || lpad(n::text, 5, '0'), ${customer}, 'message', 'thank-you', 'service', '+15550000001', '+37060012345', 'Text ' || n, 'en', 1, 'delivered', 2,
        at, at, at FROM generate_series(1, 10000) n, LATERAL (SELECT timestamptz '2020-01-01' + n * interval '1 hour' AS at) t`;
    const { messages, timeline } = await file();
    expect(messages.total).toBe(10_000);
    expect(messages.items[0]).toMatchObject({ body: 'Text 10000' });
    const path = `/v1/customers/${customer}/timeline`;
    const { body } = await api.as('staff').get(`${path}?after=${timeline.next}`).expect(200);
    const seen = new Set(timeline.items.map(({ id }: any) => id));
    expect(body.items.filter(({ id }: any) => seen.has(id))).toEqual([]);
    const only = await api.as('staff').get(`${path}?kind=consent,call`).expect(200);
    expect(new Set(only.body.items.map(({ kind }: any) => kind))).toEqual(new Set(['consent', 'call']));
  });

  it('is not there for nobody', async () => {
    const { body } = await api.as('staff').get('/v1/customers/cus_none/file').expect(404);
    expect(body.code).toBe('customer.not-found');
    await api.as('intake').get(`/v1/customers/${customer}/file`).expect(403);
  });
});
