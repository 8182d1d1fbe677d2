import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish } from '../testing/plans.js';

const NOW = '2026-11-22T09:00:00Z';
const RECOVERY = {
  policy: 'complaint-recovery',
  name: 'Complaint recovery',
  subject: 'ticket',
  family: 'complaints',
  rank: 1,
  match: { kind: ['complaint'] },
  steps: [{ step: 'look-back', kind: 'review', due: { from: 'ticket.closed', offset: 'P2D' } }],
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [RECOVERY]);
  await api
    .as('operator')
    .put('/v1/authority')
    .send({ currency: 'EUR', roles: { staff: { default: 20, platinum: 100 }, manager: { default: 500 } } })
    .expect(200);
});
afterAll(() => api?.stop());

let count = 0;
async function hire(role: string, changes: object = {}): Promise<any> {
  const key = `${role}${++count}`;
  const body = { key, name: key, email: `${key}@x.lt`, role, languages: ['en'], ...changes };
  return (await api.as('admin').post('/v1/staff').send(body).expect(201)).body;
}
async function open(changes: object = {}, customer: Record<string, unknown> = {}): Promise<any> {
  const body = {
    ...{ externalId: unique('tic'), customer: buildBuyer({ tier: 'iron', ...customer }), openedAt: NOW },
    ...{ subject: 'Still leaking', kind: 'complaint', priority: 'high', ...changes },
  };
  return (await api.as('intake').post('/v1/tickets').send(body).expect(201)).body;
}
const give = (role: 'staff' | 'manager' | 'admin', body: object) =>
  api.as(role).post('/v1/remedies').send(body);
const refund = (ticket: string, amount: number) => ({
  ...{ ticket, kind: 'refund', amount, currency: 'EUR', text: 'The second visit' },
});
const board = async (id: string) => (await api.as('staff').get(`/v1/follow-ups/${id}`).expect(200)).body;

describe('A promise', () => {
  const promise = (body: object) => api.as('staff').post('/v1/promises').send(body);
  const DUE = '2026-11-24T15:00:00Z';

  it('is work on the board until it is kept', async () => {
    const [ticket, ona] = [await open(), await hire('staff')];
    const { body } = await promise({
      ticket: ticket.id,
      text: 'We call on Tuesday',
      dueAt: DUE,
      owner: ona.key,
    }).expect(201);
    expect(body).toMatchObject({
      text: 'We call on Tuesday',
      state: 'open',
      dueAt: DUE,
      owner: { id: ona.id },
    });
    expect(await board(body.id)).toMatchObject({ state: 'due', overdue: false, step: 'added/promise' });
    await api.as('staff').post(`/v1/follow-ups/${body.id}/complete`).send({}).expect(200);
    const { items } = (await api.as('staff').get(`/v1/promises?customer=${ticket.customer.id}`)).body;
    expect(items).toMatchObject([{ id: body.id, state: 'kept' }]);
  });

  it('that is not kept is broken, and climbs', async () => {
    const ticket = await open();
    const { body } = await promise({ ticket: ticket.id, text: 'The part comes', dueAt: DUE }).expect(201);
    await moveClock(api, '2026-11-25T16:00:00Z');
    const { items } = (await api.as('staff').get(`/v1/promises?customer=${ticket.customer.id}&state=broken`))
      .body;
    expect(items).toMatchObject([{ id: body.id, state: 'broken' }]);
    const escalations = (await api.as('staff').get(`/v1/escalations?customer=${ticket.customer.id}`)).body
      .items;
    expect(escalations).toMatchObject([{ of: 'step:added/promise', level: 3 }]);
    await moveClock(api, NOW);
  });

  it('needs a policy that follows what it is about, a date ahead, and one subject', async () => {
    const nobody = await open({ kind: 'request' });
    expect((await promise({ ticket: nobody.id, text: 'x', dueAt: DUE }).expect(409)).body.code).toBe(
      'plan.none',
    );
    const { id } = await open();
    await promise({ ticket: id, text: 'x', dueAt: '2026-11-01T00:00:00Z' }).expect(400);
    await promise({ text: 'x', dueAt: DUE }).expect(400);
  });
});

