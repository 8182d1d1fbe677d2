import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import type { WebhookAttempt } from './webhooks.js';

const account = newAccountSid();
const SLOW_SENDER = '+15550002222';
const service = `MG${'a'.repeat(32)}`;
let sim: TwilioSim;
let client: twilio.Twilio;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }],
    numbers: [
      { phoneNumber: SENDER, smsUrl: '' },
      { phoneNumber: SLOW_SENDER, smsUrl: '', segmentsPerSecond: 1 },
    ],
    transitionMs: 2,
    retryDelayMs: 1,
  });
  client = clientFor(sim, account);
  await control(sim, '/services', { account, sid: service, senders: [SENDER] });
});
afterAll(async () => {
  await sim.close();
  await receiver.close();
});

let lastPath = 0;
const newPath = () => `/status/${(lastPath += 1)}`;

async function send(path: string, change: object = {}): Promise<{ sid: string; to: string }> {
  const to = newPhone();
  const statusCallback = receiver.url + path;
  return client.messages.create({ to, from: SENDER, body: 'Hi', statusCallback, ...change });
}

const statusesAt = async (path: string, count: number) =>
  (await receiver.waitFor(path, count)).map((request) => request.params.MessageStatus);

describe('statuses', () => {
  it('reports sent and delivered, not the first status, with valid signatures', async () => {
    const path = '/status/a?x=1&y=%20';
    const { sid, to } = await send(path);
    const requests = await receiver.waitFor(path, 2);
    expect(requests.map((request) => request.params.MessageStatus)).toEqual(['sent', 'delivered']);
    for (const { headers, params } of requests) {
      const signature = String(headers['x-twilio-signature']);
      expect(twilio.validateRequest(AUTH_TOKEN, signature, receiver.url + path, params)).toBe(true);
      expect(params).toMatchObject({
        MessageSid: sid,
        SmsSid: sid,
        From: SENDER,
        To: to,
        AccountSid: account,
      });
    }
    expect(requests[1]?.params.RawDlrDoneDate).toMatch(/^\d{10}$/);
    const message = await client.messages(sid).fetch();
    expect(message).toMatchObject({ status: 'delivered', price: '-0.00750', errorCode: null });
    expect(message.dateSent).toBeInstanceOf(Date);
  });

  it('passes through queued and gets a sender of the pool with a Messaging Service', async () => {
    const path = newPath();
    const { sid } = await send(path, { from: undefined, messagingServiceSid: service });
    expect(await statusesAt(path, 3)).toEqual(['queued', 'sent', 'delivered']);
    expect(await client.messages(sid).fetch()).toMatchObject({ from: SENDER, numSegments: '1' });
  });

  it.each([
    [{ outcome: 'undelivered' }, ['sent', 'undelivered'], '30003'],
    [{ errorCode: 30006 }, ['sent', 'undelivered'], '30006'],
    [{ outcome: 'failed', errorCode: 30034 }, ['failed'], '30034'],
  ])('follows the rule %o', async (rule, statuses, code) => {
    const path = newPath();
    const to = newPhone();
    await control(sim, '/rules', { to, ...rule });
    const { sid } = await send(path, { to });
    expect(await statusesAt(path, statuses.length)).toEqual(statuses);
    expect(receiver.received.findLast((request) => request.path === path)?.params.ErrorCode).toBe(code);
    expect((await client.messages(sid).fetch()).errorCode).toBe(Number(code));
  });

  it('fails with 30001 when the validity ends in the queue', async () => {
    const path = newPath();
    const to = newPhone();
    await control(sim, '/rules', { to, delayMs: 60_000 });
    await send(path, { to, validityPeriod: 1 });
    const [failed] = await receiver.waitFor(path, 1);
    expect(failed?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '30001' });
  });

  it('stays in its first status for as long as the rule says', async () => {
    const to = newPhone();
    await control(sim, '/rules', { to, delayMs: 60_000 });
    const { sid } = await send(newPath(), { to });
    const other = newPath();
    await send(other);
    await receiver.waitFor(other, 2);
    expect((await client.messages(sid).fetch()).status).toBe('queued');
  });

  it("keeps to a sender's rate", async () => {
    const path = newPath();
    const first = await send(path, { from: SLOW_SENDER, body: 'a'.repeat(300), validityPeriod: 1 });
    const second = await send(newPath(), { from: SLOW_SENDER, validityPeriod: 1 });
    await receiver.waitFor(path, 2);
    expect((await client.messages(first.sid).fetch()).status).toBe('delivered');
    // Two segments at one a second are in front of it: longer than it may wait.
    await expect.poll(async () => (await client.messages(second.sid).fetch()).errorCode).toBe(30001);
  });
});

describe('retries', () => {
  const attemptsOf = async (messageSid: string) =>
    (await control<{ webhooks: WebhookAttempt[] }>(sim, `/webhooks?messageSid=${messageSid}`)).webhooks;

  it('tries again as the fragment says, with a token, and never sends the fragment', async () => {
    const path = newPath();
    receiver.answers.unshift({ status: 500 }, { status: 404 });
    const { sid } = await send(`${path}#rc=3&rp=all`);
    expect(await statusesAt(path, 4)).toEqual(['sent', 'sent', 'sent', 'delivered']);
    await expect.poll(async () => (await attemptsOf(sid)).length).toBe(4);
    const attempts = await attemptsOf(sid);
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 404],
      [3, 200],
      [1, 200],
    ]);
    expect(attempts[0]?.idempotencyToken).toBeNull();
    expect(attempts[1]?.idempotencyToken).toBe(attempts[2]?.idempotencyToken);
    expect(attempts[1]?.url).toBe(receiver.url + path);
  });

  it('takes a 500 as an answer without a fragment', async () => {
    const path = newPath();
    receiver.answers.unshift({ status: 500 });
    await send(path);
    expect(await statusesAt(path, 2)).toEqual(['sent', 'delivered']);
  });

  it('retries once when nobody listens', async () => {
    const closed = await startReceiver();
    await closed.close();
    const { sid } = await send('', { statusCallback: closed.url });
    await expect.poll(async () => (await attemptsOf(sid)).length).toBe(4);
    expect((await attemptsOf(sid)).map(({ attempt, error }) => [attempt, error !== null])).toEqual([
      [1, true],
      [2, true],
      [1, true],
      [2, true],
    ]);
  });

  it('follows a redirect by GET and so loses the parameters', async () => {
    const path = newPath();
    receiver.answers.unshift({ status: 302, location: `${path}/moved` });
    await send(path);
    const [moved] = await receiver.waitFor(`${path}/moved`, 1);
    expect(moved).toMatchObject({ method: 'GET', params: {} });
  });
});
