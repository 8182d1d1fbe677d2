import type twilio from 'twilio';
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

const account = newAccountSid();
const SERVICE = `MG${'c'.repeat(32)}`;
const SLOW = '+15550007777';
let sim: TwilioSim;
let client: twilio.Twilio;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }],
    numbers: [
      { phoneNumber: SENDER, smsUrl: '' },
      { phoneNumber: SLOW, smsUrl: '', segmentsPerSecond: 0.00001 },
    ],
    transitionMs: 1,
  });
  client = clientFor(sim, account);
});
afterAll(async () => {
  await sim.close();
  await receiver.close();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

describe('a refusal that the request itself earns', () => {
  it.each([
    [21211, { to: '+15005550001' }],
    [21211, { to: 'nobody' }],
    [21408, { to: '+15005550003' }],
    [21603, { from: undefined }],
    [21606, { from: '+15559990000' }],
    [21610, { to: '+15005550004' }],
    [21611, { from: '+15005550008' }],
    [21612, { to: '+15005550002' }],
    [21614, { to: '+15005550009' }],
    [21602, { body: '' }],
    [21617, { body: 'a'.repeat(1601) }],
    [35118, { sendAt: inSeconds(600), scheduleType: 'fixed' }],
    [35114, { from: undefined, messagingServiceSid: SERVICE, sendAt: inSeconds(60), scheduleType: 'fixed' }],
    [
      35114,
      {
        from: undefined,
        messagingServiceSid: SERVICE,
        sendAt: inSeconds(36 * 86_400),
        scheduleType: 'fixed',
      },
    ],
    // The first thing that is wrong counts: recipient, sender, body, schedule.
    [21211, { to: 'nobody', from: undefined, body: '' }],
    [21603, { from: undefined, body: '' }],
    [21602, { body: '', sendAt: inSeconds(60), scheduleType: 'fixed' }],
  ])('%i', async (code, wrong) => {
    const message = { to: newPhone(), from: SENDER, body: 'Hi', ...wrong };
    await expect(
      client.messages.create(message as Parameters<typeof client.messages.create>[0]),
    ).rejects.toMatchObject({ code, status: 400 });
  });

  it('20003 and 401 with a wrong token', async () => {
    const stranger = clientFor(sim, account, 'wrong');
    await expect(
      stranger.messages.create({ to: newPhone(), from: SENDER, body: 'Hi' }),
    ).rejects.toMatchObject({
      code: 20003,
      status: 401,
    });
  });
});

describe('a code that a rule asks for', () => {
  it.each([20429, 20500, 20503, 21608, 21635, 35111, 35115, 35117])(
    '%i refuses the request',
    async (errorCode) => {
      const to = newPhone();
      await control(sim, '/rules', { to, errorCode, times: 1 });
      await expect(client.messages.create({ to, from: SENDER, body: 'Hi' })).rejects.toMatchObject({
        code: errorCode,
      });
    },
  );

  it.each([30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30034, 30450, 30500, 30610, 30640])(
    '%i comes with the callback of a message that was taken',
    async (errorCode) => {
      const to = newPhone();
      const path = `/status/${to.slice(1)}`;
      await control(sim, '/rules', { to, errorCode, times: 1 });
      const { sid } = await client.messages.create({
        to,
        from: SENDER,
        body: 'Hi',
        statusCallback: receiver.url + path,
      });
      const [, last] = await receiver.waitFor(path, 2);
      expect(last!.params).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: String(errorCode) });
      expect(await client.messages(sid).fetch()).toMatchObject({ status: 'undelivered', errorCode });
    },
  );
});

it('21611 when the queue of a sender is longer than ten hours', async () => {
  const send = () => client.messages.create({ to: newPhone(), from: SLOW, body: 'Hi' });
  await send();
  await expect.poll(() => send().catch((error: { code: number }) => error.code)).toBe(21611);
});

