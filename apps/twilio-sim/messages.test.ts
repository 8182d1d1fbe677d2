import twilio from 'twilio';
import type { MessagePage } from 'twilio/lib/rest/api/v2010/account/message.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTwilioSim, type TwilioSim } from './server.js';
import { AUTH_TOKEN, clientFor, control, newAccountSid, newPhone, schemaCheck, SENDER } from './testing.js';

const account = newAccountSid();
const apiKey = { sid: 'SK00000000000000000000000000000001', secret: 'hush' };
const service = `MG${'0'.repeat(32)}`;
const isMessage = schemaCheck('api.v2010.account.message');
const isList = schemaCheck('ListMessageResponse');
let sim: TwilioSim;
let client: twilio.Twilio;

beforeAll(async () => {
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [apiKey] }],
    numbers: [{ phoneNumber: SENDER, smsUrl: '' }],
  });
  client = clientFor(sim, account);
});
afterAll(() => sim.close());

/** The bare answer, since the client hides missing fields. */
async function raw(path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${account}:${AUTH_TOKEN}`).toString('base64')}`;
  return fetch(`${sim.url}/2010-04-01/Accounts/${account}${path}`, { headers: { authorization }, ...init });
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe('create', () => {
  it('answers 201 with every field of the published schema', async () => {
    const form = new URLSearchParams({ To: newPhone(), From: SENDER, Body: 'Ačiū! '.repeat(20) });
    const response = await raw('/Messages.json', {
      method: 'POST',
      body: form,
      headers: { authorization: `Basic ${Buffer.from(`${account}:${AUTH_TOKEN}`).toString('base64')}` },
    });
    const body: unknown = await response.json();
    expect(response.status).toBe(201);
    expect(isMessage(body), JSON.stringify(isMessage.errors)).toBe(true);
    expect(body).toMatchObject({ status: 'queued', num_segments: '2', error_code: null, date_sent: null });
  });

  it('starts accepted, without a sender, through a Messaging Service', async () => {
    const message = await client.messages.create({
      to: newPhone(),
      messagingServiceSid: service,
      body: 'Hi',
    });
    expect(message).toMatchObject({
      status: 'accepted',
      from: null,
      numSegments: '0',
      messagingServiceSid: service,
    });
  });

  it('accepts an API key', async () => {
    const keyed = twilio(apiKey.sid, apiKey.secret, { accountSid: account });
    keyed.api.baseUrl = sim.url;
    const message = await keyed.messages.create({ to: newPhone(), from: SENDER, body: 'Hi' });
    expect(message.accountSid).toBe(account);
  });

  it.each([
    ['no recipient', { to: '' }, 21604],
    ['a recipient without country code', { to: '61234567' }, 21211],
    ['letters as recipient', { to: '+370abc' }, 21211],
    ['magic number: invalid', { to: '+15005550001' }, 21211],
    ['magic number: not routable', { to: '+15005550002' }, 21612],
    ['magic number: region', { to: '+15005550003' }, 21408],
    ['magic number: opted out', { to: '+15005550004' }, 21610],
    ['magic number: no SMS', { to: '+15005550009' }, 21614],
    ['magic sender: invalid', { from: '+15005550001' }, 21212],
    ['magic sender: not owned', { from: '+15005550007' }, 21606],
    ['magic sender: queue full', { from: '+15005550008' }, 21611],
    ['no sender', { from: undefined }, 21603],
    ['a sender of somebody else', { from: '+15550009999' }, 21606],
    ['a broken service SID', { messagingServiceSid: 'MG12' }, 21705],
    ['no body', { body: '' }, 21602],
    ['a body of 1,601 characters', { body: 'a'.repeat(1601) }, 21617],
    ['an underscore in the callback host', { statusCallback: 'http://my_host/x' }, 21609],
    ['a schedule without a service', { scheduleType: 'fixed' as const, sendAt: inDays(1) }, 35118],
    ['a recipient before a sender', { to: 'x', from: undefined, body: '' }, 21211],
    ['a sender before a body', { from: undefined, body: '' }, 21603],
  ])('refuses %s', async (_name, change, code) => {
    const create = client.messages.create({ to: newPhone(), from: SENDER, body: 'Hi', ...change });
    await expect(create).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
  });

  it.each([
    ['no instant', undefined, 35111],
    ['four minutes from now', new Date(Date.now() + 240_000), 35114],
    ['36 days from now', inDays(36), 35114],
  ])('refuses a schedule with %s', async (_name, sendAt, code) => {
    const create = client.messages.create({
      to: newPhone(),
      messagingServiceSid: service,
      body: 'Hi',
      scheduleType: 'fixed',
      sendAt,
    });
    await expect(create).rejects.toMatchObject({ code });
  });

  it('takes 1,600 characters, the good magic sender and an alphanumeric one', async () => {
    for (const from of [SENDER, '+15005550006', 'Aftercare']) {
      const message = await client.messages.create({ to: newPhone(), from, body: '谢'.repeat(1600) });
      expect(message).toMatchObject({ numSegments: '24', from });
    }
  });

  it.each([
    ['a wrong token', () => clientFor(sim, account, 'wrong')],
    ['an unknown account', () => clientFor(sim, newAccountSid())],
  ])('refuses %s', async (_name, other) => {
    const create = other().messages.create({ to: newPhone(), from: SENDER, body: 'Hi' });
    await expect(create).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});

describe('fetch, update, delete', () => {
  it('shows a message by its SID and only to its account', async () => {
    const { sid } = await client.messages.create({ to: newPhone(), from: SENDER, body: 'Hi' });
    expect((await client.messages(sid).fetch()).body).toBe('Hi');
    const other = newAccountSid();
    await control(sim, '/accounts', { sid: other, authToken: AUTH_TOKEN });
    await expect(clientFor(sim, other).messages(sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  it('redacts a body and refuses to change it to another', async () => {
    const { sid } = await client.messages.create({ to: newPhone(), from: SENDER, body: 'private' });
    expect((await client.messages(sid).update({ body: '' })).body).toBe('');
    await expect(client.messages(sid).update({ body: 'other' })).rejects.toMatchObject({ status: 400 });
  });

  it('cancels what is scheduled, and nothing else', async () => {
    const to = newPhone();
    const scheduled = await client.messages.create({
      to,
      messagingServiceSid: service,
      body: 'Later',
      scheduleType: 'fixed',
      sendAt: inDays(34),
    });
    expect(scheduled.status).toBe('scheduled');
    const canceled = await client.messages(scheduled.sid).update({ status: 'canceled' });
    expect(canceled.status).toBe('canceled');
    const again = client.messages(scheduled.sid).update({ status: 'canceled' });
    await expect(again).rejects.toMatchObject({ code: 30409, status: 409 });
  });

  it('deletes what has arrived', async () => {
    const to = newPhone();
    const { sid } = await client.messages.create({ to, from: SENDER, body: 'Hi' });
    await expect.poll(async () => (await client.messages(sid).fetch()).status).toBe('delivered');
    await client.messages(sid).remove();
    await expect(client.messages(sid).fetch()).rejects.toMatchObject({ status: 404 });
    expect(await client.messages.list({ to })).toEqual([]);
    const { messages } = await control<{ messages: unknown[] }>(
      sim,
      `/messages?to=${encodeURIComponent(to)}`,
    );
    expect(messages).toHaveLength(1);
  });
});

describe('list', () => {
  it('pages through everything, newest first, while new texts come in', async () => {
    const to = newPhone();
    for (let n = 1; n <= 5; n += 1) await client.messages.create({ to, from: SENDER, body: `text ${n}` });
    const bodies: string[] = [];
    for await (const body of bodiesOf(to)) {
      if (bodies.length === 1) await client.messages.create({ to, from: SENDER, body: 'meanwhile' });
      bodies.push(body);
    }
    expect(bodies).toEqual(['text 5', 'text 4', 'text 3', 'text 2', 'text 1']);
  });

  async function* bodiesOf(to: string): AsyncGenerator<string> {
    let page: Pick<MessagePage, 'instances' | 'nextPage'> | undefined;
    page = await client.messages.page({ to, pageSize: 2 });
    while (page) {
      for (const instance of page.instances) yield instance.body;
      page = await page.nextPage();
    }
  }

  it('answers the published list schema, also when empty', async () => {
    for (const query of ['?PageSize=2', `?To=${encodeURIComponent(newPhone())}`]) {
      const body: unknown = await (await raw(`/Messages.json${query}`)).json();
      expect(isList(body), JSON.stringify(isList.errors)).toBe(true);
    }
  });

  it('filters by sender and by the date of sending', async () => {
    const to = newPhone();
    const { sid } = await client.messages.create({ to, from: SENDER, body: 'Hi' });
    await expect.poll(async () => (await client.messages(sid).fetch()).status).toBe('delivered');
    const count = async (filter: object) => (await client.messages.list({ to, ...filter })).length;
    expect(await count({ from: SENDER })).toBe(1);
    expect(await count({ from: '+15005550006' })).toBe(0);
    expect(await count({ dateSentAfter: inDays(-1), dateSentBefore: inDays(1) })).toBe(1);
    expect(await count({ dateSentAfter: inDays(1) })).toBe(0);
    expect(await count({ dateSentBefore: inDays(-1) })).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    const body = (await (
      await raw(`/Messages.json?To=${encodeURIComponent(to)}&DateSent=${today}`)
    ).json()) as {
      messages: unknown[];
    };
    expect(body.messages).toHaveLength(1);
  });

  it('refuses a page size of nothing', async () => {
    expect((await raw('/Messages.json?PageSize=0')).status).toBe(400);
  });
});

it('answers unknown paths as Twilio does', async () => {
  const response = await raw('/Nonsense.json');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 20404, status: 404 });
});
