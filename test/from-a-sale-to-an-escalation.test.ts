import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

/** Each customer in their own zone and language; the clock starts on a Friday before Europe changes to summer time. */
const CUSTOMERS = [
  {
    language: 'en',
    country: 'GB',
    zone: 'Europe/London',
    phone: '+447700900101',
    reply: '2, still leaking',
    comment: 'still leaking',
  },
  {
    language: 'es',
    country: 'ES',
    zone: 'Europe/Madrid',
    phone: '+34612345601',
    reply: '1 sigue goteando',
    comment: 'sigue goteando',
  },
  {
    language: 'zh',
    country: 'SG',
    zone: 'Asia/Singapore',
    phone: '+6581234501',
    reply: '2 还在漏水',
    comment: '还在漏水',
  },
  {
    language: 'lt',
    country: 'LT',
    zone: 'Europe/Vilnius',
    phone: '+37061234501',
    reply: 'du, vis dar laša',
    comment: 'vis dar laša',
  },
] as const;
/** The survey is due three days after this, on the Monday after the change, at ten by the customer's clock. */
const SOLD_AT = '2027-03-26T09:00:00Z';
const DUE_AT = {
  'Europe/London': '2027-03-29T09:00:00Z',
  'Europe/Madrid': '2027-03-29T08:00:00Z',
  'Asia/Singapore': '2027-03-29T02:00:00Z',
  'Europe/Vilnius': '2027-03-29T07:00:00Z',
};

