import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InboundResult } from './inbound.js';
import { startTwilioSim, type TwilioSim, type TwilioSimOptions } from './server.js';
import {
  AUTH_TOKEN,
  clientFor,
  control,
  newAccountSid,
  newPhone,
  schemaCheck,
  SENDER,
  startReceiver,
} from './testing.js';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(options: TwilioSimOptions = {}): Promise<TwilioSim> {
  const sim = await startTwilioSim({ transitionMs: 1, retryDelayMs: 1, ...options });
  ends.push(sim.close);
  return sim;
}

function newDataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twilio-sim-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  return join(folder, 'deep', 'journal.jsonl');
}

const account = newAccountSid();
const accounts = [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }];
const inProgress = { to: newPhone(), from: SENDER, body: 'On its way' };

describe('a restart on the same journal', () => {
  it('knows messages, opt-outs, numbers and accounts, and carries on what was under way', async () => {
    const receiver = await startReceiver();
    ends.push(receiver.close);
    const dataFile = newDataFile();
    const other = newAccountSid();
    const phone = newPhone();
    const before = await startTwilioSim({ accounts, dataFile, transitionMs: 60_000 });
    await control(before, '/accounts', { sid: other, authToken: AUTH_TOKEN });
    await control(before, '/numbers', { phoneNumber: SENDER, smsUrl: '' });
    await control(before, '/inbound', { from: phone, to: SENDER, body: 'STOP', account });
    const statusCallback = `${receiver.url}/status`;
    const { sid } = await clientFor(before, account).messages.create({ ...inProgress, statusCallback });
    await before.close();
    appendFileSync(dataFile, '{"t":"message","mess');

    const after = await start({ accounts, dataFile });
    await receiver.waitFor('/status', 2);
    expect((await clientFor(after, account).messages(sid).fetch()).body).toBe(inProgress.body);
    const create = clientFor(after, account).messages.create({ to: phone, from: SENDER, body: 'Hi' });
    await expect(create).rejects.toMatchObject({ code: 21610 });
    expect(await clientFor(after, other).messages.list({ limit: 1 })).toEqual([]);
    const { messages } = await control<{ messages: { body: string }[] }>(after, '/messages');
    expect(messages.map((message) => message.body)).toEqual([
      'STOP',
      expect.stringContaining('unsubscribed'),
      inProgress.body,
    ]);
  });

  it('delivers a text whose webhook the end has cut off', async () => {
    const receiver = await startReceiver();
    ends.push(receiver.close);
    const dataFile = newDataFile();
    const silent = [{ phoneNumber: SENDER, smsUrl: 'http://127.0.0.1:9/#rc=5&rp=all' }];
    const before = await startTwilioSim({ accounts, dataFile, numbers: silent, retryDelayMs: 60_000 });
    const texting = control(before, '/inbound', { from: newPhone(), to: SENDER, body: '5' });
    const cutOff = expect(texting).rejects.toThrow();
    await expect
      .poll(async () => (await control<{ webhooks: unknown[] }>(before, '/webhooks')).webhooks.length)
      .toBe(1);
    await before.close();
    await cutOff;

    await start({ accounts, dataFile, numbers: [{ phoneNumber: SENDER, smsUrl: `${receiver.url}/hook` }] });
    const [request] = await receiver.waitFor('/hook', 1);
    expect(request?.params.Body).toBe('5');
  });

  it('forgets what was reset, and writes the file anew', async () => {
    const dataFile = newDataFile();
    const before = await startTwilioSim({ accounts, dataFile, transitionMs: 1 });
    await clientFor(before, account).messages.create(inProgress);
    await control(before, '/reset', {});
    await before.close();
    const after = await start({ accounts, dataFile });
    expect(await control(after, '/messages')).toEqual({ messages: [] });
    expect(readFileSync(dataFile, 'utf8')).not.toContain(inProgress.body);
  });

  it('says which line is broken', async () => {
    const dataFile = newDataFile();
    await (await startTwilioSim({ dataFile })).close();
    appendFileSync(dataFile, 'nonsense\n{}\n');
    await expect(startTwilioSim({ dataFile })).rejects.toThrow(/line \d+ is not a journal entry/);
  });
});

describe('accounts', () => {
  it('do not see each other, and are reset one by one', async () => {
    const sim = await start({ accounts });
    const other = newAccountSid();
    await control(sim, '/accounts', { sid: other, authToken: AUTH_TOKEN });
    for (const sid of [account, other]) await clientFor(sim, sid).messages.create(inProgress);
    expect(await clientFor(sim, other).messages.list()).toHaveLength(1);
    const countOf = async (query: string) =>
      (await control<{ messages: unknown[] }>(sim, `/messages${query}`)).messages.length;
    expect([await countOf(''), await countOf(`?account=${other}`)]).toEqual([2, 1]);
    await control(sim, `/reset?account=${other}`, {});
    expect([await countOf(''), await countOf(`?account=${other}`)]).toEqual([1, 0]);
  });
});

