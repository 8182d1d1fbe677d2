import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, SURVEY } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { publish, sell } from '../testing/plans.js';

const BASE = 'https://aftercare.example';
const NUMBER = '+15550000001';
const TOKENS = ['new-token', 'old-token'];

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ webhookBase: BASE, twilio: { authTokens: TOKENS } });
  await api.db.sender.create({ data: { number: NUMBER } });
  await publish(api, [SURVEY]);
});
afterAll(() => api?.stop());

interface Signing {
  token?: string;
  /** What the signature is made for, where it differs from what is sent. */
  url?: string;
  form?: Record<string, string>;
}

/** A webhook as Twilio makes it: a form, signed with the token over the address it was given. */
function call(
  path: string,
  form: Record<string, string>,
  { token = TOKENS[0], url, form: signed }: Signing = {},
) {
  const signature = getExpectedTwilioSignature(token!, url ?? `${BASE}${path}`, signed ?? form);
  return api.as().post(path).type('form').set('X-Twilio-Signature', signature).send(form);
}

let counter = 0;
const buildText = (facts: object = {}): Record<string, string> => ({
  MessageSid: `SM${String(++counter).padStart(32, '0')}`,
  AccountSid: `AC${'0'.repeat(32)}`,
  From: '+37060099001',
  To: NUMBER,
  Body: 'hello',
  ...facts,
});
const stored = (sid: string) => api.db.inboundMessage.count({ where: { messageSid: sid } });

/** A question that Twilio has taken from us. */
async function ask() {
  const { plans, customer } = await sell(api, { products: about(SURVEY) });
  const { id } = await api.db.message.findFirstOrThrow({ where: { planId: plans[0].id } });
  await api.db.message.update({ where: { id }, data: { state: 'in-flight', to: '+37060000001', body: '?' } });
  const { phone } = await api.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  return { messageId: id, planId: plans[0].id, customerId: customer.id, phone };
}

describe("A customer's text", () => {
  it('comes in with the right signature, is answered with empty TwiML and stored once', async () => {
    const form = buildText();
    const { text, headers } = await call('/webhooks/twilio/messages', form).expect(200);
    expect(headers['content-type']).toContain('text/xml');
    expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
    await Promise.all([1, 2].map(() => call('/webhooks/twilio/messages', form).expect(200)));
    expect(await stored(form.MessageSid!)).toBe(1);
  });

  it('may be signed with either token while one is exchanged', async () => {
    await call('/webhooks/twilio/messages', buildText(), { token: 'old-token' }).expect(200);
  });

  it.each([
    ['another token', { token: 'stolen' }],
    ['another address', { url: 'https://elsewhere.example/webhooks/twilio/messages' }],
    ['other words', { form: buildText({ Body: 'STOP' }) }],
  ])('signed for %s is refused and not stored', async (_, signing) => {
    const form = buildText();
    const { body } = await call('/webhooks/twilio/messages', form, signing).expect(403);
    expect(body.code).toBe('signature.forbidden');
    expect(await stored(form.MessageSid!)).toBe(0);
  });

  it('without a signature is refused and not stored', async () => {
    const form = buildText();
    await api.as().post('/webhooks/twilio/messages').type('form').send(form).expect(403);
    await api.as('admin').post('/webhooks/twilio/messages').send(form).expect(403);
    expect(await stored(form.MessageSid!)).toBe(0);
  });

  it('with fields that Twilio added since is still taken', async () => {
    await call('/webhooks/twilio/messages', buildText({ Tomorrow: 'x', NumMedia: '1' })).expect(200);
  });

  it('with a character that the database cannot hold is stored without it', async () => {
    const form = buildText({ Body: 'he\u0000llo' });
    await call('/webhooks/twilio/messages', form).expect(200);
    expect(await api.db.inboundMessage.findUnique({ where: { messageSid: form.MessageSid } })).toMatchObject({
      body: 'hello',
    });
  });

  it('that answers a question closes it; what nobody understands waits in the inbox until staff settle it', async () => {
    const asked = await ask();
    const sid = 'SM1';
    await call(`/webhooks/twilio/status/${asked.messageId}`, {
      MessageSid: sid,
      MessageStatus: 'sent',
    }).expect(204);
    await call('/webhooks/twilio/messages', buildText({ From: asked.phone, Body: '5 very quick' })).expect(
      200,
    );
    const { body: plan } = await api.as('staff').get(`/v1/plans/${asked.planId}`).expect(200);
    expect(plan.followUps).toMatchObject([{ state: 'answered', score: '5', comment: 'very quick' }]);
    await call('/webhooks/twilio/messages', buildText({ From: asked.phone, Body: 'who are you' })).expect(
      200,
    );
    const inbox = `/v1/inbox?customer=${asked.customerId}`;
    const { body: before } = await api.as('staff').get(inbox).expect(200);
    expect(before.items).toMatchObject([
      { body: 'who are you', state: 'inbox', customer: { id: asked.customerId } },
    ]);
    const settle = () =>
      api.as('staff').post(`/v1/inbox/${before.items[0].id}/settle`).send({ comment: 'called' });
    const { body: settled } = await settle().expect(200);
    expect(settled).toMatchObject({ state: 'settled' });
    expect((await settle().expect(200)).body).toEqual(settled);
    expect((await api.as('staff').get(inbox)).body.items).toEqual([]);
    await api.as('staff').post('/v1/inbox/inb_none/settle').send({}).expect(404);
  });
});

describe('A status', () => {
  const report = (messageId: string, status: string, more: object = {}) =>
    call(`/webhooks/twilio/status/${messageId}`, {
      MessageSid: `SM-${messageId}`,
      MessageStatus: status,
      ...more,
    });
  const message = async (id: string) => (await api.as('staff').get(`/v1/messages/${id}`).expect(200)).body;

  it('is refused without a valid signature, and changes nothing', async () => {
    const { messageId } = await ask();
    const path = `/webhooks/twilio/status/${messageId}`;
    const form = { MessageSid: 'SM2', MessageStatus: 'delivered' };
    await call(path, form, { token: 'stolen' }).expect(403);
    expect(await message(messageId)).toMatchObject({ state: 'in-flight', sid: null });
  });

  it('settles a message whose answer is still open, and only moves it forward', async () => {
    const { messageId, planId } = await ask();
    await report(messageId, 'delivered').expect(204);
    await report(messageId, 'sent').expect(204);
    await report(messageId, 'queued').expect(204);
    await report(messageId, 'delivered').expect(204);
    expect(await message(messageId)).toMatchObject({ state: 'delivered', sid: `SM-${messageId}` });
    expect(await api.db.event.count({ where: { planId, type: 'sent' } })).toBe(1);
    const { body } = await api.as('staff').get(`/v1/messages?plan=${planId}`).expect(200);
    expect(body.items).toMatchObject([{ id: messageId, state: 'delivered' }]);
  });

  it('with the code of an unknown handset marks the number', async () => {
    const { messageId, customerId } = await ask();
    await report(messageId, 'undelivered', { ErrorCode: '30005' }).expect(204);
    expect(await message(messageId)).toMatchObject({ state: 'undelivered', errorCode: 30005 });
    expect(await api.db.customer.findUnique({ where: { id: customerId } })).toMatchObject({
      phoneState: 'invalid',
    });
  });

  it('of a message that is not ours, or with a word we do not know, does no harm', async () => {
    await report('msg_none', 'delivered').expect(204);
    const { messageId } = await ask();
    await report(messageId, 'teleported').expect(204);
    expect(await message(messageId)).toMatchObject({ state: 'in-flight' });
  });
});