describe('Advanced Opt-Out with keywords of one’s own', () => {
  const OWN = '+15550008881';
  const OTHER = '+15550008882';
  const sid = `MG${'d'.repeat(32)}`;
  const text = (from: string, body: string, to = OWN) =>
    control<{ keyword: string | null; replies: { body: string; direction: string }[] }>(sim, '/inbound', {
      ...{ from, to, body, account },
    });
  beforeAll(async () => {
    for (const phoneNumber of [OWN, OTHER]) await control(sim, '/numbers', { account, phoneNumber });
    await control(sim, '/services', {
      ...{
        account,
        sid,
        senders: [OWN, OTHER],
        inboundUrl: `${receiver.url}/advanced`,
        isAdvancedOptOut: true,
      },
      keywordSets: [
        {
          language: 'en',
          stop: { keywords: ['STOP', 'NOMORE'], reply: 'You are out.' },
          start: { keywords: ['START'], reply: 'You are in.' },
          help: { keywords: ['HELP'], reply: 'Call us.' },
        },
        {
          language: 'lt',
          country: 'LT',
          stop: { keywords: ['STOP', 'BAIGTI'], reply: 'Daugiau nerašysime.' },
        },
      ],
    });
  });

  it.each([
    ['+37061234001', 'baigti', 'STOP', 'Daugiau nerašysime.'],
    ['+37061234002', 'stop', 'STOP', 'Daugiau nerašysime.'],
    ['+447700900401', 'STOP', 'STOP', 'You are out.'],
    ['+447700900402', 'nomore', 'STOP', 'You are out.'],
    ['+447700900403', 'help', 'HELP', 'Call us.'],
    // Keywords of another country, and defaults that were taken away.
    ['+447700900404', 'BAIGTI', null, null],
    ['+447700900405', 'CANCEL', null, null],
    ['+447700900406', 'YES', null, null],
  ])('%s texts %s: %s', async (from, body, keyword, reply) => {
    const result = await text(from, body);
    expect(result.keyword).toBe(keyword);
    expect(result.replies.map((one) => one.body)).toEqual(reply === null ? [] : [reply]);
    const [last] = receiver.received.filter(({ params }) => params.From === from);
    expect(last!.params.OptOutType).toBe(keyword ?? undefined);
  });

  it('STOP to one sender closes the whole pool, START to another opens it', async () => {
    const from = newPhone();
    await text(from, 'STOP');
    for (const sender of [OWN, OTHER])
      await expect(client.messages.create({ to: from, from: sender, body: 'Hi' })).rejects.toMatchObject({
        code: 21610,
      });
    expect((await text(from, 'START', OTHER)).replies.map((one) => one.body)).toEqual(['You are in.']);
    expect((await client.messages.create({ to: from, from: OWN, body: 'Hi' })).status).toBe('queued');
  });
});

it('an application names where texts report their status; a callback of its own goes before', async () => {
  const sid = `AP${'b'.repeat(32)}`;
  await control(sim, '/applications', { sid, messageStatusCallback: `${receiver.url}/of-application` });
  const create = (more: object) =>
    client.messages.create({ to: newPhone(), from: SENDER, body: 'Hi', applicationSid: sid, ...more });
  await create({});
  await receiver.waitFor('/of-application', 2);
  await create({ statusCallback: `${receiver.url}/own` });
  await receiver.waitFor('/own', 2);
  expect(receiver.received.filter(({ path }) => path === '/of-application')).toHaveLength(2);
});

it('SmartEncoded turns typography into GSM-7 and counts it so', async () => {
  const body = `${'We’re on our way – “soon”… '.repeat(4)}`.trim();
  const create = (smartEncoded: boolean) =>
    client.messages.create({ to: newPhone(), from: SENDER, body, smartEncoded });
  expect(await create(false)).toMatchObject({ body, numSegments: '2' });
  const smart = await create(true);
  expect(smart.numSegments).toBe('1');
  expect(smart.body).toContain(`We're on our way - "soon"...`);
});

it('a look-up tells the type of a line', async () => {
  client.lookups.baseUrl = sim.url;
  const landline = '+37052030000';
  await control(sim, '/line-types', { phoneNumber: landline, type: 'landline', carrierName: 'Telia' });
  const look = (number: string) =>
    client.lookups.v2.phoneNumbers(number).fetch({ fields: 'line_type_intelligence' });
  expect(await look(landline)).toMatchObject({
    valid: true,
    countryCode: 'LT',
    lineTypeIntelligence: { type: 'landline' },
  });
  expect((await look('+37061234567')).lineTypeIntelligence).toMatchObject({ type: 'mobile' });
  expect(await look('+3701')).toMatchObject({ valid: false, lineTypeIntelligence: null });
});
