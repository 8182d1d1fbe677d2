import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, TEST_NOW, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await publish(api, [
    {
      policy: 'clocks',
      name: 'Clocks',
      subject: 'ticket',
      family: 'clocks',
      rank: 1,
      targets: [
        { target: 'first-response', within: 'PT1H' },
        { target: 'resolution', within: 'PT8H' },
      ],
      steps: [{ step: 'call', kind: 'call', due: { from: 'ticket.resolved', offset: 'P2D' } }],
    },
  ]);
  for (const key of ['ana', 'ben'])
    await api
      .as('operator')
      .post('/v1/staff')
      .send({ key, name: key, email: `${key}@example.com`, role: 'staff', languages: ['en'] })
      .expect(201);
});
afterAll(() => api?.stop());

const create = async (changes: object = {}): Promise<any> => {
  const ticket = {
    externalId: unique('ticket'),
    customer: buildBuyer(),
    openedAt: TEST_NOW,
    subject: 'No hot water',
    kind: 'incident',
    priority: 'high',
    ...changes,
  };
  return (await api.as('intake').post('/v1/tickets').send(ticket).expect(201)).body;
};
const verb = (id: string, name: string, body: object = {}) =>
  api.as('staff').post(`/v1/tickets/${id}/${name}`).send(body);
const clockOf = ({ clocks }: any, target: string) => clocks.find((clock: any) => clock.target === target);

describe('The verbs of a ticket', () => {
  it('are events of it: its clocks and follow-ups are in step when the call is answered', async () => {
    const { id } = await create();
    const replied = (await verb(id, 'reply', { comment: 'On our way' }).expect(200)).body;
    expect(clockOf(replied, 'first-response')).toMatchObject({ state: 'met', endedAt: expect.any(String) });
    expect(clockOf(replied, 'resolution')).toMatchObject({ state: 'running', endedAt: null });
    expect(replied.events).toMatchObject([
      { type: 'ticket.replied', data: { by: 'staff', comment: 'On our way' } },
    ]);

    const waiting = (await verb(id, 'wait').expect(200)).body;
    expect(waiting).toMatchObject({
      state: 'waiting',
      verbs: ['reply', 'resume', 'resolve', 'close', 'assign'],
    });
    expect(clockOf(waiting, 'resolution')).toMatchObject({ state: 'paused', dueAt: null });
    expect(waiting.pauses).toMatchObject([{ until: null }]);

    await verb(id, 'resume').expect(200);
    const resolved = (await verb(id, 'resolve').expect(200)).body;
    expect(resolved.plans[0].followUps).toMatchObject([{ step: 'call', state: 'planned' }]);
    expect((await verb(id, 'close').expect(200)).body.state).toBe('closed');
    const reopened = (await verb(id, 'reopen').expect(200)).body;
    expect(reopened).toMatchObject({ state: 'open' });
    expect(reopened.plans[0].followUps).toMatchObject([{ step: 'call', state: 'withdrawn' }]);
  });

  it('done twice change nothing; those that the state does not allow answer 409', async () => {
    const { id } = await create();
    const once = (await verb(id, 'resolve').expect(200)).body;
    expect((await verb(id, 'resolve').expect(200)).body.events).toEqual(once.events);
    expect((await verb(id, 'wait').expect(409)).body.code).toBe('ticket.wrong-state');
    await verb('tic_none', 'wait').expect(404);
  });

  it('give it to somebody else, with its open work', async () => {
    const { id } = await create();
    await verb(id, 'resolve').expect(200);
    const { body } = await verb(id, 'assign', { owner: 'ben' }).expect(200);
    expect(body.ownerName).toBe('ben');
    const work = await api.db.followUp.findFirstOrThrow({ where: { plan: { ticketId: id } } });
    expect(work.ownerId).toBe(body.owner);
    await verb(id, 'assign', { owner: 'nobody' }).expect(400);
  });
});

describe('The list of tickets', () => {
  it('is filtered by state, owner, clock and words, and pages by the clock that is due first', async () => {
    const name = unique('List');
    const customer = buildBuyer({ name });
    const later = await create({ customer, priority: 'low' });
    const customerId = later.customer.id;
    const sooner = await create({ customer: customerId, openedAt: '2026-11-22T06:00:00Z', subject: 'Leak' });
    const over = await create({ customer: customerId });
    await verb(over.id, 'resolve').expect(200);
    const list = async (query: string): Promise<string[]> =>
      (await api.as('staff').get(`/v1/tickets?customer=${customerId}&${query}`).expect(200)).body.items.map(
        ({ id }: any) => id,
      );
    expect(await list('sort=due')).toEqual([sooner.id, later.id, over.id]);
    expect(await list('state=unresolved')).toEqual([sooner.id, later.id]);
    expect(await list('state=resolved')).toEqual([over.id]);
    expect(await list('q=leak')).toEqual([sooner.id]);
    expect(await list('priority=low')).toEqual([later.id]);
    expect(await list('owner=none')).toEqual([]);
    await api.db.ticket.update({ where: { id: later.id }, data: { ownerId: null } });
    expect(await list('owner=none')).toEqual([later.id]);
    await moveClock(api, '2026-11-22T14:30:00Z');
    expect(await list('clock=breached&sort=due')).toContain(sooner.id);

    const pages: string[] = [];
    for (let after = ''; ;) {
      const { body } = await api
        .as('staff')
        .get(`/v1/tickets?customer=${customerId}&sort=due&limit=1${after}`)
        .expect(200);
      pages.push(...body.items.map(({ id }: any) => id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(pages).toEqual([sooner.id, later.id, over.id]);
  });
});
