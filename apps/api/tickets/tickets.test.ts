import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, TEST_NOW, type TestApi } from '../testing/api.js';
import { buildBuyer, publish } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await publish(api, [
    {
      policy: 'after-service',
      name: 'After service',
      subject: 'ticket',
      family: 'after-service',
      rank: 1,
      steps: [{ step: 'call', kind: 'call', due: { from: 'ticket.resolved', offset: 'P2D' } }],
    },
  ]);
});
afterAll(() => api?.stop());

const buildTicket = (changes: object = {}) => ({
  externalId: unique('ticket'),
  customer: buildBuyer(),
  openedAt: TEST_NOW,
  subject: 'No hot water',
  kind: 'incident',
  priority: 'high',
  ...changes,
});
const post = (ticket: object) => api.as('intake').post('/v1/tickets').send(ticket);

describe('Taking in a ticket', () => {
  it('answers the same once and again, and 409 for other facts', async () => {
    const ticket = buildTicket();
    const { body: first } = await post(ticket).expect(201);
    expect((await post(ticket).expect(200)).body).toEqual(first);
    expect((await post({ ...ticket, priority: 'low' }).expect(409)).body.code).toBe('ticket.conflict');
  });

  it('is for staff too, with a customer on the phone', async () => {
    const { customer } = (await post(buildTicket()).expect(201)).body;
    const ticket = buildTicket({ customer: customer.id, subject: 'Radiator is cold' });
    const { body } = await api.as('staff').post('/v1/tickets').send(ticket).expect(201);
    expect(body).toMatchObject({ customer: { id: customer.id }, subject: 'Radiator is cold', state: 'open' });
  });

  it('lists all faults at once', async () => {
    const { body } = await post(
      buildTicket({ openedAt: 'today', kind: 'wish', priority: '1', subject: '' }),
    ).expect(400);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/kind',
      '/openedAt',
      '/priority',
      '/subject',
    ]);
  });

  it('refuses a related sale that is none', async () => {
    const { body } = await post(buildTicket({ relatedSale: 'sal_none' })).expect(400);
    expect(body.errors).toMatchObject([{ path: '/relatedSale' }]);
  });
});

it('A follow-up that counts from the solution is dated when the ticket is resolved, and withdrawn when it comes back', async () => {
  const { body: ticket } = await post(buildTicket()).expect(201);
  expect(ticket.plans[0].followUps).toEqual([]);
  const add = (event: object) =>
    api.as('intake').post(`/v1/tickets/${ticket.id}/events`).send(event).expect(201);
  const { body: resolved } = await add({ type: 'ticket.resolved' });
  expect(resolved.plans[0].followUps).toMatchObject([{ step: 'call', state: 'planned' }]);
  const { body: reopened } = await add({ type: 'ticket.reopened' });
  expect(reopened.plans[0].followUps.filter((one: any) => ['planned', 'due'].includes(one.state))).toEqual(
    [],
  );
});
