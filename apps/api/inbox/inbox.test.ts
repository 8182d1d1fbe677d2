import { inTransaction } from '@aftercare/db/client.js';
import { Documents } from '@aftercare/db/documents.js';
import { newId } from '@aftercare/db/ids.js';
import { handleInbound } from '@aftercare/db/replies.js';
import { recordAccepted } from '@aftercare/db/sent.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { phoneNumber, unique } from '../../../test/support/build.js';
import { startTestApi, TEST_NOW, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const NUMBER = '+15550000001';
const NOW = Date.parse(TEST_NOW);
/** The clock goes on a little while a test calls. */
const AT_ONCE = expect.stringMatching(/^2026-11-22T09:00:0/);
const KEEP = { documents: new Documents(), senders: { sms: NUMBER } };
/** A question at once; whoever is dissatisfied is somebody's work. */
const SURVEY = {
  policy: 'how-was-it',
  name: 'How was it',
  subject: 'sale',
  family: 'satisfaction',
  rank: 1,
  steps: [
    {
      step: 'csat',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'PT0S' },
      closesAfter: 'P7D',
      react: [{ to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['owner'] }] } }],
    },
  ],
};
const COMPLAINTS = {
  policy: 'complaint-recovery',
  name: 'Complaint recovery',
  subject: 'ticket',
  family: 'complaints',
  rank: 1,
  match: { kind: ['complaint'] },
  steps: [{ step: 'look-back', kind: 'review', due: { from: 'ticket.closed', offset: 'P2D' } }],
};

let api: TestApi;
let owner: any;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: NUMBER } });
  await publish(api, [SURVEY, COMPLAINTS]);
  owner = await hire('Rasa');
});
beforeEach(() => moveClock(api, TEST_NOW));
afterAll(() => api?.stop());

async function hire(name: string): Promise<any> {
  const key = unique('staff');
  const body = { key, name, email: `${key}@x.lt`, role: 'staff', languages: ['en'] };
  return (await api.as('admin').post('/v1/staff').send(body).expect(201)).body;
}

/** Somebody who was asked how it was; Twilio has taken the question. */
async function ask(customer: object = {}) {
  const { customer: ref, plans } = await sell(api, {
    customer: buildBuyer({ owner: owner.id, ...customer }),
  });
  const { id, phone } = await api.db.customer.findUniqueOrThrow({ where: { id: ref.id } });
  const message = await api.db.message.findFirstOrThrow({ where: { planId: plans[0].id } });
  const data = { state: 'in-flight', to: phone, body: 'How was it, 1 to 5?' };
  await api.db.message.update({ where: { id: message.id }, data });
  await inTransaction(api.db, (tx) =>
    recordAccepted(KEEP, tx, [{ messageId: message.id, sid: newId('message') }], NOW),
  );
  return { id, phone, planId: plans[0].id as string, followUp: message.followUpId! };
}

/** A text comes in and is read by the rules; what waits in the inbox. */
async function text(
  from: string,
  body: string,
  facts: { channel?: string; at?: number } = {},
): Promise<string> {
  const id = newId('inboundMessage');
  const at = facts.at ?? NOW;
  await api.db.inboundMessage.create({
    data: {
      id,
      messageSid: id,
      from,
      to: NUMBER,
      body,
      receivedAt: new Date(at),
      channel: facts.channel ?? 'sms',
    },
  });
  await inTransaction(api.db, (tx) => handleInbound(KEEP, tx, id, at));
  return id;
}
/** The second text that no rule understands is for a person: after the first they are asked again. */
async function unclear(from: string, body: string): Promise<string> {
  await text(from, 'well, you know');
  return text(from, body);
}

const open = async (id: string) => (await api.as('staff').get(`/v1/inbox/${id}`).expect(200)).body;
const press = (id: string, verb: string, body: object = {}) =>
  api.as('staff').post(`/v1/inbox/${id}/${verb}`).send(body);
const list = async (query: string) => (await api.as('staff').get(`/v1/inbox?${query}`).expect(200)).body;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
const audited = async (id: string) =>
  (await api.db.audit.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );
const answersTo = (id: string) => api.db.message.findMany({ where: { answersId: id } });

