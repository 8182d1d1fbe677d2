import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboundResult } from './inbound.js';
import { startTwilioSim, type TwilioSim } from './server.js';
import {
  AUTH_TOKEN,
  clientFor,
  control,
  newAccountSid,
  newPhone,
  SENDER,
  startReceiver,
  type Receiver,
} from './testing.js';

const account = newAccountSid();
const ADVANCED = '+15550003333';
const HOOK = '/webhooks/messages';
let sim: TwilioSim;
let client: twilio.Twilio;
let receiver: Receiver;
let phone: string;

beforeAll(async () => {
  receiver = await startReceiver();
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }],
    numbers: [
      { phoneNumber: SENDER, smsUrl: `${receiver.url}${HOOK}#rc=3&rp=all` },
      { phoneNumber: ADVANCED, smsUrl: `${receiver.url}${HOOK}`, isAdvancedOptOut: true },
    ],
    transitionMs: 1,
    retryDelayMs: 1,
  });
  client = clientFor(sim, account);
});
beforeEach(() => {
  phone = newPhone();
  receiver.received.length = 0;
});
afterAll(async () => {
  await sim.close();
  await receiver.close();
});

const text = (body: string, more: object = {}) =>
  control<InboundResult>(sim, '/inbound', { from: phone, to: SENDER, body, ...more });
const send = (from = SENDER) => client.messages.create({ to: phone, from, body: 'Hi' });
const answerOnce = (body: string, type = 'text/xml') => receiver.answers.unshift({ status: 200, type, body });
const repliesOf = (result: InboundResult) => result.replies.map((reply) => reply.body);

describe('a text from a customer', () => {
  it('is stored, signed and delivered, and the call tells what the webhook answered', async () => {
    const result = await text(' 2, still leaking – ačiū ');
    expect(result).toMatchObject({ isDuplicate: false, keyword: null, errors: [], replies: [] });
    expect(result.webhook).toMatchObject({ status: 200, body: '<Response/>', attempts: 1 });
    const [request] = receiver.received;
    expect(request?.params).toMatchObject({
      MessageSid: result.messageSid,
      SmsMessageSid: result.messageSid,
      From: phone,
      To: SENDER,
      Body: ' 2, still leaking – ačiū ',
      NumMedia: '0',
      SmsStatus: 'received',
      FromCountry: 'LT',
      FromCity: '',
    });
    expect(request?.params).not.toHaveProperty('OptOutType');
    const signature = String(request?.headers['x-twilio-signature']);
    const url = receiver.url + HOOK;
    expect(twilio.validateRequest(AUTH_TOKEN, signature, url, request?.params ?? {})).toBe(true);
    expect(await client.messages(result.messageSid).fetch()).toMatchObject({
      direction: 'inbound',
      status: 'received',
    });
  });

  it('goes to the number that texted this customer last', async () => {
    await send(ADVANCED);
    const result = await control<InboundResult>(sim, '/inbound', { from: phone, body: 'ok' });
    expect(result.message.to).toBe(ADVANCED);
  });

  it('comes twice with the same SID when asked to, and is stored once', async () => {
    const { messageSid } = await text('5');
    expect(await text('5', { messageSid })).toMatchObject({ messageSid, isDuplicate: true });
    expect(receiver.received.map((request) => request.params.MessageSid)).toEqual([messageSid, messageSid]);
    expect(await client.messages.list({ from: phone })).toHaveLength(1);
  });

  it('comes twice, or wrongly signed, under a rule', async () => {
    await control(sim, '/rules', { to: phone, fault: 'duplicate-callback', times: 1 });
    await text('5');
    expect(receiver.received).toHaveLength(2);
    await control(sim, '/rules', { to: phone, fault: 'bad-signature', times: 1 });
    await text('5');
    const forged = receiver.received[2];
    const signature = String(forged?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(AUTH_TOKEN, signature, receiver.url + HOOK, forged?.params ?? {})).toBe(
      false,
    );
  });

  it('is tried again as the fragment says', async () => {
    receiver.answers.unshift({ status: 500 }, { status: 503 });
    expect((await text('4')).webhook).toMatchObject({ attempts: 3, status: 200 });
  });

  it('is refused with all faults when the control call is wrong', async () => {
    const wrong = control(sim, '/inbound', { from: 'a b c', body: 5, extra: true });
    await expect(wrong).rejects.toThrow(/\/from[^]*\/body[^]*extra/);
  });
});

