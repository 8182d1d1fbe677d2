import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const CALLS = {
  ...textingPolicy('calls', { kind: 'call', due: { from: 'sale.sold', offset: 'P1D' } }),
  match: undefined,
};
const PRODUCT = [{ code: 'boiler-24', name: 'Boiler 24 kW' }];

/** Due a day after it was sold; the clock stands at 2026-12-01T09:00Z. */
const SALES = [
  { name: 'stale gold', tier: 'gold', soldAt: '2026-11-10T09:00:00Z' },
  { name: 'late gold', tier: 'gold', soldAt: '2026-11-29T09:00:00Z', owner: 'ona' },
  { name: 'late platinum', tier: 'platinum', soldAt: '2026-11-29T10:00:00Z', region: 'Kaunas' },
  { name: 'soon iron', tier: 'iron', soldAt: '2026-11-30T10:00:00Z', type: 'business' },
  {
    name: 'today iron',
    tier: 'iron',
    soldAt: '2026-11-30T20:00:00Z',
    product: [{ code: 'pump-1', name: 'Pump' }],
  },
  { name: 'later lead', tier: 'lead', soldAt: '2026-12-01T08:00:00Z', phoneState: 'invalid' },
];

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const operator = api.as('operator');
  const { body: team } = await operator.post('/v1/teams').send({ key: 'north', name: 'North' }).expect(201);
  await operator
    .post('/v1/staff')
    .send({ key: 'ona', name: 'Ona', email: 'ona@x.lt', role: 'staff', team: team.key })
    .expect(201);
  await publish(api, [CALLS]);
  await moveClock(api, '2026-11-10T09:00:00Z');
  for (const { name, soldAt, product = PRODUCT, phoneState, ...facts } of SALES) {
    await moveClock(api, soldAt);
    const { customer } = await sell(api, {
      soldAt,
      products: product,
      customer: buildBuyer({ name, ...facts }),
    });
    if (phoneState) await api.db.customer.update({ where: { id: customer.id }, data: { phoneState } });
  }
  await moveClock(api, '2026-12-01T09:00:00Z');
});
afterAll(() => api?.stop());

const board = async (query = '') => (await api.as('staff').get(`/v1/follow-ups?${query}`).expect(200)).body;
const names = async (query: string) => (await board(query)).items.map((item: any) => item.customer.name);

describe('The board', () => {
  it('shows what is open, by the weight of the customer and then by due date', async () => {
    expect(await names('')).toEqual([
      'late platinum',
      'stale gold',
      'late gold',
      'soon iron',
      'today iron',
      'later lead',
    ]);
  });

  it('tells of each what it is, whose, and whether it is overdue by the clock', async () => {
    const { items, now } = await board();
    expect(now).toMatch(/^2026-12-01T09:00/);
    expect(items[0]).toMatchObject({
      kind: 'call',
      state: 'due',
      overdue: true,
      dueAt: '2026-11-30T10:00:00Z',
      dueLocal: '2026-11-30T12:00',
      place: { n: 1, of: 1 },
      policy: { key: 'calls', version: 1 },
      subject: { type: 'sale' },
      product: 'Boiler 24 kW',
    });
  });

  it.each([
    ['overdue=true', ['late platinum', 'stale gold', 'late gold']],
    ['overdue=false', ['soon iron', 'today iron', 'later lead']],
    ['state=due&tier=gold', ['stale gold', 'late gold']],
    ['tier=gold,lead', ['stale gold', 'late gold', 'later lead']],
    ['tier=gold&tier=lead', ['stale gold', 'late gold', 'later lead']],
    ['type=business', ['soon iron']],
    ['region=Kaunas', ['late platinum']],
    ['product=pump-1', ['today iron']],
    ['owner=ona', ['late gold']],
    ['team=north', ['late gold']],
    ['kind=sms', []],
    ['policy=other', []],
    ['q=PLATIN', ['late platinum']],
    ['q=%25', []],
    ['state=done', []],
    ['bucket=breached', ['late platinum', 'stale gold', 'late gold']],
    ['bucket=stale', ['stale gold']],
    ['bucket=at-risk', ['soon iron']],
    ['bucket=due-today', ['soon iron', 'today iron']],
    ['bucket=unreachable', ['later lead']],
    ['bucket=waiting', []],
    ['bucket=nothing-scheduled', ['late platinum', 'stale gold', 'late gold']],
    ['bucket=unowned', ['late platinum', 'stale gold', 'soon iron', 'today iron', 'later lead']],
  ])('filtered by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('by urgency: overdue first, by time overdue and weight of the tier, then what comes next', async () => {
    const order = ['stale gold', 'late platinum', 'late gold', 'soon iron', 'today iron', 'later lead'];
    expect(await names('sort=urgency')).toEqual(order);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { items, next } = await board(`sort=urgency&limit=2${after}`);
      seen.push(...items.map((item: any) => item.customer.name));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(order);
    await api.as('staff').get('/v1/follow-ups?sort=urgency&after=nonsense').expect(400);
  });

  it('says what was tried last and what comes next by itself', async () => {
    const { items } = await board('sort=urgency&limit=1');
    expect(items[0]).toMatchObject({
      paused: false,
      lastAttempt: null,
      nextAction: null,
      overdueWorkingMinutes: null,
    });
    await api.as('staff').post(`/v1/follow-ups/${items[0].id}/outcome`).send({ outcome: 'busy' }).expect(200);
    const [{ lastAttempt, nextAction }] = (await board('q=stale gold')).items;
    expect(lastAttempt).toMatchObject({ outcome: 'busy', at: expect.stringMatching(/^2026-12-01T09:/) });
    expect(nextAction).toMatchObject({ what: 'calls-again', at: expect.stringMatching(/^2026-12-02T/) });
  });

  it('counts every bucket as its own list would', async () => {
    const { counts } = await board('counts=true&limit=1');
    for (const [bucket, count] of Object.entries(counts))
      expect([bucket, (await board(`bucket=${bucket}`)).items.length]).toEqual([bucket, count]);
    expect(counts).toMatchObject({ breached: 3, stale: 1, 'at-risk': 1, unreachable: 1 });
  });

  it('comes in pages that together hold each once, in order', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { items, next } = await board(`limit=2${after}`);
      seen.push(...items.map((item: any) => item.customer.name));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(await names(''));
  });

  it.each(['state=open', 'tier=silver', 'bucket=none', 'after=nonsense', 'overdue=maybe', 'limit=0'])(
    'refuses %s',
    async (query) => {
      await api.as('staff').get(`/v1/follow-ups?${query}`).expect(400);
    },
  );

  it('is for staff, not for intake', async () => {
    await api.as('intake').get('/v1/follow-ups').expect(403);
  });
});