describe('The inbox', () => {
  it('is narrowed by what kind of text it is, who looks after it, and words', async () => {
    const { phone } = await ask({ name: 'Zenonas Filteris' });
    const stranger = await text(phoneNumber(), 'who is this zebra');
    const asked = await unclear(phone, 'the plumber was late, zebra');
    const maybeOut = await text(phone, 'stop sending me 3 zebra texts at 7');
    await press(stranger, 'assign', { owner: owner.key }).expect(200);

    expect(idsOf(await list('q=zebra'))).toEqual([maybeOut, asked, stranger]);
    expect(idsOf(await list('q=zebra&kind=opt-out'))).toEqual([maybeOut]);
    expect(idsOf(await list('q=zebra&kind=unclear'))).toEqual([asked]);
    expect(idsOf(await list('q=zebra&kind=unmatched'))).toEqual([stranger]);
    expect(idsOf(await list(`q=zebra&owner=${owner.key}`))).toEqual([stranger]);
    expect(idsOf(await list('q=zebra&owner=none'))).toEqual([maybeOut, asked]);
    expect(idsOf(await list('q=Filteris'))).toEqual([maybeOut, asked]);
    expect(idsOf(await list('q=zebra&state=settled'))).toEqual([]);
    const first = await list('q=zebra&limit=2');
    expect(first).toMatchObject({ total: 3 });
    expect(idsOf(await list(`q=zebra&limit=2&after=${first.next}`))).toEqual([stranger]);
  });

  it('opens a text with the conversation, how it may be read, ready answers and open tickets', async () => {
    const { id: customer, phone, followUp } = await ask({ language: 'es', name: 'Ana' });
    const ticket = await api
      .as('intake')
      .post('/v1/tickets')
      .send({
        ...{ externalId: unique('t'), customer, openedAt: TEST_NOW, subject: 'Leak' },
        ...{ kind: 'request', priority: 'normal' },
      })
      .expect(201);
    const id = await unclear(phone, 'somewhere between 2 and 3');
    const detail = await open(id);
    expect(detail).toMatchObject({
      kind: 'unclear',
      customer: { id: customer, name: 'Ana', language: 'es' },
      candidates: [{ id: customer }],
      answering: { allowed: true, purpose: 'confirmation', sendAt: AT_ONCE },
    });
    expect(detail.conversation.map(({ direction, body }: any) => [direction, body])).toEqual(
      expect.arrayContaining([
        ['out', 'How was it, 1 to 5?'],
        ['in', 'well, you know'],
        ['in', 'somewhere between 2 and 3'],
      ]),
    );
    expect(detail.suggestions.questions).toMatchObject([
      {
        followUp,
        question: 'csat',
        step: 'csat',
        policy: 'how-was-it',
        product: 'Boiler 24 kW',
        asked: 'How was it, 1 to 5?',
        state: 'open',
        reading: { intent: 'unclear', value: null },
        values: [1, 2, 3, 4, 5],
      },
    ]);
    expect(detail.suggestions.answers).toContainEqual(
      expect.objectContaining({
        template: 'reply-thanks',
        body: 'Gracias, Ana. Hemos anotado su respuesta. Boiler & Sons',
        language: 'es',
        segments: 1,
      }),
    );
    expect(detail.suggestions.tickets).toMatchObject([{ id: ticket.body.id, subject: 'Leak' }]);
  });

  it('shows what a clear answer to a question of before would count as', async () => {
    const { phone, followUp } = await ask();
    await text(phone, '4');
    await moveClock(api, '2026-11-25T09:00:00Z');
    const id = await text(phone, '1', { at: Date.parse('2026-11-25T09:00:00Z') });
    expect((await open(id)).suggestions.questions).toMatchObject([
      { followUp, state: 'answered', score: '4', reading: { intent: 'score', value: 1 } },
    ]);
    await moveClock(api, '2027-01-05T09:00:00Z');
    // Weeks later only what a rule found is thought of.
    const late = await text(phone, '3', { at: Date.parse('2027-01-05T09:00:00Z') });
    expect((await open(late)).suggestions.questions).toEqual([]);
    expect((await open(id)).suggestions.questions).toMatchObject([{ followUp }]);
  });

  it('is for staff', async () => {
    const id = await text(phoneNumber(), 'hello');
    await api.as('intake').get(`/v1/inbox/${id}`).expect(403);
    await api.as('intake').post(`/v1/inbox/${id}/answer`).send({ text: 'x' }).expect(403);
    await api.as().post(`/v1/inbox/${id}/settle`).expect(401);
    expect((await press('imsg_none', 'settle').expect(404)).body.code).toBe('inbound-message.not-found');
  });
});