describe('A remedy', () => {
  it('within the own authority is granted at once', async () => {
    const { id } = await open();
    const { body } = await give('staff', refund(id, 20)).expect(201);
    expect(body).toMatchObject({
      state: 'granted',
      amount: 20,
      currency: 'EUR',
      approver: null,
      followUp: null,
    });
    const { id: rich } = await open({}, { tier: 'platinum' });
    expect((await give('staff', refund(rich, 100)).expect(201)).body.state).toBe('granted');
    expect((await give('staff', { ticket: id, kind: 'apology', text: 'Sorry' }).expect(201)).body.state).toBe(
      'granted',
    );
  });

  it('above it waits for somebody who may, on their board, and ends with the decision', async () => {
    const manager = await hire('manager');
    const { id } = await open();
    const { body } = await give('staff', refund(id, 300)).expect(201);
    expect(body).toMatchObject({ state: 'awaiting', approver: { id: manager.id }, decidedAt: null });
    const work = await board(body.followUp);
    expect(work).toMatchObject({
      step: 'added/approval',
      kind: 'review',
      state: 'due',
      owner: { id: manager.id },
    });
    expect(JSON.stringify(work.reasons)).toContain('refund of 300 EUR');

    await api.as('staff').post(`/v1/remedies/${body.id}/approve`).expect(403);
    const decided = (await api.as('manager').post(`/v1/remedies/${body.id}/approve`).expect(200)).body;
    expect(decided).toMatchObject({ state: 'granted', approver: null });
    expect((await board(body.followUp)).state).toBe('done');
    await api.as('manager').post(`/v1/remedies/${body.id}/approve`).expect(200);
    expect((await api.as('manager').post(`/v1/remedies/${body.id}/refuse`).expect(409)).body.code).toBe(
      'remedy.already-decided',
    );
  });

  it('that nobody decides on climbs', async () => {
    const ticket = await open();
    await give('staff', refund(ticket.id, 300)).expect(201);
    await moveClock(api, '2026-11-22T17:30:00Z');
    const { items } = (await api.as('staff').get(`/v1/escalations?customer=${ticket.customer.id}`)).body;
    expect(items).toMatchObject([{ of: 'step:added/approval', level: 2 }]);
    await moveClock(api, NOW);
  });

  it('beyond a manager goes to an admin', async () => {
    const boss = await hire('admin');
    const { id } = await open();
    const { body } = await give('manager', refund(id, 900)).expect(201);
    expect(body).toMatchObject({ state: 'awaiting', approver: { id: boss.id } });
    await api.as('manager').post(`/v1/remedies/${body.id}/refuse`).expect(403);
    const refused = await api
      .as('admin')
      .post(`/v1/remedies/${body.id}/refuse`)
      .send({ comment: 'too much' });
    expect(refused.body).toMatchObject({ state: 'refused', comment: 'too much' });
  });

  it.each([
    ['another currency', { currency: 'USD' }, '/currency'],
    ['no amount', { amount: undefined, currency: undefined }, '/amount'],
    ['an amount without its currency', { currency: undefined }, '/currency'],
    ['less than nothing', { amount: -5 }, '/amount'],
  ])('is refused with %s', async (_, changes, path) => {
    const { id } = await open();
    const { errors } = (await give('staff', { ...refund(id, 10), ...changes }).expect(400)).body;
    expect(errors.map((one: any) => one.path)).toContain(path);
  });
});

it('A complaint is looked back at when it was closed', async () => {
  const ticket = await open();
  const close = { type: 'ticket.closed', at: NOW };
  await api.as('intake').post(`/v1/tickets/${ticket.id}/events`).send(close).expect(201);
  const { followUps } = (await api.as('staff').get(`/v1/plans/${ticket.plans[0].id}`)).body;
  expect(followUps).toMatchObject([{ step: 'look-back', kind: 'review', dueAt: '2026-11-24T09:00:00Z' }]);
});

describe('A compliment', () => {
  it('reaches the person praised and their manager', async () => {
    const manager = await hire('manager', { phone: '+37060000201' });
    const team = { key: 'south', name: 'South', manager: manager.key };
    await api.as('operator').post('/v1/teams').send(team).expect(201);
    const ona = await hire('staff', { phone: '+37060000202', team: 'south', languages: ['lt'] });
    const said = { kind: 'compliment', subject: 'So quick and so kind', praised: ona.key };
    const ticket = await open(said, { name: 'Ana Ruiz' });
    expect(ticket.praised).toBe(ona.id);
    const notes = await api.db.message.findMany({ where: { part: 'praise' }, orderBy: { id: 'asc' } });
    expect(notes).toMatchObject([
      {
        staffId: ona.id,
        language: 'lt',
        body: expect.stringContaining('pagyrė jūsų darbą'),
        state: 'staged',
      },
      { staffId: manager.id, language: 'en', body: `Ana Ruiz praised ${ona.name}: "So quick and so kind".` },
    ]);
  });

  it('praises nobody for a complaint', async () => {
    const body = {
      externalId: unique('tic'),
      customer: buildBuyer(),
      openedAt: NOW,
      subject: 'x',
      priority: 'low',
    };
    const asked = api
      .as('intake')
      .post('/v1/tickets')
      .send({ ...body, kind: 'complaint', praised: 'x' });
    expect((await asked.expect(400)).body.errors).toMatchObject([{ path: '/praised' }]);
  });
});
