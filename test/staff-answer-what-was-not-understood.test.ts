import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments, unique } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const RECOVERY = {
  policy: 'complaint-recovery',
  name: 'Complaint recovery',
  subject: 'ticket',
  family: 'complaints',
  rank: 1,
  match: { kind: ['complaint'] },
  steps: [{ step: 'look-back', kind: 'review', due: { from: 'ticket.closed', offset: 'P2D' } }],
};
const YEARLY_CHECK = {
  policy: 'boiler-care',
  name: 'Boiler care',
  subject: 'agreement',
  family: 'maintenance',
  rank: 10,
  steps: [
    {
      step: 'yearly-check',
      kind: 'visit',
      due: { from: 'agreement.starts', offset: 'P1Y', at: '09:00' },
      horizon: 'P60D',
      minutes: 90,
      propose: { template: 'visit-slots', closesAfter: 'P5D' },
    },
  ],
};
const FIELD_HOURS = {
  calendar: 'field-hours',
  zone: 'Europe/Vilnius',
  week: { 'mon-fri': ['08:00-12:00', '13:00-17:00'] },
};
const SOLD_AT = '2027-03-26T09:00:00Z';
/** The question leaves three days later at ten in Vilnius; all have it by then. */
const ASKED_BY = '2027-03-29T09:00:00Z';

