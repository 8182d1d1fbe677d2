import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', {
  kind: 'call',
  template: 'csat',
  due: { from: 'sale.sold', offset: 'P1D' },
  attempts: { max: 3, gap: 'PT4H' },
});
/** Tuesday, 10:00 in Vilnius. */
const MORNING = '2026-11-24T08:00:00Z';
const NIGHT = '2026-11-24T21:30:00Z';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  for (const [key, phone, languages] of [
    ['ona', '+37060000101', ['lt', 'en']],
    ['rasa', '+37060000102', ['zh']],
    ['jonas', null, ['en']],
  ] as const)
    await api
      .as('operator')
      .post('/v1/staff')
      .send({ key, name: key, email: `${key}@x.lt`, role: 'staff', languages, ...(phone && { phone }) })
      .expect(201);
  await publish(api, [CALL]);
});
afterAll(() => api?.stop());

/** The call that is due to a new customer, on Tuesday morning. */
async function callOf(buyer: Record<string, unknown> = {}): Promise<{ id: string; customer: string }> {
  await moveClock(api, '2026-11-22T09:00:00Z');
  const sale = await sell(api, { products: about(CALL), customer: buildBuyer(buyer) });
  await moveClock(api, MORNING);
  return { id: sale.plans[0].followUps[0].id, customer: sale.customer.id };
}
const place = (body: object) => api.as('staff').post('/v1/calls').send(body);
const tell = (id: string, body: object) => api.as('staff').post(`/v1/follow-ups/${id}/outcome`).send(body);

describe('A call through the provider', () => {
  it('is written down for the telephone of the member of staff, with its workflow', async () => {
    const { id, customer } = await callOf();
    const { body } = await place({ followUp: id, staff: 'ona' }).expect(201);
    const { phone } = await api.db.customer.findUniqueOrThrow({ where: { id: customer } });
    expect(body).toMatchObject({ followUp: id, kind: 'bridge', state: 'staged', to: phone, outcome: null });
    const row = await api.db.call.findUniqueOrThrow({ where: { id: body.id } });
    expect(row).toMatchObject({ to: '+37060000101', from: '+15550000001', customerTo: phone });
    expect(await api.db.outbox.count({ where: { kind: 'call', target: body.id } })).toBe(1);
    expect((await api.as('staff').get(`/v1/calls/${body.id}`).expect(200)).body).toEqual(body);
    const { items } = (await api.as('staff').get(`/v1/calls?followUp=${id}`).expect(200)).body;
    expect(items).toEqual([body]);
  });

  it('is not placed twice at a time', async () => {
    const { id } = await callOf();
    await place({ followUp: id, staff: 'ona' }).expect(201);
    expect((await place({ followUp: id, staff: 'rasa' }).expect(409)).body.code).toBe('call.under-way');
  });

  it('needs a telephone that rings first', async () => {
    const { id } = await callOf();
    expect((await place({ followUp: id, staff: 'jonas' }).expect(409)).body.code).toBe('staff.no-phone');
    expect((await place({ followUp: id }).expect(400)).body.errors).toMatchObject([{ path: '/staff' }]);
    expect((await place({ followUp: id, staff: 'nobody' }).expect(400)).body.code).toBe('staff.unknown');
    expect((await place({ followUp: 'none', staff: 'ona' }).expect(404)).body.code).toBe(
      'follow-up.not-found',
    );
  });

  it('is not placed at night, nor to somebody who asked for no calls', async () => {
    const { id } = await callOf();
    await moveClock(api, NIGHT);
    const night = (await place({ followUp: id, staff: 'ona' }).expect(409)).body;
    expect(night).toMatchObject({ code: 'call.not-allowed' });
    expect(night.detail).toContain('2026-11-25T');
    await moveClock(api, MORNING);
    await tell(id, { outcome: 'do-not-call' }).expect(200);
    expect((await place({ followUp: id, staff: 'ona' }).expect(409)).body.code).toBe('call.not-allowed');
  });
});

