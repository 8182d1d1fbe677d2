import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const BASE = 'https://aftercare.example';
const CALL = textingPolicy('called', {
  kind: 'call',
  question: 'csat',
  automated: true,
  due: { from: 'sale.sold', offset: 'P1D' },
  attempts: { max: 2, gap: 'P1D' },
  react: [{ to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['manager'] }] } }],
});
/** Tuesday, 10:00 in Vilnius. */
const MORNING = '2026-11-24T08:00:00Z';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ webhookBase: BASE, twilio: { authTokens: ['token'] } });
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await api
    .as('operator')
    .post('/v1/staff')
    .send({ key: 'ona', name: 'Ona', email: 'ona@x.lt', role: 'staff', phone: '+37060000101' })
    .expect(201);
  await publish(api, [CALL]);
});
afterAll(() => api?.stop());

interface Call {
  id: string;
  followUp: string;
  customer: string;
  sid: string;
}

let counter = 0;

/** A call that the provider has taken. */
async function callOf(kind: 'bridge' | 'survey', buyer: object = {}): Promise<Call> {
  await moveClock(api, '2026-11-22T09:00:00Z');
  const sale = await sell(api, { products: about(CALL), customer: buildBuyer({ language: 'en', ...buyer }) });
  const followUp: string = sale.plans[0].followUps[0].id;
  const customer: string = sale.customer.id;
  if (kind === 'survey') await agree(customer);
  await moveClock(api, MORNING);
  if (kind === 'bridge') await api.as('staff').post('/v1/calls').send({ followUp, staff: 'ona' }).expect(201);
  const { id } = await api.db.call.findFirstOrThrow({ where: { followUpId: followUp, kind } });
  const sid = `CA${String(++counter).padStart(32, '0')}`;
  await api.db.call.update({
    where: { id },
    data: { sid, state: 'accepted', calledAt: new Date(MORNING) },
  });
  return { id, followUp, customer, sid };
}

const agree = (id: string) =>
  api
    .as('staff')
    .post(`/v1/customers/${id}/consents`)
    .send({ channel: 'call', purpose: 'survey', granted: true, method: 'form', text: 'Yes, call me' })
    .expect(201);

/** What the provider asks or tells, signed with the token over the address it was given. */
async function told(call: Call, name: string, facts: Record<string, string> = {}) {
  const path = `/webhooks/twilio/voice/${call.id}/${name}`;
  const form = { CallSid: call.sid, AccountSid: `AC${'0'.repeat(32)}`, CallStatus: 'in-progress', ...facts };
  const signature = getExpectedTwilioSignature('token', `${BASE}${path}`, form);
  return api.as().post(path).type('form').set('X-Twilio-Signature', signature).send(form);
}
const rowOf = ({ id }: Call) => api.db.call.findUniqueOrThrow({ where: { id } });
const followUpOf = async ({ followUp }: Call) =>
  (await api.as('staff').get(`/v1/follow-ups/${followUp}`).expect(200)).body;
const attemptsOf = async (call: Call) => (await followUpOf(call)).attempts.used;

describe('A bridge', () => {
  it('tells the member of staff whom it is about, and dials only after the key', async () => {
    const call = await callOf('bridge', { name: 'Ana Ruiz' });
    const answered = await told(call, 'answered');
    expect(answered.status).toBe(200);
    expect(answered.text).toMatch(/<Gather[^>]+numDigits="1"/);
    expect(answered.text).toContain('Ana Ruiz');
    expect((await rowOf(call)).state).toBe('answered');

    const silent = await told(call, 'confirmed', { Digits: '' });
    expect(silent.text).not.toContain('<Dial');
    const { text } = await told(call, 'confirmed', { Digits: '1' });
    const { phone } = await api.db.customer.findUniqueOrThrow({ where: { id: call.customer } });
    expect(text).toMatch(/<Dial[^>]+answerOnBridge="true"/);
    expect(text).toContain('callerId="+15550000001"');
    expect(text).toContain(`>${phone}</Number>`);
  });

  it('does not dial a customer who has asked for no calls while the telephone of the staff rang', async () => {
    const call = await callOf('bridge');
    await api
      .as('staff')
      .post(`/v1/customers/${call.customer}/consents`)
      .send({ channel: 'call', purpose: 'all', granted: false, method: 'phone-call', text: 'no calls' })
      .expect(201);
    expect((await told(call, 'confirmed', { Digits: '1' })).text).not.toContain('<Dial');
  });

  it.each(['no-answer', 'busy'])('fills in that nobody was there: %s', async (status) => {
    const call = await callOf('bridge');
    const dialed = { DialCallStatus: status, DialCallSid: `CA${'d'.repeat(32)}` };
    expect((await told(call, 'dialed', dialed)).text).toContain('<Hangup');
    await told(call, 'dialed', dialed);
    expect(await rowOf(call)).toMatchObject({ outcome: status, outcomeBy: 'carrier', dialStatus: status });
    expect(await attemptsOf(call)).toBe(1);
    // What the member of staff says in the form is the same call.
    await api
      .as('staff')
      .post(`/v1/follow-ups/${call.followUp}/outcome`)
      .send({ outcome: status })
      .expect(200);
    expect(await attemptsOf(call)).toBe(1);
  });

  it('keeps the length of a conversation and leaves its outcome to the staff', async () => {
    const call = await callOf('bridge');
    await told(call, 'dialed', { DialCallStatus: 'completed', DialCallDuration: '140' });
    await told(call, 'status', { CallStatus: 'completed', SequenceNumber: '3', CallDuration: '170' });
    expect(await rowOf(call)).toMatchObject({ state: 'ended', duration: 140, outcome: null });
  });

  it('takes reports in any order and more than once', async () => {
    const call = await callOf('bridge');
    await told(call, 'status', { CallStatus: 'completed', SequenceNumber: '3' });
    const ended = await rowOf(call);
    for (const [status, number] of [
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ] as const)
      await told(call, 'status', { CallStatus: status, SequenceNumber: number });
    expect((await rowOf(call)).state).toBe('ended');
    expect((await rowOf(call)).endedAt).toEqual(ended.endedAt);
    expect(await api.db.callReport.count({ where: { callId: call.id } })).toBe(3);
  });
});