describe('An answer', () => {
  it('is staged once as own words, however often it is pressed, and settles the text', async () => {
    const { phone } = await ask();
    const id = await unclear(phone, 'hm');
    const said = { text: 'We’ll call you “today”' };
    const [first, second] = await Promise.all([press(id, 'answer', said), press(id, 'answer', said)]);
    expect(first.status).toBe(200);
    expect(second.body.message).toBe(first.body.message);
    expect(first.body).toMatchObject({
      state: 'staged',
      body: `We'll call you "today"`,
      purpose: 'confirmation',
      segments: 1,
      sendAt: AT_ONCE,
    });
    expect(await answersTo(id)).toMatchObject([
      { part: 'answer', template: 'staff-answer', to: phone, priority: 1, senderNumber: NUMBER },
    ]);
    expect(await open(id)).toMatchObject({ state: 'settled', answers: 1 });
    expect(await audited(id)).toEqual(['inbox.answered']);
    await press(id, 'answer', { text: 'And sorry again' }).expect(200);
    expect(await answersTo(id)).toHaveLength(2);
  });

  it('may be a ready one, in the language of the customer, and leave the text waiting', async () => {
    const { phone } = await ask({ language: 'lt', name: 'Jonas' });
    const id = await unclear(phone, 'hm');
    const { body } = await press(id, 'answer', { template: 'reply-thanks', settle: false }).expect(200);
    expect(body.body).toBe('Ačiū, Jonas. Jūsų atsakymą užsirašėme. Boiler & Sons');
    expect(await answersTo(id)).toMatchObject([{ template: 'reply-thanks', language: 'lt' }]);
    expect((await open(id)).state).toBe('inbox');
    expect((await press(id, 'answer', { template: 'csat' }).expect(400)).body.code).toBe(
      'template.no-answer',
    );
    await press(id, 'answer', { text: 'x', template: 'reply-thanks' }).expect(400);
    await press(id, 'answer', {}).expect(400);
  });

  it('is counted before it leaves', async () => {
    const { phone } = await ask();
    const id = await unclear(phone, 'hm');
    const { body } = await press(id, 'answer/preview', { text: `Ačiū! ${'a'.repeat(70)}` }).expect(200);
    expect(body).toMatchObject({ encoding: 'UCS-2', units: 76, segments: 2, odd: ['č', 'ū'], allowed: true });
    expect(await answersTo(id)).toEqual([]);
  });

  it('a day after the text is a message like others: it waits for a decent hour', async () => {
    const { phone } = await ask();
    const id = await unclear(phone, 'hm');
    await moveClock(api, '2026-11-23T20:00:00Z');
    const { body } = await press(id, 'answer', { text: 'Sorry, we read it only now' }).expect(200);
    // 22:00 in Vilnius: quiet until eight.
    expect(body).toMatchObject({ purpose: 'service', state: 'staged', sendAt: '2026-11-24T06:00:00Z' });
    expect(body.reasons[0].code).toContain('quiet-hours');
  });

  it('is refused to somebody who wants no more messages, with the reasons', async () => {
    const { id: customer, phone } = await ask();
    const id = await unclear(phone, 'hm');
    await text(phone, 'STOP');
    const { body } = await press(id, 'answer', { text: 'But why?' }).expect(409);
    expect(body).toMatchObject({
      code: 'inbound-message.answer-refused',
      errors: [{ path: '/text', message: expect.stringContaining('consent.opted-out') }],
    });
    expect(await answersTo(id)).toEqual([]);
    expect((await open(id)).answering).toMatchObject({ allowed: false, sendAt: null });
    expect(await api.db.consent.count({ where: { customerId: customer } })).toBe(1);
  });

  it('goes to nobody we do not know, until they are somebody', async () => {
    const from = phoneNumber();
    const id = await text(from, 'when do you open?');
    expect((await press(id, 'answer', { text: 'At eight' }).expect(409)).body.code).toBe(
      'inbound-message.no-customer',
    );
    const { id: customer } = await ask();
    await press(id, 'customer', { customer }).expect(200);
    await press(id, 'answer', { text: 'At eight' }).expect(200);
    expect(await answersTo(id)).toMatchObject([{ customerId: customer, to: from }]);
    const other = await ask();
    expect((await press(id, 'customer', { customer: other.id }).expect(409)).body.code).toBe(
      'inbound-message.already-used',
    );
  });
});

