import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_FOLLOW_UP } from '../../../test/support/build.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, buildSale, publish, sell } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [PRODUCT_FOLLOW_UP]);
});
afterAll(() => api?.stop());

const post = (sale: object) => api.as('intake').post('/v1/sales').send(sale);
const pathsOf = ({ errors }: { errors: { path: string }[] }) => errors.map(({ path }) => path).sort();

describe('Taking in a sale', () => {
  it('answers 201 with what will happen, dated by the clock of the customer', async () => {
    const { body } = await post(buildSale()).expect(201);
    expect(body).toMatchObject({ soldAt: '2026-11-22T09:00:00Z', customer: { name: 'Ona Petraitė' } });
    expect(body.plans).toMatchObject([{ policy: 'product-follow-up', version: 1, family: 'satisfaction' }]);
    expect(body.plans[0].followUps).toMatchObject([
      { step: 'thank-you', kind: 'sms', dueAt: '2026-11-22T11:00:00Z', state: 'planned' },
      { step: 'csat', kind: 'survey', dueLocal: '2026-11-25T10:00', state: 'planned' },
      { step: 'call', kind: 'call', dueLocal: '2026-11-27T10:00', state: 'planned' },
    ]);
  });

  it('answers 200 with the same sale and plans for the same facts, in whatever order', async () => {
    const sale = buildSale();
    const { body: first } = await post(sale).expect(201);
    const { body: again } = await post(Object.fromEntries(Object.entries(sale).reverse())).expect(200);
    expect(again).toEqual(first);
  });

  it('answers 409 for other facts under the same externalId, and changes nothing', async () => {
    const sale = buildSale();
    const { body: first } = await post(sale).expect(201);
    const { body } = await post({ ...sale, soldAt: '2026-11-21T09:00:00Z' }).expect(409);
    expect(body).toMatchObject({ code: 'sale.conflict', errors: [{ path: '/externalId' }] });
    expect((await api.as('staff').get(`/v1/sales/${first.id}`).expect(200)).body).toEqual(first);
  });

  it('makes one sale of several calls at the same moment', async () => {
    const sale = buildSale();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(sale)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await api.db.plan.count({ where: { saleId: answers[0]!.body.id } })).toBe(1);
  });

  it('asks for the workflow of each plan, in the same transaction', async () => {
    const { plans } = await sell(api);
    expect(await api.db.outbox.findMany({ where: { target: plans[0].id } })).toMatchObject([
      { kind: 'plan' },
    ]);
  });

  it('lists all faults at once and stores nothing', async () => {
    const sale = buildSale({
      soldAt: '2026-02-30T09:00:00Z',
      products: [{ code: '', name: 'x', quantity: 0 }],
      currency: 'euro',
      colour: 'red',
      customer: buildBuyer({ externalId: 'nobody-1', phone: '12', zone: 'Europe/Nowhere' }),
    });
    const { body } = await post(sale).expect(400);
    expect(body.code).toBe('request.invalid');
    expect(pathsOf(body)).toEqual(
      expect.arrayContaining([
        '/colour',
        '/currency',
        '/customer/phone',
        '/customer/zone',
        '/products/0/code',
        '/products/0/quantity',
        '/soldAt',
      ]),
    );
    expect(await api.db.sale.count({ where: { externalId: sale.externalId as string } })).toBe(0);
    expect(await api.db.customer.count({ where: { externalId: 'nobody-1' } })).toBe(0);
  });

  it.each([
    ['delivered before sold', { deliveredAt: '2026-11-21T09:00:00Z' }, '/deliveredAt'],
    ['an amount of no currency', { amount: 5 }, '/currency'],
    ['nothing sold', { products: [] }, '/products'],
    ['sold by nobody we know', { soldBy: 'nobody' }, '/soldBy'],
    ['at a site of somebody else', { site: 'sit_none' }, '/site'],
    ['to nobody we know', { customer: { externalId: 'nobody' } }, '/customer/externalId'],
  ])('refuses what cannot be: %s', async (_, changes, path) => {
    const { body } = await post(buildSale(changes)).expect(400);
    expect(pathsOf(body)).toEqual([path]);
  });

  it('takes a known customer by id or externalId', async () => {
    const customer = buildBuyer();
    const { body: first } = await post(buildSale({ customer })).expect(201);
    const second = await sell(api, { customer: { externalId: customer.externalId } });
    const third = await sell(api, { customer: first.customer.id });
    expect([second.customer.id, third.customer.id]).toEqual([first.customer.id, first.customer.id]);
  });

  it('is for intake, not for staff', async () => {
    expect((await api.as('staff').post('/v1/sales').send(buildSale()).expect(403)).body.code).toBe(
      'role.forbidden',
    );
  });

  it('of an old sale sends nothing of what is long past', async () => {
    const { plans } = await sell(api, { soldAt: '2025-01-10T09:00:00Z' });
    expect(await api.db.message.count({ where: { planId: plans[0].id, state: 'staged' } })).toBe(0);
  });
});

describe('What happened to a sale', () => {
  const add = (id: string, event: object) => api.as('intake').post(`/v1/sales/${id}/events`).send(event);

  it('is recorded once by its externalId, and answers the plans as they stand after it', async () => {
    const { id } = await sell(api);
    const event = { type: 'scored', step: 'csat', score: 5, externalId: 'survey-tool-1' };
    const { body: first } = await add(id, event).expect(201);
    expect(first.plans[0].followUps).toContainEqual(
      expect.objectContaining({ step: 'call', state: 'withdrawn' }),
    );
    const { body: again } = await add(id, event).expect(200);
    expect(again.id).toBe(first.id);
    expect((await add(id, { ...event, score: 1 }).expect(409)).body.code).toBe('event.conflict');
  });

  it.each([
    ['of a step that no plan has', { type: 'done', step: 'none' }, '/step'],
    ['in the future', { type: 'done', step: 'call', at: '2026-12-22T09:00:00Z' }, '/at'],
  ])('is refused %s', async (_, event, path) => {
    const { id } = await sell(api);
    expect(pathsOf((await add(id, event).expect(400)).body)).toEqual([path]);
  });

  it('is refused for a sale that is none, and for a type that sales do not have', async () => {
    expect((await add('sal_none', { type: 'delivered' }).expect(404)).body.code).toBe('sale.not-found');
    const { id } = await sell(api);
    await add(id, { type: 'ticket.resolved' }).expect(400);
  });
});

describe('Finding sales', () => {
  it('by customer and externalId, in pages that hold each once', async () => {
    const { id, customer } = await sell(api);
    await sell(api, { customer: customer.id });
    const { body: page } = await api.as('staff').get(`/v1/sales?customer=${customer.id}&limit=1`).expect(200);
    expect(page.items).toMatchObject([{ id }]);
    const { body: rest } = await api
      .as('staff')
      .get(`/v1/sales?customer=${customer.id}&limit=1&after=${page.next}`);
    expect(rest).toMatchObject({ items: [{ customer: { id: customer.id } }], next: null });
    expect(rest.items[0].id).not.toBe(id);
    await api.as('staff').get('/v1/sales/sal_none').expect(404);
  });
});