describe('From a sale to an escalation', () => {
  let world: World;
  let intake: Caller;
  let manager: Caller;
  let phone: ReturnType<typeof phones>;
  const sales = new Map<string, any>();

  beforeAll(async () => {
    world = await createWorld({ now: '2027-03-26T09:00:00Z' });
    intake = callAs(world, 'intake');
    manager = callAs(world, 'manager');
    phone = phones(world);
    await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
  });

  it.each(CUSTOMERS)(
    'a sale in $zone answers with its dated follow-ups',
    async ({ reply: _, comment: __, ...facts }) => {
      const customer = buildCustomer({ ...facts, externalId: facts.language });
      const { status, body } = await intake.post('/v1/sales', buildSale({ customer, soldAt: SOLD_AT }));
      expect(status).toBe(201);
      sales.set(facts.language, body);
      expect(body.plans).toHaveLength(1);
      expect(body.plans[0]).toMatchObject({
        policy: 'product-follow-up',
        version: 1,
        family: 'satisfaction',
      });
      expect(body.plans[0].followUps).toMatchObject([
        { step: 'thank-you', kind: 'sms', dueAt: '2027-03-26T11:00:00Z', state: 'planned' },
        {
          step: 'csat',
          kind: 'survey',
          dueAt: DUE_AT[facts.zone],
          dueLocal: '2027-03-29T10:00',
          state: 'planned',
        },
        { step: 'call', kind: 'call', state: 'planned' },
      ]);
    },
  );

  it('moving the clock by three days and a bit sends the thank-you and the question, once, in the language of each', async () => {
    const { status, body } = await manager.post('/v1/sandbox/advance', { by: 'P3DT1H' });
    expect(status).toBe(200);
    expect(body.sent).toBe(8);
    for (const { phone: number, language } of CUSTOMERS) {
      const texts = await phone.received(number);
      expect(texts, language).toHaveLength(2);
    }
    const [, english] = await phone.received('+447700900101');
    const [, chinese] = await phone.received('+6581234501');
    expect(english!.body).toMatch(/1.*5/);
    expect(chinese!.body).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(CUSTOMERS)(
    '"$reply" closes the question of $language, keeps the comment and opens an escalation',
    async (one) => {
      await phone.text(one.phone, one.reply);
      const [plan] = sales.get(one.language).plans;
      const { body } = await manager.get(`/v1/plans/${plan.id}`);
      const csat = body.followUps.find((followUp: any) => followUp.step === 'csat');
      expect(csat).toMatchObject({ state: 'answered', comment: one.comment });
      const { body: found } = await manager.get(
        `/v1/escalations?state=open&customer=${sales.get(one.language).customer.id}`,
      );
      expect(found.items).toHaveLength(1);
      expect(found.items[0]).toMatchObject({ of: 'step:csat', level: 1, comment: one.comment });
      expect(found.items[0].reason).not.toBe('');
      expect(body.followUps.find((followUp: any) => followUp.step === 'call')).toMatchObject({
        state: 'withdrawn',
      });
    },
  );

  it('the same text delivered twice changes nothing', async () => {
    const before = (await manager.get('/v1/escalations')).body.items.length;
    const first = await phone.text('+447700900101', '2, still leaking');
    await phone.text('+447700900101', '2, still leaking', { messageSid: first.messageSid });
    expect((await manager.get('/v1/escalations')).body.items).toHaveLength(before);
    expect(await world.db.inboundMessage.count({ where: { messageSid: first.messageSid } })).toBe(1);
  });

  it('the ladder climbs to the manager after a day, unless somebody took it', async () => {
    const { body: open } = await manager.get('/v1/escalations?state=open');
    const taken = open.items.find((item: any) => item.comment === 'still leaking');
    expect((await manager.post(`/v1/escalations/${taken.id}/acknowledge`)).body.state).toBe('acknowledged');
    await manager.post('/v1/sandbox/advance', { by: 'P1DT1H' });
    const { body: after } = await manager.get('/v1/escalations');
    const levels = after.items.map((item: any) => [item.state, item.level]).sort();
    expect(levels).toEqual([
      ['acknowledged', 1],
      ['open', 2],
      ['open', 2],
      ['open', 2],
    ]);
    const resolved = await manager.post(`/v1/escalations/${taken.id}/resolve`, {
      comment: 'engineer was there',
    });
    expect(resolved.body).toMatchObject({ state: 'resolved', dueAt: null });
  });

  it('a customer who does not answer gets a call on the board, and its why', async () => {
    const sale = await intake.post('/v1/sales', buildSale({ soldAt: '2027-03-30T10:00:00Z' }));
    await manager.post('/v1/sandbox/advance', { by: 'P6D' });
    const { body } = await manager.get(`/v1/follow-ups?overdue=true&customer=${sale.body.customer.id}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ step: 'call', kind: 'call', state: 'due', overdue: true });
    const { body: one } = await manager.get(`/v1/follow-ups/${body.items[0].id}`);
    expect(one.why.reasons.length).toBeGreaterThan(0);
    expect(one.why.policy).toMatchObject({ key: 'product-follow-up', version: 1 });
    expect(one.why.changes.map((change: any) => change.changed.state)).toContainEqual(['planned', 'due']);
    const done = await manager.post(`/v1/follow-ups/${one.id}/complete`, { score: 5, comment: 'very happy' });
    expect(done.body).toMatchObject({ state: 'done', score: '5' });
    expect((await manager.post(`/v1/follow-ups/${one.id}/complete`, {})).status).toBe(200);
    expect((await manager.post(`/v1/follow-ups/${one.id}/skip`, { reason: 'too late' })).status).toBe(409);
  });

  it('STOP silences all that was planned, and says so on each follow-up', async () => {
    const customer = buildCustomer();
    const sale = await intake.post('/v1/sales', buildSale({ customer, soldAt: '2027-04-05T10:00:00Z' }));
    expect(sale.status).toBe(201);
    await phone.text(customer.phone, 'STOP');
    await manager.post('/v1/sandbox/advance', { by: 'P7D' });
    expect(await phone.received(customer.phone)).toHaveLength(0);
    const { body } = await manager.get(`/v1/plans/${sale.body.plans[0].id}`);
    const texts = body.followUps.filter((followUp: any) => followUp.kind !== 'call');
    for (const text of texts) {
      expect(['withdrawn', 'skipped']).toContain(text.state);
      expect(JSON.stringify(text.reasons)).toMatch(/opted-out/);
    }
    const { body: consents } = await manager.get(`/v1/customers/${sale.body.customer.id}/consents`);
    expect(consents.items).toContainEqual(
      expect.objectContaining({ granted: false, purpose: 'all', text: 'STOP' }),
    );
  });

  it('what no rule understands is asked again once and then waits in the inbox', async () => {
    const customer = buildCustomer({ language: 'en' });
    await intake.post('/v1/sales', buildSale({ customer, soldAt: '2027-04-12T10:00:00Z' }));
    await manager.post('/v1/sandbox/advance', { by: 'P4D' });
    await phone.text(customer.phone, 'maybe a 4 or a 5');
    await manager.post('/v1/sandbox/advance', { by: 'PT1M' });
    expect(await phone.received(customer.phone)).toHaveLength(3);
    await phone.text(customer.phone, 'hm 4 or 5');
    const { body } = await manager.get('/v1/inbox');
    expect(body.items).toContainEqual(
      expect.objectContaining({ from: customer.phone, body: 'hm 4 or 5', state: 'inbox' }),
    );
    await phone.text(customer.phone, 'ok: 4');
  });
});