describe('What the telephone and the member of staff tell of one call', () => {
  const told = async (id: string) => {
    const { planId } = await api.db.followUp.findUniqueOrThrow({ where: { id } });
    return api.db.event.findMany({ where: { planId, type: 'call' } });
  };

  it('is one attempt, with the length that the telephone knows', async () => {
    const { id } = await callOf();
    const { body: call } = await place({ followUp: id, staff: 'ona' });
    await api.db.call.update({
      where: { id: call.id },
      data: { state: 'ended', calledAt: new Date(MORNING), endedAt: new Date(MORNING), duration: 95 },
    });
    await tell(id, { outcome: 'reached', comment: 'very happy' }).expect(200);
    const events = await told(id);
    expect(events).toHaveLength(1);
    expect(events[0]!.data).toMatchObject({ outcome: 'reached', call: call.id, durationSeconds: 95 });
    expect((await api.as('staff').get(`/v1/calls/${call.id}`)).body).toMatchObject({ outcome: 'reached' });
  });

  it('is not counted twice when both say that nobody was there', async () => {
    const { id } = await callOf();
    const { body: call } = await place({ followUp: id, staff: 'ona' });
    const ended = { state: 'ended', calledAt: new Date(MORNING), endedAt: new Date(MORNING) };
    await api.db.call.update({
      where: { id: call.id },
      data: { ...ended, outcome: 'no-answer', outcomeBy: 'carrier' },
    });
    await tell(id, { outcome: 'no-answer' }).expect(200);
    expect(await told(id)).toHaveLength(0);
  });
});

it('A customer with whom nobody could speak goes to somebody who speaks the language', async () => {
  const { id } = await callOf({ language: 'zh' });
  const { body } = await tell(id, { outcome: 'language-barrier' }).expect(200);
  expect(body.owner).toMatchObject({ name: 'rasa' });
  const after = (await api.as('staff').get(`/v1/follow-ups/${id}`)).body;
  expect(after.why.changes).toContainEqual(
    expect.objectContaining({ reason: "speaks the customer's language" }),
  );
});

describe('The call queue', () => {
  it('gives the best next call first, with script, attempts and whether the customer may be called', async () => {
    await api.db.followUp.updateMany({ where: { state: 'due' }, data: { ownerId: null } });
    const lead = await callOf({ tier: 'lead', name: 'Lena Lead' });
    const platinum = await callOf({ tier: 'platinum', name: 'Pia Platinum' });
    const promised = await callOf({ tier: 'lead', name: 'Paul Promised' });
    await tell(promised.id, {
      outcome: 'call-back',
      callBackAt: '2026-11-24T09:30:00Z',
      comment: 'in a meeting',
    });
    for (const { id } of [lead, platinum, promised])
      await api.as('staff').post(`/v1/follow-ups/${id}/assign`).send({ owner: 'ona' }).expect(200);
    const names = async () => {
      const { body } = await api.as('staff').get('/v1/calls/queue?staff=ona').expect(200);
      return body.items.map((item: any) => item.followUp.customer.name);
    };
    expect(await names()).toEqual(['Pia Platinum', 'Lena Lead']);

    await moveClock(api, '2026-11-24T09:30:00Z');
    expect(await names()).toEqual(['Paul Promised', 'Pia Platinum', 'Lena Lead']);
    const { body } = await api.as('staff').get('/v1/calls/queue?staff=ona&limit=1').expect(200);
    expect(body.total).toBe(3);
    // Keys tell calls too, but are nobody of the staff.
    expect(body.today).toEqual({ made: 0, reached: 0 });
    expect(body.items[0]).toMatchObject({
      mayCall: { verdict: 'send' },
      localTime: expect.stringContaining('11:30'),
      attempts: [{ outcome: 'call-back', comment: 'in a meeting' }],
      reasons: [{ code: 'queue.promised' }, { code: 'queue.late' }, { code: 'queue.good-time' }],
    });
    expect(body.items[0].script).toMatchObject({ language: 'en' });
  });

  it('puts off whom nobody may call at this hour, and says from when on', async () => {
    await moveClock(api, NIGHT);
    const { body } = await api.as('staff').get('/v1/calls/queue?staff=ona').expect(200);
    expect(body.items[0].mayCall).toMatchObject({
      verdict: 'wait',
      until: expect.stringContaining('2026-11-25'),
    });
  });

  it('is nobody’s for an API key', async () => {
    expect((await api.as('staff').get('/v1/calls/queue?staff=me').expect(400)).body.code).toBe(
      'staff.unknown',
    );
  });
});