describe('the control side', () => {
  it('filters messages, also by a number whose plus was not encoded', async () => {
    const sim = await start({ accounts });
    const { to } = await clientFor(sim, account).messages.create(inProgress);
    await control(sim, '/inbound', { from: to, body: 'And back' });
    const bodies = async (query: string) =>
      (await control<{ messages: { body: string }[] }>(sim, `/messages?${query}`)).messages.map(
        (message) => message.body,
      );
    expect(await bodies(`to=${to}`)).toEqual(['On its way']);
    expect(await bodies(`from=${to}&direction=inbound`)).toEqual(['And back']);
    expect(await bodies(`phone=${to}`)).toEqual(['On its way', 'And back']);
    expect(await bodies('direction=outbound')).toEqual(['On its way']);
  });

  it('ignores forms, so that no web page can play the customer', async () => {
    const sim = await start({ accounts });
    const body = new URLSearchParams({ from: newPhone(), to: SENDER, body: 'STOP' });
    const response = await fetch(`${sim.url}/_sim/inbound`, { method: 'POST', body });
    expect(response.status).toBe(400);
  });

  it('streams new and changed texts to the phone page', async () => {
    const sim = await start({ accounts });
    const response = await fetch(`${sim.url}/_sim/events`);
    await clientFor(sim, account).messages.create(inProgress);
    let seen = '';
    for await (const chunk of response.body ?? []) {
      seen += new TextDecoder().decode(chunk);
      if (seen.includes('"status":"delivered"')) break;
    }
    expect(seen).toContain(`"phone":"${inProgress.to}"`);
  });

  it('lists handsets, the latest first, with who has opted out', async () => {
    const sim = await start({ accounts });
    await clientFor(sim, account).messages.create(inProgress);
    await control(sim, '/inbound', { from: '+34612345678', to: SENDER, body: 'STOP' });
    const { handsets } = await control<{ handsets: object[] }>(sim, '/handsets');
    expect(handsets).toMatchObject([
      { phone: '+34612345678', label: '+34 612 34 56 78', country: 'ES', count: 2, isOptedOut: true },
      { phone: inProgress.to, country: 'LT', isOptedOut: false, last: { body: 'On its way' } },
    ]);
  });

  it('serves the phone page, which loads nothing from elsewhere', async () => {
    const sim = await start();
    const response = await fetch(sim.url);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await response.text()).not.toMatch(/(src|href)="https?:/);
  });
});

describe('numbers', () => {
  it('are listed, fetched and updated over REST as the published schema says', async () => {
    const receiver = await startReceiver();
    ends.push(receiver.close);
    const sim = await start({ accounts, numbers: [{ phoneNumber: SENDER, smsUrl: '' }] });
    const client = clientFor(sim, account);
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: SENDER });
    const updated = await client
      .incomingPhoneNumbers(number?.sid ?? '')
      .update({ smsUrl: `${receiver.url}/hook`, friendlyName: 'Front desk' });
    expect(updated).toMatchObject({ friendlyName: 'Front desk', phoneNumber: SENDER });
    const result = await control<InboundResult>(sim, '/inbound', { from: newPhone(), body: 'Hello' });
    expect(result.webhook?.status).toBe(200);
    const authorization = `Basic ${Buffer.from(`${account}:${AUTH_TOKEN}`).toString('base64')}`;
    const path = `/2010-04-01/Accounts/${account}/IncomingPhoneNumbers.json`;
    const body: unknown = await (await fetch(sim.url + path, { headers: { authorization } })).json();
    const isList = schemaCheck('ListIncomingPhoneNumberResponse');
    expect(isList(body), JSON.stringify(isList.errors)).toBe(true);
  });
});

describe('the process', () => {
  // What runs here is the build; bring it up to date first.
  beforeAll(() => {
    const compiler = fileURLToPath(new URL('../../node_modules/typescript7/bin/tsc', import.meta.url));
    execFileSync(process.execPath, [compiler, '-b', fileURLToPath(new URL('.', import.meta.url))]);
  });

  function spawnSim(env: Record<string, string>): { child: ChildProcess; url: Promise<string> } {
    const main = fileURLToPath(new URL('./dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    ends.push(() => void child.kill('SIGKILL'));
    const url = once(child.stdout ?? child, 'data').then(([data]) => {
      return /^listening (http:\S+)\n$/.exec(String(data))?.[1] ?? '';
    });
    return { child, url };
  }

  it('survives SIGKILL with all that it had accepted, and ends cleanly on SIGTERM', async () => {
    const env = { TWILIO_SIM_ACCOUNTS: `${account}:${AUTH_TOKEN}`, TWILIO_SIM_DATA: newDataFile() };
    const first = spawnSim(env);
    const client = clientFor({ url: await first.url }, account);
    const sids: string[] = [];
    for (let n = 0; n < 20; n += 1) sids.push((await client.messages.create(inProgress)).sid);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = spawnSim(env);
    const listed = await clientFor({ url: await second.url }, account).messages.list();
    expect(listed.map((message) => message.sid).reverse()).toEqual(sids);
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });

  it('says everything that is wrong with its environment', async () => {
    const { child } = spawnSim({ TWILIO_SIM_PORT: 'x', TWILIO_SIM_NUMBERS: 'y' });
    const [words] = (await once(child.stderr ?? child, 'data')) as [Buffer];
    expect(String(words)).toMatch(/TWILIO_SIM_PORT[^]*TWILIO_SIM_NUMBERS/);
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