describe('A link', () => {
  it('to a question counts as its answer, once, and what follows from it follows', async () => {
    const { id: customer, phone, followUp, planId } = await ask();
    const id = await unclear(phone, 'so so, more bad than good');
    const { body } = await press(id, 'link', { followUp, value: 2 }).expect(200);
    expect(body).toMatchObject({
      state: 'settled',
      followUp,
      intent: 'score',
      value: '2',
      rule: 'staff.linked',
    });
    await press(id, 'link', { followUp, value: 2 }).expect(200);
    expect((await press(id, 'link', { followUp, value: 3 }).expect(409)).body.code).toBe(
      'inbound-message.already-linked',
    );
    expect(await api.db.event.findMany({ where: { planId, type: 'scored' } })).toMatchObject([
      { externalId: `scored:${id}`, data: { score: 2, comment: 'so so, more bad than good' } },
    ]);
    expect(await api.db.followUp.findUnique({ where: { id: followUp } })).toMatchObject({
      state: 'answered',
      score: '2',
    });
    const escalations = await api.as('staff').get(`/v1/escalations?customer=${customer}`).expect(200);
    expect(escalations.body.items).toMatchObject([{ of: 'step:csat', owner: { id: owner.id } }]);
    expect(await audited(id)).toEqual(['inbox.linked']);
  });

  it('without an answer is what the rules read, or a comment', async () => {
    const first = await ask();
    const comment = await unclear(first.phone, 'the boiler hums');
    await press(comment, 'link', { followUp: first.followUp }).expect(200);
    expect(await open(comment)).toMatchObject({ state: 'settled', intent: 'comment', value: null });
    expect((await api.db.followUp.findUnique({ where: { id: first.followUp } }))!.state).toBe('sent');

    const second = await ask();
    const id = await text(phoneNumber(), '5, very quick');
    await press(id, 'customer', { customer: second.id }).expect(200);
    await press(id, 'link', { followUp: second.followUp }).expect(200);
    expect(await api.db.followUp.findUnique({ where: { id: second.followUp } })).toMatchObject({
      state: 'answered',
      score: '5',
      comment: 'very quick',
    });
  });

  it('of a person corrects what a rule took the same text for', async () => {
    const { phone, followUp, planId } = await ask();
    const id = await text(phone, '1 stop sending me texts');
    expect(await open(id)).toMatchObject({ kind: 'opt-out', value: '1' });
    await press(id, 'link', { followUp, value: 4 }).expect(200);
    await press(id, 'link', { followUp, value: 4 }).expect(200);
    const scored = await api.db.event.findMany({
      where: { planId, type: 'scored' },
      orderBy: { id: 'asc' },
    });
    expect(scored.map(({ data }) => (data as any).score)).toEqual([1, 4]);
    expect(await api.db.followUp.findUnique({ where: { id: followUp } })).toMatchObject({ score: '4' });
  });

  it('takes no answer that the question does not have, and no question of others', async () => {
    const [one, other] = [await ask(), await ask()];
    const id = await unclear(one.phone, 'hm');
    expect(
      (await press(id, 'link', { followUp: one.followUp, value: 9 }).expect(400)).body.errors,
    ).toMatchObject([{ path: '/value' }]);
    expect((await press(id, 'link', { followUp: other.followUp, value: 4 }).expect(409)).body.code).toBe(
      'follow-up.not-asked',
    );
    const handled = await text(other.phone, '4');
    expect((await press(handled, 'link', { followUp: other.followUp, value: 2 }).expect(409)).body.code).toBe(
      'inbound-message.not-in-inbox',
    );
  });

  it('to an open ticket is a reply of the customer, and the ticket waits no longer', async () => {
    const { id: customer, phone } = await ask();
    const facts = { customer, openedAt: TEST_NOW, subject: 'Leak', kind: 'complaint', priority: 'high' };
    const { body: ticket } = await api
      .as('intake')
      .post('/v1/tickets')
      .send({ externalId: unique('t'), ...facts })
      .expect(201);
    await api.as('staff').post(`/v1/tickets/${ticket.id}/wait`).expect(200);
    const id = await unclear(phone, 'it is the valve behind the door');
    await press(id, 'link', { ticket: ticket.id }).expect(200);
    await press(id, 'link', { ticket: ticket.id }).expect(200);
    const { body } = await api.as('staff').get(`/v1/tickets/${ticket.id}`).expect(200);
    expect(body.state).toBe('open');
    expect(body.events.filter(({ type }: any) => type === 'ticket.replied')).toMatchObject([
      { data: { by: 'customer', comment: 'it is the valve behind the door' } },
    ]);
    await press(id, 'answer', { text: 'Thank you, we come tomorrow' }).expect(200);
    const { body: after } = await api.as('staff').get(`/v1/tickets/${ticket.id}`).expect(200);
    expect(after.events.at(-1)).toMatchObject({ type: 'ticket.replied', data: { by: 'staff' } });
    await api.as('staff').post(`/v1/tickets/${ticket.id}/close`).expect(200);
    const late = await unclear(phone, 'one more thing');
    expect((await press(late, 'link', { ticket: ticket.id }).expect(409)).body.code).toBe(
      'ticket.wrong-state',
    );
  });
});

