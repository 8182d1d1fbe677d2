import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, prepareDocuments } from './support/build.js';
import { type Caller, callAs } from './support/client.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const START = '2027-01-11T08:00:00Z';
/** A call every three months for the best, every year for the others. */
const carePolicy = (policy: string, tier: string[], every: string) => ({
  ...{ policy, name: policy, subject: 'sale', family: 'care', rank: tier.includes('platinum') ? 1 : 2 },
  match: { tier },
  steps: [
    {
      step: policy,
      kind: 'call',
      due: { from: 'sale.sold', offset: every },
      repeat: { every },
      horizon: 'P30D',
    },
  ],
});
const RULES = {
  ...{ currency: 'EUR', window: 'P1Y', every: 'P3M', otherwise: 'lead', keepWithin: 10, stay: 'P1M' },
  tiers: [
    {
      tier: 'platinum',
      all: [
        { fact: 'turnover', atLeast: 20_000 },
        { fact: 'risk', atMost: 60 },
      ],
    },
    { tier: 'gold', all: [{ fact: 'turnover', atLeast: 5_000 }] },
    { tier: 'iron', all: [{ fact: 'turnover', atLeast: 1 }] },
  ],
};

describe('A platinum customer whose turnover falls', () => {
  let world: World;
  let operator: Caller;
  let manager: Caller;
  const ids: Record<string, string> = {};
  const known: Record<string, any> = {};

  const sell = async (name: string, tier: string, amount: number, soldAt: string) => {
    const customer = (known[name] ??= buildCustomer({ externalId: name, name, tier }));
    const sale = { externalId: `${name}-${soldAt}`, customer, soldAt, amount, currency: 'EUR' };
    const { status, body } = await callAs(world, 'intake').post('/v1/sales', {
      ...sale,
      products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
    });
    expect(status).toBe(201);
    ids[name] = body.customer.id;
  };
  const tierOf = async (name: string) =>
    (await callAs(world, 'staff').get(`/v1/customers/${ids[name]}/tier`)).body;
  const openSteps = async (name: string): Promise<string[]> => {
    const rows = await world.db.followUp.findMany({ where: { customerId: ids[name]!, endedAt: null } });
    return [...new Set(rows.map(({ step }) => step))];
  };

  beforeAll(async () => {
    world = await createWorld({ now: START });
    [operator, manager] = [callAs(world, 'operator'), callAs(world, 'manager')];
    await prepareDocuments(operator, [
      carePolicy('platinum-care', ['platinum'], 'P3M'),
      carePolicy('yearly-care', ['gold', 'iron', 'lead'], 'P1Y'),
    ]);
    const helen = {
      key: 'helen',
      name: 'Helen',
      email: 'helen@example.com',
      role: 'manager',
      phone: '+37060000301',
    };
    expect((await operator.post('/v1/staff', { ...helen, languages: ['lt'] })).status).toBe(201);
    await sell('Falling', 'platinum', 30_000, '2026-03-20T09:00:00Z');
    await sell('Falling', 'platinum', 8_000, '2027-01-05T09:00:00Z');
    await sell('Bordering', 'platinum', 18_500, '2027-01-05T09:00:00Z');
    await sell('Risky', 'platinum', 40_000, '2027-01-05T09:00:00Z');
    await sell('Rising', 'gold', 25_000, '2027-01-05T09:00:00Z');
    await sell('Friend', 'platinum', 900, '2027-01-05T09:00:00Z');
    await sell('Excluded', 'gold', 400, '2027-01-05T09:00:00Z');
    expect((await operator.put('/v1/tier-rules', RULES)).body).toMatchObject({
      version: 1,
      nextReviewAt: '2027-04-11T03:00:00Z',
    });
  });

  it('stays where a person decided so, and what is known of margin and risk has its source', async () => {
    const pin = { tier: 'platinum', reason: 'The mayor’s office' };
    const { body } = await manager.put(`/v1/customers/${ids['Friend']}/tier-pin`, pin);
    expect(body.pin).toMatchObject({ tier: 'platinum', reason: pin.reason });
    const risk = { risk: 90, source: 'credit agency' };
    await callAs(world, 'intake').put(`/v1/customers/${ids['Risky']}/figures`, risk);
    expect((await tierOf('Risky')).figures.risk).toMatchObject({ value: 90, source: 'credit agency' });
    expect((await callAs(world, 'staff').put('/v1/tier-rules', RULES)).status).toBe(403);
  });

  it('is found on the day of the rules, and nobody moves yet', async () => {
    expect((await manager.post('/v1/sandbox/advance', { to: '2027-04-12T08:00:00Z' })).status).toBe(200);
    const { items } = (await manager.get('/v1/tier-reviews?state=open')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      scheduled: true,
      looked: 6,
      createdAt: expect.stringMatching(/^2027-04-11T03:0/),
    });
    ids['review'] = items[0].id;
    const moves = (await manager.get(`/v1/tier-reviews/${ids['review']}/moves`)).body.items;
    const byName = new Map<string, any>(moves.map((one: any) => [one.customer.name, one]));
    expect([...byName.keys()].sort()).toEqual(['Excluded', 'Falling', 'Rising', 'Risky']);
    expect(byName.get('Falling')).toMatchObject({
      ...{ from: 'platinum', to: 'gold', facts: { turnover: 8_000, risk: null } },
      effects: {
        plans: [
          { from: 'platinum-care', to: 'yearly-care' },
          { from: 'platinum-care', to: 'yearly-care' },
        ],
      },
    });
    expect(byName.get('Falling').reasons.map((one: any) => one.text)).toContain(
      'turnover of 8000 misses platinum: at least 20000',
    );
    expect(byName.get('Risky')).toMatchObject({ to: 'gold' });
    expect(byName.get('Rising')).toMatchObject({ from: 'gold', to: 'platinum' });
    expect((await tierOf('Falling')).tier).toBe('platinum');
    expect(await openSteps('Falling')).toEqual(['platinum-care']);
    ids['move'] = byName.get('Excluded').id;
  });

  it('is told to the manager, in their language', async () => {
    const told = await world.db.message.findMany({ where: { part: 'tiers' } });
    expect(told).toMatchObject([{ language: 'lt', body: expect.stringContaining('– 4') }]);
  });

  it('moves when a manager approves, with the policies of its plans; who was left out stays', async () => {
    const review = `/v1/tier-reviews/${ids['review']}`;
    await manager.post(`${review}/moves/${ids['move']}/exclude`, { reason: 'A big order is coming' });
    expect((await callAs(world, 'staff').post(`${review}/approve`, {})).status).toBe(403);
    const { body } = await manager.post(`${review}/approve`, { comment: 'As discussed' });
    expect(body).toMatchObject({ state: 'approved', excluded: 1 });
    await until('the review is applied', async () => (await manager.get(review)).body.state === 'applied');
    expect(await tierOf('Falling')).toMatchObject({
      tier: 'gold',
      history: [{ from: 'platinum', to: 'gold', review: ids['review'] }],
    });
    expect(await openSteps('Falling')).toEqual(['yearly-care']);
    expect(await openSteps('Rising')).toEqual(['platinum-care']);
    expect((await tierOf('Excluded')).tier).toBe('gold');
    expect((await tierOf('Bordering')).tier).toBe('platinum');
    expect((await tierOf('Friend')).tier).toBe('platinum');
    const again = await manager.post(`${review}/approve`, {});
    expect(again.body.state).toBe('applied');
    expect((await manager.post(`${review}/reject`, {})).body.code).toBe('tier-review.decided');
  });

  it('weighs less on the board from now on', async () => {
    const weights = await world.db.followUp.findMany({
      where: { customerId: { in: [ids['Falling']!, ids['Bordering']!] }, endedAt: null },
      select: { customerId: true, weight: true },
    });
    const of = (name: string) => weights.find(({ customerId }) => customerId === ids[name])!.weight;
    expect(of('Falling')).toBeLessThan(of('Bordering'));
  });

  it('does not go to and fro: half a month later a little less turnover changes nothing', async () => {
    const { body } = await manager.post('/v1/tier-reviews', {});
    const moves = (await manager.get(`/v1/tier-reviews/${body.id}/moves`)).body.items;
    expect(moves.map((one: any) => one.customer.name)).toEqual(['Excluded']);
    const { nextReviewAt } = (await manager.get('/v1/tier-rules')).body;
    expect(nextReviewAt).toBe('2027-07-11T03:00:00Z');
  });

  it('may be a key account, whose manager gets reviews and follows up what was agreed', async () => {
    const path = `/v1/customers/${ids['Bordering']}/key-account`;
    const plan = {
      manager: 'helen',
      objectives: [{ text: 'Renew the heating of all five houses', by: '2027-12-31' }],
      contacts: [{ name: 'Jonas', role: 'Caretaker', phone: '+37060000999' }],
      every: 'P3M',
      nextReviewAt: '2027-05-03T07:00:00Z',
    };
    expect((await manager.put(path, plan)).body).toMatchObject({ manager: { name: 'Helen' }, reviews: [] });
    const action = { text: 'Send the offer for house two', dueAt: '2027-04-20T09:00:00Z' };
    expect((await manager.post(`${path}/actions`, action)).status).toBe(201);
    await manager.post('/v1/sandbox/advance', { to: '2027-04-22T12:00:00Z' });
    const { body } = await manager.get(path);
    expect(body.actions).toMatchObject([{ text: action.text, state: 'late', owner: { name: 'Helen' } }]);
    expect(body.reviews).toMatchObject([
      { dueAt: '2027-05-03T07:00:00Z', state: 'open', owner: { name: 'Helen' } },
    ]);
    expect(body.nextReviewAt).toBe('2027-08-03T07:00:00Z');
    const climbed = (await manager.get(`/v1/escalations?customer=${ids['Bordering']}`)).body.items;
    expect(climbed).toMatchObject([{ of: 'step:added/promise' }]);
  });
});