describe('TwiML', () => {
  it('is carried out: messages go back, with status callbacks', async () => {
    const response = new twilio.twiml.MessagingResponse();
    response.message({ statusCallback: `${receiver.url}/status/reply` }, 'Thank you & <goodbye>');
    answerOnce(response.toString());
    const result = await text('5');
    expect(repliesOf(result)).toEqual(['Thank you & <goodbye>']);
    expect(result.replies[0]).toMatchObject({ direction: 'outbound-reply', from: SENDER, to: phone });
    await receiver.waitFor('/status/reply', 2);
  });

  it('follows a relative redirect', async () => {
    answerOnce('<Response><Redirect>../next</Redirect></Response>');
    receiver.answers.splice(1, 0, { status: 200, type: 'text/plain', body: 'From the second page' });
    expect(repliesOf(await text('5'))).toEqual(['From the second page']);
    expect(receiver.received[1]?.path).toBe('/next');
  });

  it.each([
    ['bad XML', '<Response>', 'text/xml', '12100'],
    ['JSON', '{}', 'application/json', '12300'],
  ])('reports %s', async (_name, body, type, code) => {
    answerOnce(body, type);
    expect((await text('5')).errors).toEqual([expect.stringContaining(code)]);
  });

  it('falls back to the second URL', async () => {
    const phoneNumber = '+15550004444';
    const closed = await startReceiver();
    await closed.close();
    await control(sim, '/numbers', {
      phoneNumber,
      smsUrl: closed.url,
      smsFallbackUrl: `${receiver.url}/fallback`,
    });
    await text('5', { to: phoneNumber });
    expect(receiver.received.map((request) => request.path)).toEqual(['/fallback']);
  });
});

describe('keywords on a long code', () => {
  it.each(['STOP', 'stop', ' Unsubscribe ', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'])(
    '"%s" blocks this sender only, answers once and still reaches the webhook',
    async (word) => {
      const result = await text(word);
      expect(result.keyword).toBe('STOP');
      expect(repliesOf(result)).toEqual([expect.stringContaining('unsubscribed')]);
      expect(result.replies[0]).toMatchObject({ direction: 'outbound-reply' });
      expect(receiver.received).toHaveLength(1);
      await expect(send()).rejects.toMatchObject({ status: 400, code: 21610 });
      expect((await send(ADVANCED)).status).toBe('queued');
      expect(repliesOf(await text('STOP'))).toEqual([]);
    },
  );

  it.each(['START', 'unstop', 'Yes'])('"%s" opens the sender again', async (word) => {
    await text('STOP');
    expect(repliesOf(await text(word))).toEqual([expect.stringContaining('re-subscribed')]);
    expect((await send()).status).toBe('queued');
  });

  it.each(['STOP PLEASE', 'stop!', 'Baja', '退订', 'yes', 'START'])(
    '"%s" from somebody who is not blocked changes nothing',
    async (word) => {
      expect(repliesOf(await text(word))).toEqual([]);
      expect((await send()).status).toBe('queued');
    },
  );

  it('HELP is answered and blocks nothing', async () => {
    expect(repliesOf(await text('HELP'))).toEqual([expect.stringContaining('STOP')]);
    expect((await send()).status).toBe('queued');
  });

  it('TwiML cannot text a customer who has just opted out', async () => {
    answerOnce('<Response><Message>Sorry to see you go</Message></Response>');
    const result = await text('STOP');
    expect(result.replies).toHaveLength(1);
    expect(result.errors).toEqual([expect.stringContaining('21610')]);
  });

  it('Advanced Opt-Out names the keyword in OptOutType', async () => {
    await text('cancel', { to: ADVANCED });
    expect(receiver.received[0]?.params.OptOutType).toBe('STOP');
  });

  it('a block counts for the whole pool of a Messaging Service', async () => {
    const sid = `MG${'b'.repeat(32)}`;
    const senders = ['+15550005551', '+15550005552'];
    await control(sim, '/services', { account, sid, senders, inboundUrl: `${receiver.url}/service` });
    await text('STOP', { to: '+15550005552', account });
    expect(receiver.received[0]).toMatchObject({ path: '/service', params: { MessagingServiceSid: sid } });
    const create = client.messages.create({ to: phone, messagingServiceSid: sid, body: 'Hi' });
    await expect(create).rejects.toMatchObject({ code: 21610 });
  });
});