describe('Of a text becomes', () => {
  it('one complaint, with an owner and what we promise', async () => {
    const { phone } = await ask();
    const id = await unclear(phone, 'the kitchen is under water!');
    const promise = { text: 'A fitter comes tomorrow', dueAt: '2026-11-23T15:00:00Z', owner: owner.key };
    const { body } = await press(id, 'complaint', { owner: owner.key, promise }).expect(200);
    expect(body).toMatchObject({ state: 'settled', ticket: { externalId: `inbox:${id}` } });
    await press(id, 'complaint', { owner: owner.key, promise }).expect(200);
    expect(await api.db.ticket.findMany({ where: { externalId: `inbox:${id}` } })).toMatchObject([
      { kind: 'complaint', priority: 'high', subject: 'the kitchen is under water!', ownerId: owner.id },
    ]);
    const { items } = (await api.as('staff').get(`/v1/promises?customer=${body.customer.id}`)).body;
    expect(items).toMatchObject([{ text: 'A fitter comes tomorrow', owner: { id: owner.id }, kind: 'call' }]);
    expect((await press(id, 'compliment').expect(409)).body.code).toBe('ticket.conflict');
    expect(await audited(id)).toEqual(['inbox.ticket-made']);
  });

  it('a compliment of which the person praised hears, or a plain ticket', async () => {
    const { phone } = await ask();
    const praise = await unclear(phone, 'Rasa was wonderful');
    await press(praise, 'compliment', { praised: owner.key }).expect(200);
    expect(await api.db.ticket.findUnique({ where: { externalId: `inbox:${praise}` } })).toMatchObject({
      kind: 'compliment',
      praisedId: owner.id,
    });
    const asked = await text(phone, 'do you sell filters?');
    await press(asked, 'assign', { owner: owner.id }).expect(200);
    const { body } = await press(asked, 'ticket', { subject: 'Filters' }).expect(200);
    expect(body.ticket).toMatchObject({ subject: 'Filters' });
    expect(await api.db.ticket.findUnique({ where: { externalId: `inbox:${asked}` } })).toMatchObject({
      kind: 'request',
      ownerId: owner.id,
    });
  });

  it('nothing where a promise could not be kept in mind: all or nothing', async () => {
    const { phone } = await ask();
    const id = await unclear(phone, 'do you sell filters?');
    const promise = { text: 'We find out', dueAt: '2026-11-23T15:00:00Z' };
    expect((await press(id, 'ticket', { promise }).expect(409)).body.code).toBe('plan.none');
    expect(await api.db.ticket.count({ where: { externalId: `inbox:${id}` } })).toBe(0);
    expect((await open(id)).state).toBe('inbox');
  });
});

