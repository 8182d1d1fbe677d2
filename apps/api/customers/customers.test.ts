import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, buildCustomer, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const create = (changes: Record<string, unknown>) =>
  api.as('intake').post('/v1/customers').send(buildCustomer(changes));

describe('taking in a customer', () => {
  it('answers 201 with the phone as E.164, read in its country', async () => {
    const { body } = await create({ externalId: 'a-1', phone: '8 600 12345' }).expect(201);
    expect(body).toMatchObject({ externalId: 'a-1', phone: '+37060012345', channels: ['sms'], owner: null });
    expect(body.id).toMatch(/^cus_/);
  });

  it('answers 200 with the same customer for the same facts in another order', async () => {
    const first = await create({ externalId: 'a-2' }).expect(201);
    const facts = Object.fromEntries(Object.entries(buildCustomer({ externalId: 'a-2' })).reverse());
    const again = await api.as('intake').post('/v1/customers').send(facts).expect(200);
    expect(again.body).toEqual(first.body);
  });

  it('answers 409 that names what differs for other facts', async () => {
    await create({ externalId: 'a-3' }).expect(201);
    const { body } = await create({ externalId: 'a-3', tier: 'iron', email: 'ona@example.com' }).expect(409);
    expect(body.code).toBe('customer.conflict');
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['/email', '/tier']);
  });

  it('makes one customer of many calls at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ externalId: 'a-4' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('lists all faults at once and stores nothing', async () => {
    const { body } = await create({
      externalId: 'a-5',
      name: '',
      phone: '12',
      zone: 'Europe/Nowhere',
      country: 'XX',
      tier: 'silver',
      language: undefined,
      nickname: 'O',
    }).expect(400);
    expect(body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(body.errors.map((error: { path: string }) => error.path).sort()).toEqual(
      ['/country', '/language', '/name', '/nickname', '/phone', '/tier', '/zone'].sort(),
    );
    expect(await api.db.customer.count({ where: { externalId: 'a-5' } })).toBe(0);
  });

  it('refuses an owner that does not exist', async () => {
    const { body } = await create({ externalId: 'a-6', owner: 'nobody' }).expect(400);
    expect(body).toMatchObject({ code: 'staff.unknown', errors: [{ path: '/owner' }] });
  });
});

describe('changing a customer', () => {
  it('changes what is named, takes away what is null, and notes who did it', async () => {
    const { body: made } = await create({ externalId: 'b-1', zone: 'Europe/Vilnius' }).expect(201);
    const { body } = await api
      .as('staff')
      .patch(`/v1/customers/${made.id}`)
      .send({ tier: 'platinum', zone: null, phone: '8 600 54321' })
      .expect(200);
    expect(body).toMatchObject({ tier: 'platinum', zone: null, phone: '+37060054321', name: made.name });
    const entries = await api.db.audit.findMany({ where: { entityId: made.id }, orderBy: { id: 'asc' } });
    expect(entries.map(({ action }) => action)).toEqual(['customer.created', 'customer.changed']);
  });

  it('still knows the facts of the first intake afterwards', async () => {
    const { body: made } = await create({ externalId: 'b-2' }).expect(201);
    await api.as('staff').patch(`/v1/customers/${made.id}`).send({ tier: 'iron' }).expect(200);
    const { body } = await create({ externalId: 'b-2' }).expect(200);
    expect(body.tier).toBe('iron');
  });

  it('answers 404 for a customer that is not there', async () => {
    const { body } = await api.as('staff').patch('/v1/customers/cus_none').send({ tier: 'iron' }).expect(404);
    expect(body.code).toBe('customer.not-found');
  });
});

describe('finding customers', () => {
  it('finds by phone even where + became a space, by externalId and by part of the name', async () => {
    await create({ externalId: 'c-1', name: 'Zelda Quist', phone: '+37061100001' }).expect(201);
    for (const query of [
      'phone=+37061100001',
      'phone=%2B37061100001',
      'externalId=c-1',
      'q=quis',
      'q=611 000',
    ]) {
      const { body } = await api.as('staff').get(`/v1/customers?${query}`).expect(200);
      expect(
        body.items.map((item: { externalId: string }) => item.externalId),
        query,
      ).toEqual(['c-1']);
    }
  });

  it('gives pages that together hold everybody once', async () => {
    for (const n of [1, 2, 3, 4, 5])
      await create({ externalId: `page-${n}`, name: 'Page Turner' }).expect(201);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body } = await api.as('staff').get(`/v1/customers?q=page turner&limit=2${after}`).expect(200);
      seen.push(...body.items.map((item: { externalId: string }) => item.externalId));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen).toEqual(['page-1', 'page-2', 'page-3', 'page-4', 'page-5']);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'after=nonsense'])('refuses %s', async (query) => {
    const { body } = await api.as('staff').get(`/v1/customers?${query}`).expect(400);
    expect(body.errors).toHaveLength(1);
  });
});

describe('consent', () => {
  it('is kept as a ledger in the order of recording', async () => {
    const { body: customer } = await create({ externalId: 'd-1' }).expect(201);
    const given = { channel: 'sms', purpose: 'survey', granted: true, method: 'form', text: 'Yes, ask me' };
    await api.as('intake').post(`/v1/customers/${customer.id}/consents`).send(given).expect(201);
    await api
      .as('staff')
      .post(`/v1/customers/${customer.id}/consents`)
      .send({ ...given, granted: false, method: 'phone-call', at: '2026-11-22T08:00:00+01:00' })
      .expect(201);
    const { body } = await api.as('staff').get(`/v1/customers/${customer.id}/consents`).expect(200);
    expect(body.items).toMatchObject([{ granted: true }, { granted: false, at: '2026-11-22T07:00:00Z' }]);
    expect(body.items[0].recordedBy).toMatch(/^key:/);
  });

  it('cannot have been given in the future or for a channel that is none', async () => {
    const { body: customer } = await create({ externalId: 'd-2' }).expect(201);
    const post = (changes: object) =>
      api
        .as('intake')
        .post(`/v1/customers/${customer.id}/consents`)
        .send({ channel: 'sms', purpose: 'all', granted: true, method: 'web', text: 'ok', ...changes });
    await post({ at: '2027-01-01T00:00:00Z' }).expect(400);
    const { body } = await post({ channel: 'fax', at: '2026-02-30T00:00:00Z' }).expect(400);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['/channel', '/at']);
  });
});
