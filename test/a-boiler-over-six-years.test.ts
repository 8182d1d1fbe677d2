import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, prepareDocuments, unique } from './support/build.js';
import { type Caller, callAs } from './support/client.js';
import { createWorld, type World } from './support/world.js';

/** Checked once a year; done up to two months early the anniversary stays. What nobody did for half a year is given up. */
const BOILER_CARE = {
  policy: 'boiler-care',
  name: 'Boiler care',
  subject: 'agreement',
  family: 'maintenance',
  rank: 10,
  steps: [
    {
      step: 'safety-check',
      kind: 'visit',
      due: { from: 'agreement.starts', offset: 'P1Y', at: '09:00' },
      repeat: { every: 'P1Y', mode: 'anniversary', early: 'P2M' },
      horizon: 'P60D',
      expires: 'P180D',
    },
  ],
};

/** The agreement begins on 1 March 2027; each year what was done, and by hand what must be due then (09:00 in Vilnius). */
const YEARS = [
  {
    n: 1,
    due: '2028-03-01T07:00:00Z',
    doneAt: '2028-02-10T10:00:00Z',
    why: 'early inside the window: it stays',
  },
  {
    n: 2,
    due: '2029-03-01T07:00:00Z',
    doneAt: '2028-11-15T10:00:00Z',
    why: 'before the window: it moves back',
  },
  { n: 3, due: '2029-11-15T07:00:00Z', doneAt: '2030-01-20T10:00:00Z', why: 'late: it moves on' },
  { n: 4, due: '2031-01-20T07:00:00Z', doneAt: null, why: 'missed: given up after 180 days' },
  { n: 5, due: '2032-01-20T07:00:00Z', doneAt: '2032-01-20T15:00:00Z', why: 'on the day' },
  { n: 6, due: '2033-01-20T07:00:00Z', doneAt: null, why: 'still to come' },
];

describe('A boiler agreement over six years', () => {
  let world: World;
  let manager: Caller;
  let plan: string;

  beforeAll(async () => {
    world = await createWorld({ now: '2027-03-01T08:00:00Z' });
    manager = callAs(world, 'manager');
    await prepareDocuments(callAs(world, 'operator'), [BOILER_CARE]);
    const { body } = await callAs(world, 'intake').post('/v1/agreements', {
      externalId: unique('agreement'),
      customer: buildCustomer(),
      startsOn: '2027-03-01',
      term: 'P7Y',
      products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
    });
    plan = body.plans[0].id;
  });

  const visits = async (): Promise<any[]> =>
    (await manager.get(`/v1/plans/${plan}`)).body.followUps.filter((one: any) => one.step === 'safety-check');
  const advanceTo = async (to: string) =>
    expect((await manager.post('/v1/sandbox/advance', { to })).status).toBe(200);

  it.each(YEARS)('inspection $n is due on $due ($why)', async ({ n, due, doneAt }) => {
    const one = (await visits()).find(({ occurrence }) => occurrence === n);
    expect(one).toMatchObject({ dueAt: due, state: 'planned' });
    if (doneAt === null && n === 6) return;
    if (doneAt === null) {
      await advanceTo('2031-01-21T08:00:00Z');
      const { body: overdue } = await manager.get('/v1/visits/work?list=overdue');
      expect(overdue.items).toMatchObject([{ occurrence: 4, overdue: true, stage: 'to-arrange' }]);
      await advanceTo('2031-08-01T08:00:00Z');
      expect((await visits()).find(({ occurrence }) => occurrence === 4)).toMatchObject({ state: 'expired' });
      return;
    }
    await advanceTo(doneAt);
    const { status, body } = await manager.post('/v1/visits/reports', {
      followUps: [one.id],
      readings: [{ name: 'CO', value: '12', unit: 'ppm' }],
    });
    expect(status).toBe(201);
    expect(body.nextDue).toMatchObject([{ next: { dueAt: YEARS[n]!.due } }]);
    expect(body.reports).toMatchObject([{ readings: [{ name: 'CO', value: '12', unit: 'ppm' }] }]);
  });

  it('each was carried out once, and the plan has a next step', async () => {
    const all = await visits();
    const byState = (state: string) =>
      all.filter((one) => one.state === state).map(({ occurrence }) => occurrence);
    expect(byState('done')).toEqual([1, 2, 3, 5]);
    expect(byState('expired')).toEqual([4]);
    expect(byState('planned')).toEqual([6]);
    const { wakeAt } = await world.db.plan.findUniqueOrThrow({ where: { id: plan } });
    // Sixty days before it is due it becomes work.
    expect(wakeAt!.toISOString()).toBe('2032-11-21T07:00:00.000Z');
  });
});