describe('Staff', () => {
  it('read a withdrawal: it is in the ledger once, with who and the words, and holds for everybody with the number', async () => {
    const { id: customer, phone } = await ask();
    const { body: partner } = await api
      .as('intake')
      .post('/v1/customers')
      .send(buildBuyer({ phone }))
      .expect(201);
    const id = await text(phone, 'stop sending me 3 texts at 7');
    expect((await open(id)).kind).toBe('opt-out');
    await press(id, 'opt-out').expect(200);
    await press(id, 'opt-out').expect(200);
    for (const customerId of [customer, partner.id])
      expect(await api.db.consent.findMany({ where: { customerId } })).toMatchObject([
        {
          ...{ channel: 'sms', purpose: 'all', granted: false, inboundId: id, method: 'sms-reply' },
          ...{ text: 'stop sending me 3 texts at 7', recordedBy: expect.stringMatching(/^key:/) },
        },
      ]);
    expect(await open(id)).toMatchObject({ state: 'settled', intent: 'opt-out' });
    expect(await audited(id)).toEqual(['inbox.opted-out']);
  });

  it('let go on what waited for them to read a possible withdrawal', async () => {
    const { id: customer, phone } = await ask();
    const id = await text(phone, 'stop sending me 3 texts at 7');
    const at = new Date(NOW + 86_400_000);
    await api.db.message.create({
      data: {
        ...{ id: newId('message'), customerId: customer, part: 'message', template: 'thank-you' },
        ...{ purpose: 'service', senderNumber: NUMBER, priority: 2, state: 'staged', createdAt: at },
        ...{ sendAt: at, reasons: [{ code: 'consent.unclear', text: '…' }] },
      },
    });
    await press(id, 'settle', { comment: 'Only fewer' }).expect(200);
    const waiting = await api.db.message.findFirst({ where: { customerId: customer, state: 'staged' } });
    expect(waiting!.sendAt.getTime()).toBeLessThan(NOW + 60_000);
  });

  it('give it to each other, and settle it with a note', async () => {
    const id = await text(phoneNumber(), 'wrong number, sorry');
    const { body } = await press(id, 'assign', { owner: owner.key }).expect(200);
    expect(body.owner).toEqual({ id: owner.id, name: 'Rasa' });
    expect((await press(id, 'assign', { owner: null }).expect(200)).body.owner).toBeNull();
    expect((await press(id, 'assign', { owner: 'nobody' }).expect(400)).body.code).toBe('staff.unknown');
    await press(id, 'settle', { comment: 'A wrong number' }).expect(200);
    await press(id, 'settle').expect(200);
    expect((await open(id)).history).toMatchObject([
      { action: 'inbox.assigned' },
      { action: 'inbox.assigned' },
      { action: 'inbox.settled', data: { comment: 'A wrong number' } },
    ]);
  });

  it('say whose number it is, even of somebody new', async () => {
    const from = phoneNumber();
    const before = await text(from, 'Good morning!');
    const id = await text(from, 'I am new here');
    expect(await open(id)).toMatchObject({ customer: null, candidates: [], answering: null });
    const { body } = await press(id, 'customer', {
      customer: buildBuyer({ phone: from, name: 'Nora' }),
    }).expect(200);
    expect(body.customer.name).toBe('Nora');
    expect((await open(id)).candidates).toMatchObject([{ name: 'Nora' }]);
    expect((await open(before)).customer.name).toBe('Nora');
    expect((await open(id)).conversation.map(({ body: said }: any) => said)).toEqual([
      'Good morning!',
      'I am new here',
    ]);
    await press(id, 'customer', { customer: 'cus_nobody' }).expect(400);
  });
});
