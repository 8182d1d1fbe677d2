import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
let sim: TwilioSim;
let client: twilio.Twilio;
let receiver: Receiver;
let to: string;
let path: string;

beforeAll(async () => {
  receiver = await startReceiver();
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }],
    transitionMs: 2,
  });
  client = clientFor(sim, account);
});
beforeEach(() => {
  to = newPhone();
  path = `/status/${to.slice(1)}`;
});
afterAll(async () => {
  await sim.close();
  await receiver.close();
});

const setFault = (fault: string, times = 1) => control(sim, '/rules', { to, fault, times });
const send = () =>
  client.messages.create({ to, from: SENDER, body: 'Hi', statusCallback: receiver.url + path });
const accepted = async () =>
  (await control<{ messages: unknown[] }>(sim, `/messages?to=${encodeURIComponent(to)}`)).messages.length;
const held = async () => (await control<{ held: number }>(sim, `/holds?to=${encodeURIComponent(to)}`)).held;

describe('what the caller sees, and how many messages were accepted', () => {
  it.each([
    ['close-before', { code: 'ECONNRESET' }, 0],
    ['503', { status: 503 }, 0],
    ['429', { status: 429, code: 20429 }, 0],
    ['close-after-accept', { code: 'ECONNRESET' }, 1],
    ['500-after-accept', { status: 500, code: 20500 }, 1],
    ['cut-body', { code: 'ERR_BAD_RESPONSE', status: 201 }, 1],
  ])('%s', async (fault, error, count) => {
    await setFault(fault);
    await expect(send()).rejects.toMatchObject(error);
    expect(await accepted()).toBe(count);
    // The rule is used up: the next one goes through.
    expect((await send()).status).toBe('queued');
    expect(await accepted()).toBe(count + 1);
  });

  it.each([20003, 20429, 21211, 21408, 21603, 21606, 21608, 21610, 21611, 21612, 21614, 21617, 21635, 35115])(
    'a refusal with %i, when a rule asks for it',
    async (errorCode) => {
      await control(sim, '/rules', { to, errorCode, times: 1 });
      await expect(send()).rejects.toMatchObject({ code: errorCode });
      expect(await accepted()).toBe(0);
    },
  );

  it('429 as often as asked, then success, under a client that tries again', async () => {
    await setFault('429', 2);
    const patient = twilio(account, AUTH_TOKEN, { autoRetry: true, maxRetryDelay: 10 });
    patient.api.baseUrl = sim.url;
    await patient.messages.create({ to, from: SENDER, body: 'Hi' });
    expect(await accepted()).toBe(1);
  });
});

describe('callbacks', () => {
  const statuses = async (count: number) =>
    (await receiver.waitFor(path, count)).map((request) => request.params.MessageStatus);

  it('duplicate-callback sends each one twice', async () => {
    await setFault('duplicate-callback');
    await send();
    expect(await statuses(4)).toEqual(['sent', 'sent', 'delivered', 'delivered']);
  });

  it('callback-first delivers one before the create is answered', async () => {
    await setFault('callback-first');
    const message = await send();
    expect(receiver.received.filter((request) => request.path === path)).toHaveLength(1);
    expect(message.status).toBe('queued');
    expect(await statuses(2)).toEqual(['sent', 'delivered']);
  });

  it('late-callbacks puts the final one first', async () => {
    await setFault('late-callbacks');
    await send();
    expect(await statuses(2)).toEqual(['delivered', 'sent']);
  });

  it('bad-signature signs with a wrong key', async () => {
    await setFault('bad-signature');
    await send();
    const [request] = await receiver.waitFor(path, 1);
    const signature = String(request?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(AUTH_TOKEN, signature, receiver.url + path, request?.params ?? {})).toBe(
      false,
    );
  });

  it('stuck-at-sent never reports delivery', async () => {
    await setFault('stuck-at-sent');
    const { sid } = await send();
    to = newPhone();
    path = `/status/${to.slice(1)}`;
    await send();
    expect(await statuses(2)).toEqual(['sent', 'delivered']);
    expect((await client.messages(sid).fetch()).status).toBe('sent');
  });
});

describe('holds', () => {
  it('hold keeps the answer back after the message was accepted', async () => {
    await setFault('hold');
    const sending = send();
    await expect.poll(held).toBe(1);
    expect(await accepted()).toBe(1);
    expect(await control(sim, '/release', { to })).toEqual({ released: 1 });
    expect((await sending).to).toBe(to);
    expect(await held()).toBe(0);
  });

  it('hold-before keeps the request back before anything is stored', async () => {
    await setFault('hold-before');
    const sending = send();
    await expect.poll(held).toBe(1);
    expect(await accepted()).toBe(0);
    await control(sim, '/release', { to });
    await sending;
    expect(await accepted()).toBe(1);
  });

  it.each([
    ['hold', 1],
    ['hold-before', 0],
  ])('a caller that dies during %s leaves %i message', async (fault, count) => {
    await setFault(fault);
    const hasty = twilio(account, AUTH_TOKEN, { timeout: 150 });
    hasty.api.baseUrl = sim.url;
    await expect(hasty.messages.create({ to, from: SENDER, body: 'Hi' })).rejects.toMatchObject({
      code: 'ECONNABORTED',
    });
    expect(await held()).toBe(1);
    await control(sim, '/release', { to });
    expect(await accepted()).toBe(count);
  });

  it('a reset ends what is held as if it had never come', async () => {
    await setFault('hold-before');
    const sending = send();
    const refusal = expect(sending).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect.poll(held).toBe(1);
    await control(sim, '/reset', { account });
    await refusal;
    expect(await accepted()).toBe(0);
  });
});

it('rules for one number go before general ones, and can be cleared', async () => {
  await control(sim, '/rules', { account, fault: '429' });
  await setFault('503');
  await expect(send()).rejects.toMatchObject({ status: 503 });
  await expect(send()).rejects.toMatchObject({ status: 429 });
  await fetch(`${sim.url}/_sim/rules`, { method: 'DELETE' });
  expect((await send()).status).toBe('queued');
});
