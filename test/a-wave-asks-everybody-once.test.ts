import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

/** A Friday; the wave begins on the Monday after. */
const FRIDAY = '2027-03-05T12:00:00Z';
const WAVE = {
  name: 'How are we doing',
  template: 'nps',
  question: 'nps',
  startsOn: '2027-03-08',
  weeks: 2,
  notWithin: 'P30D',
  every: 'P26W',
};
const CARE = {
  policy: 'care',
  name: 'Care',
  subject: 'sale',
  family: 'care',
  rank: 10,
  steps: [{ step: 'check', kind: 'call', due: { from: 'sale.sold', offset: 'P2Y' } }],
};
const ASKING = {
  ...CARE,
  policy: 'asking',
  family: 'asking',
  match: { product: 'asked-*' },
  steps: [
    {
      step: 'csat',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'PT1H' },
      expires: 'P2D',
    },
  ],
};
const NPS = /0.*10/s;

describe('A wave asks everybody once', () => {
  let world: World;
  let operator: Caller;
  let wave: any;
  const numbers: string[] = [];

  beforeAll(async () => {
    world = await createWorld({ now: FRIDAY });
    operator = callAs(world, 'operator');
    await prepareDocuments(operator, [CARE, ASKING]);
    for (let i = 0; i < 12; i++) {
      const phone = `+37061200${String(i).padStart(3, '0')}`;
      numbers.push(phone);
      const customer = buildCustomer({ name: `Customer ${i}`, phone, tier: i === 0 ? 'platinum' : 'gold' });
      await operator.post('/v1/sales', buildSale({ customer, soldAt: '2027-02-01T09:00:00Z' }));
    }
    // One was asked about a purchase an hour ago; one belongs to us; one has nothing that is followed.
    const lately = buildCustomer({ name: 'Asked lately' });
    await operator.post(
      '/v1/sales',
      buildSale({
        customer: lately,
        soldAt: '2027-03-05T10:55:00Z',
        products: [{ code: 'asked-1', name: 'x' }],
      }),
    );
    await operator.post(
      '/v1/sales',
      buildSale({
        customer: buildCustomer({ name: 'One of us', type: 'internal' }),
        soldAt: '2027-02-01T09:00:00Z',
      }),
    );
    await operator.post('/v1/customers', buildCustomer({ name: 'Nothing bought' }));
    await operator.post('/v1/sandbox/advance', { by: 'PT10M' });
  });

  it('says beforehand whom it would ask, in which week, and whom not and why', async () => {
    const { status, body } = await operator.post('/v1/survey-waves/preview', WAVE);
    expect(status).toBe(200);
    expect(body.asked).toBe(12);
    expect(body.leftOut.map((one: any) => [one.reason, one.n]).sort()).toEqual([
      ['asked-lately', 1],
      ['no-plan', 1],
    ]);
    expect(body.weeks.map((one: any) => one.start)).toEqual(['2027-03-08', '2027-03-15']);
    expect(body.weeks.reduce((sum: number, one: any) => sum + one.n, 0)).toBe(12);
    expect(body.examples.find((one: any) => one.customer.name === 'Asked lately')).toMatchObject({
      askAt: null,
      reason: 'asked-lately',
    });
    expect(await world.db.surveyWave.count()).toBe(0);
  });

  it('asks nobody before its first day, and then a few each day', async () => {
    const { status, body } = await operator.post('/v1/survey-waves', WAVE);
    expect(status).toBe(201);
    wave = body;
    expect(wave.state).toBe('waiting');
    await operator.post('/v1/sandbox/advance', { to: '2027-03-07T20:00:00Z' });
    expect((await phones(world).received()).filter(({ body }) => NPS.test(body))).toHaveLength(0);
    await operator.post('/v1/sandbox/advance', { to: '2027-03-13T00:00:00Z' });
    const { body: running } = await operator.get(`/v1/survey-waves/${wave.id}`);
    expect(running.state).toBe('running');
    expect(running.asked).toBeGreaterThan(0);
    expect(running.planned).toBeGreaterThan(0);
    expect(running.asked + running.planned).toBe(12);
  });

  it('asks whoever is left although a worker dies, and leaves out whom somebody else has asked meanwhile', async () => {
    await world.worker.kill();
    const { body: members } = await operator.get(`/v1/survey-waves/${wave.id}/members?state=planned`);
    const [next] = members.items;
    const { externalId } = await world.db.customer.findUniqueOrThrow({ where: { id: next.customer.id } });
    await operator.post(
      '/v1/sales',
      buildSale({
        customer: { externalId },
        soldAt: '2027-03-12T23:00:00Z',
        products: [{ code: 'asked-1', name: 'x' }],
      }),
    );
    await world.worker.restart();
    await operator.post('/v1/sandbox/advance', { to: '2027-03-20T00:00:00Z' });
    const { body: done } = await operator.get(`/v1/survey-waves/${wave.id}`);
    expect(done).toMatchObject({ state: 'done', asked: 11, planned: 0 });
    const { body: out } = await operator.get(`/v1/survey-waves/${wave.id}/members?state=left-out&limit=200`);
    expect(out.items.find((one: any) => one.customer.id === next.customer.id).reason).toBe('asked-lately');
  });

  it('put the question to each of them once, at ten in the morning of a working day', async () => {
    const texts = (await phones(world).received()).filter(({ body }) => NPS.test(body));
    expect(texts).toHaveLength(11);
    expect(new Set(texts.map(({ to }) => to)).size).toBe(11);
    const sent = await world.db.message.findMany({ where: { template: 'nps', acceptedAt: { not: null } } });
    for (const { acceptedAt } of sent) expect(acceptedAt!.toISOString()).toMatch(/T08:0\d/);
  });

  it('takes answers as those of any other question, and an unhappy one escalates', async () => {
    const { body: members } = await operator.get(`/v1/survey-waves/${wave.id}/members?state=asked`);
    const { phone } = await world.db.customer.findUniqueOrThrow({
      where: { id: members.items[0].customer.id },
    });
    await phones(world).text(phone, '3 nobody called me back');
    const { body: again } = await operator.get(`/v1/survey-waves/${wave.id}`);
    expect(again.answered).toBe(1);
    const { body: escalations } = await operator.get(
      `/v1/escalations?customer=${members.items[0].customer.id}`,
    );
    expect(escalations.items).toMatchObject([{ state: 'open', comment: 'nobody called me back' }]);
    const { body: report } = await operator.get('/v1/reports/satisfaction?from=2027-03-01');
    const nps = report.questions.find((one: any) => one.question === 'nps');
    expect(nps).toMatchObject({ asked: 11, answered: 1, low: 1, score: { value: -100, n: 1, few: true } });
  });

  it('comes again after half a year', async () => {
    const { body } = await operator.get('/v1/survey-waves');
    expect(body.items).toMatchObject([
      { previous: wave.id, startsOn: '2027-09-06', state: 'waiting' },
      { id: wave.id },
    ]);
    const { body: stopped } = await operator.post(`/v1/survey-waves/${body.items[0].id}/stop`);
    expect(stopped.state).toBe('stopped');
  });
});