describe('A survey by keypad', () => {
  it('names company and purpose, offers not to be called again, and takes the score', async () => {
    const call = await callOf('survey');
    const { text } = await told(call, 'survey', { AnsweredBy: 'human' });
    expect(text).toContain('Boiler &amp; Sons');
    expect(text).toContain('Press 9');
    expect((await told(call, 'score?round=1', { Digits: '5' })).text).toContain('Thank you');
    await told(call, 'score?round=1', { Digits: '5' });
    const after = await followUpOf(call);
    expect(after).toMatchObject({ state: 'done', score: '5' });
    expect(await rowOf(call)).toMatchObject({ outcome: 'reached', outcomeBy: 'customer' });
  });

  it('opens an escalation for a low score and offers to call back', async () => {
    const call = await callOf('survey');
    await told(call, 'survey', { AnsweredBy: 'human' });
    expect((await told(call, 'score?round=1', { Digits: '1' })).text).toContain('press 1');
    expect((await told(call, 'wish', { Digits: '1' })).text).toContain('We will call you back');
    const { items } = (await api.as('staff').get(`/v1/escalations?customer=${call.customer}`)).body;
    expect(items).toHaveLength(1);
    const wish = await api.db.event.findFirstOrThrow({ where: { externalId: `call:${call.id}:wish` } });
    expect(wish.data).toMatchObject({ comment: 'Asks to be called back' });
  });

  it('ends consent for calls on a 9, and no machine or person calls again', async () => {
    const call = await callOf('survey');
    await told(call, 'survey', { AnsweredBy: 'human' });
    expect((await told(call, 'score?round=1', { Digits: '9' })).text).toContain('not be called again');
    const consent = await api.db.consent.findFirstOrThrow({
      where: { customerId: call.customer, granted: false },
    });
    expect(consent).toMatchObject({ channel: 'call', purpose: 'all' });
    expect((await followUpOf(call)).state).not.toBe('due');
  });

  it('asks once more after silence, then thanks; the attempt counts', async () => {
    const call = await callOf('survey');
    await told(call, 'survey', { AnsweredBy: 'human' });
    expect((await told(call, 'score?round=1')).text).toContain('score?round=2');
    expect((await told(call, 'score?round=2')).text).toContain('<Hangup');
    await told(call, 'status', { CallStatus: 'completed', SequenceNumber: '4', CallDuration: '30' });
    expect(await rowOf(call)).toMatchObject({ outcome: 'no-answer' });
    expect(await attemptsOf(call)).toBe(1);
  });

  it.each([
    ['machine_start', {}, 'voicemail'],
    ['human', {}, 'refused'],
    ['unknown', {}, 'voicemail'],
  ])('that ends without a key after %s', async (answeredBy, _, outcome) => {
    const call = await callOf('survey');
    const { text } = await told(call, 'survey', { AnsweredBy: answeredBy });
    expect(text.includes('<Gather')).toBe(!answeredBy.startsWith('machine'));
    await told(call, 'status', { CallStatus: 'completed', SequenceNumber: '4', CallDuration: '4' });
    expect((await rowOf(call)).outcome).toBe(outcome);
  });

  it('speaks the language of the customer', async () => {
    const call = await callOf('survey', { language: 'lt' });
    expect((await told(call, 'survey', { AnsweredBy: 'human' })).text).toContain('Google.lt-LT-Standard');
  });

  it('is not staged for a customer who did not agree to it', async () => {
    await moveClock(api, '2026-11-22T09:00:00Z');
    const sale = await sell(api, { products: about(CALL) });
    await moveClock(api, MORNING);
    const call = await api.db.call.findFirst({ where: { customerId: sale.customer.id } });
    // It is judged when it is to be placed: the consent may come until then.
    expect(call).toMatchObject({ state: 'staged' });
  });
});

it('A call that is not ours is hung up, and one without a signature is refused', async () => {
  const call = await callOf('bridge');
  expect((await told({ ...call, id: 'none' }, 'answered')).text).toContain('<Hangup');
  await api
    .as()
    .post(`/webhooks/twilio/voice/${call.id}/answered`)
    .type('form')
    .send({ CallSid: call.sid })
    .expect(403);
});