describe('Staff answer what was not understood', () => {
  let world: World;
  let staff: Caller;
  let manager: Caller;
  let phone: ReturnType<typeof phones>;
  let rasa: any;

  beforeAll(async () => {
    world = await createWorld({ now: SOLD_AT });
    staff = callAs(world, 'staff');
    manager = callAs(world, 'manager');
    phone = phones(world);
    const operator = callAs(world, 'operator');
    await operator.put('/v1/calendars/field-hours', FIELD_HOURS);
    await operator.post('/v1/teams', {
      key: 'field',
      name: 'Field',
      calendar: 'field-hours',
      visitsPerDay: 2,
    });
    await prepareDocuments(operator, [PRODUCT_FOLLOW_UP, RECOVERY, YEARLY_CHECK]);
    const person = {
      ...{
        key: 'rasa',
        name: 'Rasa',
        email: 'rasa@example.com',
        role: 'staff',
        team: 'field',
        languages: ['en'],
      },
    };
    rasa = (await callAs(world, 'admin').post('/v1/staff', person)).body;
  });

  /** Somebody who was asked how it was; how they can be reached. */
  const ask = async (): Promise<{ id: string; number: string }> => {
    const customer = buildCustomer({ owner: 'rasa' });
    const { status, body } = await callAs(world, 'intake').post(
      '/v1/sales',
      buildSale({ customer, soldAt: SOLD_AT }),
    );
    expect(status).toBe(201);
    return { id: body.customer.id, number: customer.phone };
  };
  const waiting = async (number: string): Promise<any> => {
    const { body } = await staff.get(`/v1/inbox?q=${encodeURIComponent(number)}`);
    return (await staff.get(`/v1/inbox/${body.items[0].id}`)).body;
  };
  const press = (id: string, verb: string, body: object = {}) => staff.post(`/v1/inbox/${id}/${verb}`, body);
  const letLeave = () => manager.post('/v1/sandbox/advance', { by: 'PT1M' });

  const asked: Record<'unclear' | 'silent' | 'stopped', { id: string; number: string }> = {} as never;
  beforeAll(async () => {
    for (const name of ['unclear', 'silent', 'stopped'] as const) asked[name] = await ask();
    expect((await manager.post('/v1/sandbox/advance', { to: ASKED_BY })).status).toBe(200);
    for (const { number } of Object.values(asked)) expect(await phone.received(number)).toHaveLength(2);
  });

  it('an unclear reply is asked again once, then opened with its question, linked as a 2, and escalates', async () => {
    const { id: customer, number } = asked.unclear;
    await phone.text(number, 'well, it works, mostly');
    await phone.text(number, 'better than 1, worse than 3');
    const reply = await waiting(number);
    expect(reply).toMatchObject({ kind: 'unclear', state: 'inbox', customer: { id: customer } });
    const [question] = reply.suggestions.questions;
    expect(question).toMatchObject({ question: 'csat', state: 'open', values: [1, 2, 3, 4, 5] });
    expect(question.asked).toMatch(/1.*5/);
    expect(reply.conversation.filter(({ direction }: any) => direction === 'in')).toHaveLength(2);

    for (const _ of ['pressed', 'pressed twice'])
      expect((await press(reply.id, 'link', { followUp: question.followUp, value: 2 })).status).toBe(200);
    const { body: escalations } = await staff.get(`/v1/escalations?customer=${customer}`);
    expect(escalations.items).toMatchObject([
      {
        of: 'step:csat',
        state: 'open',
        comment: 'better than 1, worse than 3',
        owner: { name: 'Rasa' },
      },
    ]);
    const { body: after } = await staff.get(`/v1/follow-ups/${question.followUp}`);
    expect(after).toMatchObject({ state: 'answered', score: '2' });
  });

  it('a text that answers nothing becomes a complaint with an owner and a promise', async () => {
    const stranger = '+37061234777';
    await phone.text(stranger, 'your van has blocked my gate all day!');
    const reply = await waiting(stranger);
    expect(reply).toMatchObject({ kind: 'unmatched', customer: null, answering: null });
    expect((await press(reply.id, 'complaint')).body.code).toBe('inbound-message.no-customer');
    const customer = buildCustomer({ phone: stranger, name: 'The neighbour' });
    expect((await press(reply.id, 'customer', { customer })).status).toBe(200);
    const promise = { text: 'We call the driver', dueAt: '2027-03-29T15:00:00Z' };
    const { status, body } = await press(reply.id, 'complaint', { owner: 'rasa', promise });
    expect(status).toBe(200);
    await press(reply.id, 'complaint', { owner: 'rasa', promise });
    const { body: tickets } = await staff.get(`/v1/tickets?customer=${body.customer.id}`);
    expect(tickets.items).toMatchObject([
      { kind: 'complaint', subject: 'your van has blocked my gate all day!', owner: rasa.id },
    ]);
    const { body: promises } = await staff.get(`/v1/promises?customer=${body.customer.id}`);
    expect(promises.items).toMatchObject([
      { text: 'We call the driver', state: 'open', dueAt: promise.dueAt },
    ]);
  });

  it('an answer by SMS reaches the customer once, even pressed twice', async () => {
    const { number } = asked.silent;
    await phone.text(number, 'can I pay by card?');
    await phone.text(number, 'can I pay by card when you come?');
    const reply = await waiting(number);
    const said = { text: 'Yes, the fitter takes cards.' };
    const pressed = await Promise.all([press(reply.id, 'answer', said), press(reply.id, 'answer', said)]);
    expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
    expect(pressed[0]!.body.message).toBe(pressed[1]!.body.message);
    await letLeave();
    await press(reply.id, 'answer', said);
    await letLeave();
    const texts = (await phone.received(number)).filter(({ body }) => body === said.text);
    expect(texts).toHaveLength(1);
    expect(await waitingBubble(reply.id)).toMatchObject({
      direction: 'out',
      body: said.text,
      answers: reply.id,
    });
  });

  it('whoever wants no more texts is not answered: 409, and nothing leaves', async () => {
    const { number } = asked.stopped;
    await phone.text(number, 'hm, how much was it?');
    await phone.text(number, 'how much was it again?');
    const reply = await waiting(number);
    // That they were asked again is on its way until then.
    await letLeave();
    await phone.text(number, 'STOP');
    const before = (await phone.received(number)).length;
    const { status, body } = await press(reply.id, 'answer', { text: 'It was 90 euro' });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'inbound-message.answer-refused',
      errors: [{ message: expect.stringContaining('consent.opted-out') }],
    });
    await letLeave();
    expect(await phone.received(number)).toHaveLength(before);
  });

  it('words about a visit are taken as the time that they mean, and it is booked', async () => {
    const customer = buildCustomer();
    const agreement = {
      ...{ externalId: unique('agreement'), customer, startsOn: '2026-05-20', term: 'P3Y' },
      products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
    };
    const { status, body: made } = await callAs(world, 'intake').post('/v1/agreements', agreement);
    expect(status).toBe(201);
    expect((await manager.post('/v1/sandbox/advance', { by: 'P1D' })).status).toBe(200);
    expect((await phone.received(customer.phone)).at(-1)!.body).toMatch(/1: .*; 2: .*; 3: /);
    await phone.text(customer.phone, 'hm, let me see');
    await phone.text(customer.phone, 'the middle one would suit my wife');
    const reply = await waiting(customer.phone);
    const [offer] = reply.suggestions.questions;
    expect(offer).toMatchObject({ question: 'slot', state: 'open', values: [1, 2, 3, 'no', 'reschedule'] });
    for (const _ of ['pressed', 'pressed twice'])
      expect((await press(reply.id, 'link', { followUp: offer.followUp, value: 2 })).status).toBe(200);
    const { body } = await manager.get(`/v1/visits?customer=${made.customer.id}&state=booked`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0].followUps).toMatchObject([{ id: offer.followUp }]);
    expect((await press(reply.id, 'link', { followUp: offer.followUp, value: 3 })).body.code).toBe(
      'inbound-message.already-linked',
    );
  });

  const waitingBubble = async (id: string) =>
    (await staff.get(`/v1/inbox/${id}`)).body.conversation.find(({ answers }: any) => answers === id);
});
