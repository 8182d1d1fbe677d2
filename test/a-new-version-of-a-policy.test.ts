import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const NOON = '2027-05-03T09:00:00Z';
const SALES = 120;

/** The question a day later, no call any more, and a text that would have left before the move. */
const SECOND_VERSION = {
  ...PRODUCT_FOLLOW_UP,
  steps: [
    PRODUCT_FOLLOW_UP.steps[0],
    { ...PRODUCT_FOLLOW_UP.steps[1], due: { from: 'sale.sold', offset: 'P4D', at: '10:00' } },
    { step: 'welcome', kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset: 'PT1H' } },
  ],
};

describe('A new version of a policy', () => {
  let world: World;
  let operator: Caller;
  const planIds: string[] = [];

  beforeAll(async () => {
    world = await createWorld({ now: NOON });
    operator = callAs(world, 'operator');
    await prepareDocuments(operator, [PRODUCT_FOLLOW_UP]);
    for (let i = 0; i < SALES; i++) {
      const { body } = await operator.post('/v1/sales', buildSale({ soldAt: NOON }));
      planIds.push(body.plans[0].id);
    }
    await operator.post('/v1/sandbox/advance', { by: 'P1D' });
  });

  it('its impact counts what would move, appear and go, with examples, and changes nothing', async () => {
    await operator.put('/v1/policies/product-follow-up', SECOND_VERSION);
    const { status, body } = await operator.post('/v1/policies/product-follow-up/impact');
    expect(status).toBe(202);
    const job = await finished(operator, body.id);
    expect(job).toMatchObject({ state: 'done', total: SALES, done: SALES });
    expect(job.result).toMatchObject({ touched: SALES, moved: SALES, added: 0, withdrawn: SALES });
    expect(job.result.examples[0]).toMatchObject({ from: expect.any(String) });
    expect((await operator.get(`/v1/plans/${planIds[0]}`)).body.version).toBe(1);
  });

  it('new sales get it at once, plans under way only when they are moved', async () => {
    expect((await operator.post('/v1/policies/product-follow-up/publish')).body.version).toBe(2);
    const { body } = await operator.post('/v1/sales', buildSale({ soldAt: '2027-05-04T09:30:00Z' }));
    expect(body.plans[0].version).toBe(2);
    expect((await operator.get(`/v1/plans/${planIds[0]}`)).body.version).toBe(1);
  });

  it('some plans can be moved alone', async () => {
    const { body } = await operator.post('/v1/policies/product-follow-up/move', {
      plans: planIds.slice(0, 3),
    });
    expect(await finished(operator, body.id)).toMatchObject({ state: 'done', total: 3, done: 3 });
    const { body: plan } = await operator.get(`/v1/plans/${planIds[0]}`);
    expect(plan.version).toBe(2);
    expect(stateOf(plan, 'thank-you')).toBe('sent');
    expect(stateOf(plan, 'csat')).toBe('planned');
    expect(stateOf(plan, 'call')).toBe('withdrawn');
    expect(stateOf(plan, 'welcome')).toBe('skipped');
  });

  it('a move of all can be stopped and gone on with', async () => {
    const { body } = await operator.post('/v1/policies/product-follow-up/move');
    await operator.post(`/v1/jobs/${body.id}/stop`);
    await operator.post(`/v1/jobs/${body.id}/resume`);
    const job = await finished(operator, body.id);
    expect(job.done).toBe(SALES - 3);
    const versions = await world.db.plan.groupBy({ by: ['policyVersionId'], _count: true });
    expect(versions).toHaveLength(1);
    const audit = await world.db.audit.count({ where: { action: 'policy.plans-moved' } });
    expect(audit).toBe(2);
  });

  it('nobody gets a text a second time', async () => {
    await operator.post('/v1/sandbox/advance', { by: 'P5D' });
    const counts = new Map<string, number>();
    for (const text of await phones(world).received()) counts.set(text.to, (counts.get(text.to) ?? 0) + 1);
    // One thank-you and one question each; the late sale of version 2 also got its welcome.
    expect([...counts.values()].sort()).toEqual([...Array<number>(SALES).fill(2), 3]);
  }, 120_000);

  it('a changed holiday reaches the plans that stand on the calendar, by a job, and no others', async () => {
    const week = { 'mon-fri': ['09:00-17:00'] };
    await operator.put('/v1/calendars/office', { calendar: 'office', zone: 'Europe/Vilnius', week });
    const policy = {
      policy: 'office-call',
      name: 'Call in office hours',
      subject: 'sale',
      family: 'calls',
      rank: 1,
      calendar: 'office',
      steps: [
        {
          step: 'ring',
          kind: 'call',
          due: { from: 'sale.sold', offset: 'P7D', at: '11:00', shift: 'forward' },
        },
      ],
    };
    await operator.put('/v1/policies/office-call', policy);
    await operator.post('/v1/policies/office-call/publish');
    const { body: sale } = await operator.post('/v1/sales', buildSale({ soldAt: '2027-05-10T09:00:00Z' }));
    const plan = sale.plans.find((one: any) => one.policy === 'office-call');
    expect(plan.followUps[0].dueLocal).toBe('2027-05-17T11:00');
    const holidays = { dates: ['2027-05-17'] };
    await operator.put('/v1/calendars/office', {
      calendar: 'office',
      zone: 'Europe/Vilnius',
      week,
      holidays,
    });
    const { body: jobs } = await operator.get('/v1/jobs?limit=1');
    expect(await finished(operator, jobs.items[0].id)).toMatchObject({ kind: 'replan', total: 1, done: 1 });
    const { body: after } = await operator.get(`/v1/plans/${plan.id}`);
    expect(after.followUps[0].dueLocal).toBe('2027-05-18T11:00');
  });

  it('a customer who moves to another zone is asked at ten by the new clock', async () => {
    const customer = buildCustomer();
    const { body: sale } = await operator.post(
      '/v1/sales',
      buildSale({ customer, soldAt: '2027-05-10T09:00:00Z' }),
    );
    const planned = sale.plans.find((one: any) => one.policy === 'product-follow-up');
    await operator.patch(`/v1/customers/${sale.customer.id}`, { zone: 'America/New_York' });
    const { body: plan } = await operator.get(`/v1/plans/${planned.id}`);
    const csat = plan.followUps.find((followUp: any) => followUp.step === 'csat');
    expect(csat).toMatchObject({
      zone: 'America/New_York',
      dueLocal: '2027-05-14T10:00',
      dueAt: '2027-05-14T14:00:00Z',
    });
  });
});

function stateOf(plan: any, step: string): string {
  return plan.followUps.find((followUp: any) => followUp.step === step).state;
}

async function finished(operator: Caller, id: string): Promise<any> {
  let job: any;
  await until('the job is over', async () => {
    job = (await operator.get(`/v1/jobs/${id}`)).body;
    return job.state === 'done' || job.state === 'failed';
  });
  return job;
}
