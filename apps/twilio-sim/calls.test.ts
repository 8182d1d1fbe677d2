import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTwilioSim, type TwilioSim } from './server.js';
import { AUTH_TOKEN, clientFor, control, newAccountSid, newPhone, schemaCheck, SENDER } from './testing.js';

const account = newAccountSid();
const isCall = schemaCheck('api.v2010.account.call');
const isList = schemaCheck('ListCallResponse');

interface Told {
  path: string;
  params: Record<string, string>;
  isSigned: boolean;
}
interface Entry {
  sid: string;
  status: string;
  duration: string | null;
  parent_call_sid: string | null;
  answered_by: string | null;
  steps: { at: number; what: string; text: string }[];
}

let sim: TwilioSim;
let client: twilio.Twilio;
let to: string;
/** Documents by path, and what the server was told. */
let pages: Record<string, string | { status: number; type?: string; body?: string }>;
let told: Told[];
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { pathname } = new URL(request.url ?? '', base);
      const params = Object.fromEntries(new URLSearchParams(text));
      const signature = String(request.headers['x-twilio-signature']);
      const isSigned = twilio.validateRequest(AUTH_TOKEN, signature, `${base}${request.url}`, params);
      told.push({ path: request.url ?? '', params, isSigned });
      const page = pages[request.url ?? ''] ?? pages[pathname] ?? '<Response/>';
      const {
        status,
        type = 'text/xml',
        body = '',
      } = typeof page === 'string' ? { status: 200, body: page } : page;
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sim = await startTwilioSim({
    accounts: [{ sid: account, authToken: AUTH_TOKEN, apiKeys: [] }],
    numbers: [{ phoneNumber: SENDER, smsUrl: '' }],
    callSecondMs: 2,
    onError: (error) => console.error(error),
  });
  client = clientFor(sim, account);
});
beforeEach(() => {
  to = newPhone();
  pages = {};
  told = [];
});
afterAll(async () => {
  await sim.close();
  server.closeAllConnections();
  server.close();
});

const callee = (script: object) => control(sim, '/callees', { to, ...script });
const call = (more: object = {}) =>
  client.calls.create({
    to,
    from: SENDER,
    url: `${base}/start`,
    statusCallback: `${base}/status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    ...more,
  } as Parameters<typeof client.calls.create>[0]);
const entry = async (sid: string) =>
  (await control<{ calls: Entry[] }>(sim, `/calls?callSid=${sid}`)).calls[0]!;
const ended = (sid: string) =>
  vi.waitFor(
    async () => {
      const found = await entry(sid);
      if (found.duration === null) throw new Error(`still ${found.status}`);
      return found;
    },
    { timeout: 8_000, interval: 5 },
  );
const at = (path: string) => told.filter((one) => one.path === path);
const toldOf = (path: string, count: number) =>
  vi.waitFor(
    () => {
      if (at(path).length < count) throw new Error(`${at(path).length} of ${count} at ${path}`);
      return at(path).map(({ params }) => params);
    },
    { timeout: 8_000, interval: 5 },
  );
const said = ({ steps }: Entry) => steps.filter(({ what }) => what === 'said').map(({ text }) => text);

async function raw(path: string, form?: Record<string, string>): Promise<{ status: number; body: any }> {
  const response = await fetch(`${sim.url}/2010-04-01/Accounts/${account}${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Basic ${Buffer.from(`${account}:${AUTH_TOKEN}`).toString('base64')}` },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('the Calls resource', () => {
  it('answers create, fetch, update and list with every field of the published schemas', async () => {
    const created = await raw('/Calls.json', {
      To: to,
      From: SENDER,
      Twiml: '<Response><Pause length="99"/></Response>',
    });
    expect(created.status).toBe(201);
    expect(isCall(created.body), JSON.stringify(isCall.errors)).toBe(true);
    expect(created.body).toMatchObject({
      status: 'queued',
      direction: 'outbound-api',
      duration: null,
      start_time: null,
    });
    const { sid } = created.body;
    await vi.waitFor(async () => expect((await raw(`/Calls/${sid}.json`)).body.status).toBe('in-progress'));
    const updated = await raw(`/Calls/${sid}.json`, { Status: 'completed' });
    expect(isCall(updated.body), JSON.stringify(isCall.errors)).toBe(true);
    expect(updated.body.status).toBe('completed');
    const listed = (await raw(`/Calls.json?To=${encodeURIComponent(to)}`)).body;
    expect(isList(listed), JSON.stringify(isList.errors)).toBe(true);
    expect(listed.calls).toEqual([updated.body]);
  });

  it('pages and filters its list, and forgets what is deleted', async () => {
    await callee({ answer: 'busy' });
    const calls = [];
    for (let count = 0; count < 3; count += 1) calls.push(await call());
    for (const { sid } of calls) await ended(sid);
    const listed = await client.calls.list({ to, status: 'busy', pageSize: 2 });
    expect(listed.map(({ sid }) => sid)).toEqual(calls.map(({ sid }) => sid).reverse());
    expect(await client.calls.list({ to, status: 'completed' })).toEqual([]);
    expect(await client.calls.list({ to, startTimeAfter: new Date(Date.now() + 86_400_000) })).toEqual([]);
    await client.calls(calls[0]!.sid).remove();
    expect(await client.calls.list({ to })).toHaveLength(2);
    await expect(client.calls(calls[0]!.sid).fetch()).rejects.toMatchObject({ code: 20404 });
  });

  it.each([
    [{ To: '' }, 21201],
    [{ To: 'nobody' }, 21217],
    [{ To: '+15005550001' }, 21217],
    [{ To: '+15005550002' }, 21214],
    [{ To: '+15005550003' }, 21215],
    [{ To: '+15005550004' }, 21216],
    [{ From: '' }, 21213],
    [{ From: '+15005550001' }, 21212],
    [{ From: '+15005550009' }, 21210],
    [{ From: '+15559999999' }, 21210],
    [{ Url: '' }, 21205],
    [{ Url: 'not a url' }, 21205],
    [{ StatusCallback: 'https://under_score.example/x' }, 21609],
    [{ Method: 'PUT' }, 21403],
    [{ Timeout: '601' }, 20001],
    [{ TimeLimit: '0' }, 20001],
    [{ MachineDetection: 'Yes' }, 20001],
    [{ Url: '', Twiml: `<Response>${' '.repeat(4000)}</Response>` }, 20001],
    [{ Url: '', ApplicationSid: `AP${'0'.repeat(32)}` }, 21205],
  ])('refuses %j with %i', async (wrong, code) => {
    const form = { To: newPhone(), From: SENDER, Url: `${base}/start`, ...wrong };
    const { status, body } = await raw('/Calls.json', form);
    expect({ status, code: body.code }).toEqual({ status: 400, code });
  });

  it('calls from the magic number that is always good', async () => {
    expect((await call({ from: '+15005550006' })).status).toBe('queued');
  });

  it('takes its addresses from an application', async () => {
    const sid = `AP${'a'.repeat(32)}`;
    await control(sim, '/applications', {
      sid,
      voice: { url: `${base}/app` },
      voiceStatus: { url: `${base}/app-status` },
    });
    pages['/app'] = '<Response><Say>From the application</Say></Response>';
    const placed = await client.calls.create({ to, from: SENDER, applicationSid: sid });
    expect(said(await ended(placed.sid))).toEqual(['From the application']);
    await toldOf('/app-status', 1);
  });
});

describe('how a call goes', () => {
  it.each([
    [{ answer: 'human' }, 'completed', ['initiated', 'ringing', 'in-progress', 'completed'], '200'],
    [{ answer: 'no-answer' }, 'no-answer', ['initiated', 'ringing', 'no-answer'], '487'],
    [{ answer: 'busy' }, 'busy', ['initiated', 'busy'], '486'],
    [{ answer: 'failed' }, 'failed', ['initiated', 'failed'], '404'],
  ])('%j', async (script, status, statuses, sip) => {
    await callee(script);
    const { sid } = await call({ timeout: 20 });
    expect((await ended(sid)).status).toBe(status);
    const reports = await toldOf('/status', statuses.length);
    expect(reports.map(({ CallStatus }) => CallStatus)).toEqual(statuses);
    expect(reports.map(({ SequenceNumber }) => Number(SequenceNumber))).toEqual(
      statuses.map((_, index) => index),
    );
    expect(told.every(({ isSigned }) => isSigned)).toBe(true);
    expect(reports.at(-1)).toMatchObject({
      AccountSid: account,
      CallSid: sid,
      From: SENDER,
      To: to,
      Called: to,
      Caller: SENDER,
      Direction: 'outbound-api',
      CallbackSource: 'call-progress-events',
      SipResponseCode: sip,
      ToCountry: 'LT',
      ApiVersion: '2010-04-01',
    });
    expect(reports.at(-1)!.Timestamp).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
  });

  it('tells only the end unless more is asked for', async () => {
    const { sid } = await call({ statusCallbackEvent: undefined });
    await ended(sid);
    expect((await toldOf('/status', 1))[0]).toMatchObject({ CallStatus: 'completed', SequenceNumber: '0' });
  });

  it('lasts as long as what is said and waited for', async () => {
    pages['/start'] = `<Response><Say loop="2">${'a'.repeat(150)}</Say><Pause length="70"/></Response>`;
    const { sid } = await call();
    expect((await ended(sid)).duration).toBe('90');
    const last = (await toldOf('/status', 4)).at(-1);
    expect(last).toMatchObject({ CallDuration: '90', Duration: '2' });
  });

  it('ends when its callee hangs up, and when its longest time is over', async () => {
    pages['/start'] = '<Response><Pause length="600"/></Response>';
    await callee({ hangUpAfterSeconds: 3, times: 1 });
    expect((await ended((await call()).sid)).duration).toBe('3');
    expect((await ended((await call({ timeLimit: 12 })).sid)).duration).toBe('12');
  });

  it('is canceled while it rings and completed while it lasts, not the other way round', async () => {
    await callee({ answer: 'no-answer', times: 1 });
    const ringing = await call({ timeout: 600 });
    await toldOf('/status', 2);
    await client.calls(ringing.sid).update({ status: 'canceled' });
    expect((await ended(ringing.sid)).status).toBe('canceled');
    await expect(client.calls(ringing.sid).update({ status: 'completed' })).rejects.toMatchObject({
      code: 21220,
    });
    pages['/start'] = '<Response><Pause length="9999"/></Response>';
    const talking = await call();
    await toldOf('/start', 1);
    await expect(client.calls(talking.sid).update({ status: 'canceled' })).rejects.toMatchObject({
      code: 21220,
    });
    await client.calls(talking.sid).update({ status: 'completed' });
    expect((await ended(talking.sid)).status).toBe('completed');
  });

  it('goes on with another document when an update says so', async () => {
    pages['/start'] = '<Response><Say>One</Say><Pause length="9999"/></Response>';
    pages['/other'] = '<Response><Say>Two</Say></Response>';
    await callee({ answer: 'no-answer', times: 1 });
    const ringing = await call({ timeout: 600 });
    await expect(client.calls(ringing.sid).update({ url: `${base}/other` })).rejects.toMatchObject({
      code: 21220,
    });
    const { sid } = await call();
    await toldOf('/start', 1);
    await client.calls(sid).update({ url: `${base}/other` });
    expect(said(await ended(sid))).toEqual(['One', 'Two']);
    const again = await call();
    await toldOf('/start', 2);
    await client.calls(again.sid).update({ twiml: '<Response><Say>Three</Say></Response>' });
    expect(said(await ended(again.sid))).toEqual(['One', 'Three']);
  });
});

describe('machine detection', () => {
  it.each([
    [{ answer: 'human' }, 'Enable', 'human'],
    [{ answer: 'voicemail' }, 'Enable', 'machine_start'],
    [{ answer: 'voicemail' }, 'DetectMessageEnd', 'machine_end_beep'],
    [{ answer: 'fax' }, 'Enable', 'fax'],
    [{ answer: 'human', answeredBy: 'unknown' }, 'Enable', 'unknown'],
  ])('finds %j with %s to be %s', async (script, machineDetection, answeredBy) => {
    await callee(script);
    const { sid } = await call({ machineDetection });
    expect((await ended(sid)).answered_by).toBe(answeredBy);
    expect((await toldOf('/start', 1))[0]).toMatchObject({
      AnsweredBy: answeredBy,
      CallStatus: 'in-progress',
    });
    expect((await toldOf('/status', 4)).at(-1)).toMatchObject({ AnsweredBy: answeredBy });
  });

  it('does not keep the call waiting when it is asynchronous', async () => {
    await callee({ answer: 'voicemail' });
    pages['/start'] = '<Response><Pause length="60"/></Response>';
    await call({ machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: `${base}/amd` });
    expect((await toldOf('/start', 1))[0]).not.toHaveProperty('AnsweredBy');
    expect((await toldOf('/amd', 1))[0]).toMatchObject({
      AnsweredBy: 'machine_start',
      MachineDetectionDuration: '4000',
    });
  });

  it('is off when digits are to be sent', async () => {
    const { sid } = await call({ machineDetection: 'Enable', sendDigits: '1234#' });
    expect((await ended(sid)).answered_by).toBeNull();
  });

  it('is not reached by a mailbox that answers after the timeout', async () => {
    await callee({ answer: 'voicemail' });
    const { sid } = await call({ timeout: 10 });
    expect((await ended(sid)).status).toBe('no-answer');
  });
});

describe('Gather', () => {
  const ask = (attributes: string, inside = '<Say>Key?</Say>') =>
    `<Response><Gather action="answer" ${attributes}>${inside}</Gather><Say>Nothing came</Say></Response>`;

  it.each([
    ['numDigits="1"', ['4'], '4'],
    ['numDigits="4"', ['12345'], '1234'],
    ['', ['123#'], '123'],
    ['finishOnKey="*"', ['12#*'], '12#'],
    ['finishOnKey="" numDigits="3"', ['1#2'], '1#2'],
    ['timeout="2"', ['77'], '77'],
    ['actionOnEmptyResult="true" numDigits="1"', [], ''],
  ])('%s and the keys %j give "%s"', async (attributes, keys, digits) => {
    pages['/start'] = ask(attributes);
    pages['/answer'] = '<Response><Say>Thanks</Say></Response>';
    await callee({ keys });
    const { sid } = await call();
    expect(said(await ended(sid))).toEqual(['Key?', 'Thanks']);
    expect(at('/answer')[0]!.params).toMatchObject({
      Digits: digits,
      CallSid: sid,
      CallStatus: 'in-progress',
    });
  });

  it('goes on below when nothing is pressed, and on a machine', async () => {
    pages['/start'] = ask('numDigits="1"');
    expect(said(await ended((await call()).sid))).toEqual(['Key?', 'Nothing came']);
    await callee({ answer: 'voicemail', keys: ['1'] });
    expect(said(await ended((await call()).sid))).toEqual(['Key?', 'Nothing came']);
    expect(at('/answer')).toEqual([]);
  });

  it('asks the document again where it has no action, and takes one key text per question', async () => {
    pages['/start'] = '<Response><Gather numDigits="1" action="/second"><Say>First</Say></Gather></Response>';
    pages['/second'] = '<Response><Gather numDigits="2"><Play digits="ww"/></Gather><Hangup/></Response>';
    await callee({ keys: ['1', '23', ''] });
    await ended((await call()).sid);
    expect(at('/second').map(({ params }) => params.Digits)).toEqual(['1', '23']);
  });

  it('hears what is said', async () => {
    pages['/start'] = ask('input="speech dtmf" language="lt-LT"');
    await callee({ speech: ['labai gerai'] });
    await ended((await call()).sid);
    expect(at('/answer')[0]!.params).toMatchObject({ SpeechResult: 'labai gerai', Confidence: '0.9' });
  });
});

describe('Dial', () => {
  const dial = (numbers: string, attributes = '') =>
    `<Response><Dial action="/dialed" answerOnBridge="true" callerId="${SENDER}" ${attributes}>${numbers}</Dial></Response>`;
  let customer: string;
  beforeEach(() => {
    customer = newPhone();
    pages['/dialed'] = '<Response><Say>Goodbye</Say></Response>';
  });
  const atCustomer = (script: object) => control(sim, '/callees', { to: customer, ...script });
  const number = () =>
    `<Number statusCallback="/leg?a=1&amp;b=2" statusCallbackEvent="initiated answered completed">${customer}</Number>`;

  it('connects both ends and tells what came of it, leg by leg', async () => {
    pages['/start'] = dial(number());
    await atCustomer({ hangUpAfterSeconds: 42 });
    const { sid } = await call();
    expect(said(await ended(sid))).toEqual(['Goodbye']);
    const [child] = (await control<{ calls: Entry[] }>(sim, `/calls?to=${customer}`)).calls;
    expect(child).toMatchObject({
      parent_call_sid: sid,
      direction: 'outbound-dial',
      duration: '42',
      from: SENDER,
    });
    expect(at('/dialed')[0]!.params).toMatchObject({
      CallSid: sid,
      DialCallStatus: 'completed',
      DialCallSid: child!.sid,
      DialCallDuration: '42',
    });
    const legs = await toldOf('/leg?a=1&b=2', 3);
    expect(legs.map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'in-progress', 'completed']);
    expect(legs.at(-1)).toMatchObject({ ParentCallSid: sid, CallSid: child!.sid, CallDuration: '42' });
    expect((await client.calls.list({ parentCallSid: sid })).map((one) => one.sid)).toEqual([child!.sid]);
    expect((await raw(`/Calls/${child!.sid}.json`)).body).toSatisfy(isCall);
  });

  it.each([
    [{ answer: 'busy' }, 'busy'],
    [{ answer: 'no-answer' }, 'no-answer'],
    [{ answer: 'failed' }, 'failed'],
  ])('%j', async (script, status) => {
    pages['/start'] = dial(number(), 'timeout="20"');
    await atCustomer(script);
    expect(said(await ended((await call()).sid))).toEqual(['Goodbye']);
    expect(at('/dialed')[0]!.params).toMatchObject({ DialCallStatus: status });
    expect(at('/dialed')[0]!.params).not.toHaveProperty('DialCallDuration');
  });

  it('ends with the longest time of the dialling', async () => {
    pages['/start'] = dial(number(), 'timeLimit="7"');
    await ended((await call()).sid);
    expect(at('/dialed')[0]!.params).toMatchObject({ DialCallDuration: '7' });
  });

  it('tells what came of it also when who is connected hangs up', async () => {
    pages['/start'] = dial(number());
    await callee({ hangUpAfterSeconds: 20 });
    const { sid } = await call();
    expect((await ended(sid)).duration).toBe('20');
    await toldOf('/dialed', 1);
    expect(at('/dialed')[0]!.params).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '16' });
    expect(said(await entry(sid))).toEqual([]);
  });

  it('stops ringing when who is connected hangs up before', async () => {
    pages['/start'] = dial(number(), 'timeout="60"');
    await callee({ hangUpAfterSeconds: 10 });
    await atCustomer({ answer: 'no-answer' });
    await ended((await call()).sid);
    await toldOf('/dialed', 1);
    expect(at('/dialed')[0]!.params.DialCallStatus).toMatch(/no-answer|canceled/);
  });

  it('goes on below without an action, with the number as plain text', async () => {
    pages['/start'] = `<Response><Dial>${customer}</Dial><Say>And then</Say></Response>`;
    expect(said(await ended((await call()).sid))).toEqual(['And then']);
  });

  it('detects a machine at the other end', async () => {
    const amd = `<Number machineDetection="Enable" amdStatusCallback="/amd" statusCallback="/leg">${customer}</Number>`;
    pages['/start'] = dial(amd);
    await atCustomer({ answer: 'voicemail' });
    await ended((await call()).sid);
    expect((await toldOf('/amd', 1))[0]).toMatchObject({ AnsweredBy: 'machine_start' });
    expect((await toldOf('/leg', 1))[0]).toMatchObject({ AnsweredBy: 'machine_start' });
  });

  it('rings several and connects the first; lets one be told something before', async () => {
    const second = newPhone();
    pages['/start'] = dial(`<Number>${customer}</Number><Number url="/whisper">${second}</Number>`);
    pages['/whisper'] = '<Response><Say>A customer</Say></Response>';
    await atCustomer({ answer: 'no-answer' });
    await ended((await call()).sid);
    const [winner] = (await control<{ calls: Entry[] }>(sim, `/calls?to=${second}`)).calls;
    const [loser] = (await control<{ calls: Entry[] }>(sim, `/calls?to=${customer}`)).calls;
    expect(said(winner!)).toEqual(['A customer']);
    expect(winner!.status).toBe('completed');
    expect(loser!.status).toBe('canceled');
    expect(at('/dialed')[0]!.params).toMatchObject({ DialCallSid: winner!.sid });
  });
});

describe('other verbs', () => {
  it('records, and tells where', async () => {
    pages['/start'] =
      '<Response><Record action="/recorded" maxLength="3" recordingStatusCallback="/saved"/></Response>';
    await ended((await call()).sid);
    expect(at('/recorded')[0]!.params).toMatchObject({ RecordingDuration: '3', Digits: '' });
    expect((await toldOf('/saved', 1))[0]).toMatchObject({
      RecordingStatus: 'completed',
      RecordingDuration: '3',
    });
  });

  it('redirects, hangs up, and does nothing behind it', async () => {
    pages['/start'] = '<Response><Redirect method="GET">next?x=1</Redirect><Say>Never</Say></Response>';
    pages['/next'] = '<Response><Say>Here</Say><Hangup/><Say>Never</Say></Response>';
    const { sid } = await call();
    expect(said(await ended(sid))).toEqual(['Here']);
    expect(at(`/next?x=1`)).toHaveLength(0);
    expect(told.some(({ path }) => path.startsWith('/next?x=1&'))).toBe(true);
  });

  it('reads plain text out', async () => {
    pages['/start'] = { status: 200, type: 'text/plain', body: 'Just words' };
    expect(said(await ended((await call()).sid))).toEqual(['Just words']);
  });

  it.each([
    [{ status: 500 }, '11200'],
    [{ status: 200, body: '<Response>' }, '12100'],
    [{ status: 200, type: 'application/json', body: '{}' }, '12300'],
    ['<Response><Dial><Conference>x</Conference></Dial></Response>', '12200'],
  ])('%j ends the call with %s, or leads to the fallback', async (page, code) => {
    pages['/start'] = page;
    const failed = await ended((await call()).sid);
    expect(failed.status).toBe('completed');
    expect(failed.steps.find(({ what }) => what === 'error')!.text).toContain(code);
    pages['/spare'] = '<Response><Say>Spare</Say></Response>';
    const { sid } = await call({ fallbackUrl: `${base}/spare` });
    expect(said(await ended(sid))).toEqual(['Spare']);
    expect(at('/spare')[0]!.params).toMatchObject({ ErrorCode: code, ErrorUrl: `${base}/start` });
  });

  it('stops documents that go round in circles', async () => {
    pages['/start'] = '<Response><Redirect>/start</Redirect></Response>';
    const { steps } = await ended((await call()).sid);
    expect(steps.at(-1)!.text).toContain('too many documents');
  });
});

describe('somebody at the telephone', () => {
  const press = (sid: string, digits: string) => control(sim, `/calls/${sid}/press`, { digits });
  it('takes a call up, presses keys and hangs up', async () => {
    await callee({ answer: 'person' });
    pages['/start'] =
      '<Response><Gather numDigits="1" action="/key"><Say>A very long question indeed</Say></Gather></Response>';
    pages['/key'] = '<Response><Pause length="600"/></Response>';
    const { sid } = await call();
    await toldOf('/status', 2);
    await control(sim, `/calls/${sid}/answer`, {});
    await toldOf('/start', 1);
    await vi.waitFor(async () => expect((await entry(sid)).steps).toHaveLength(1));
    await press(sid, '4');
    expect((await toldOf('/key', 1))[0]).toMatchObject({ Digits: '4' });
    await control(sim, `/calls/${sid}/hang-up`, {});
    expect((await ended(sid)).status).toBe('completed');
    await expect(press(sid, '1')).rejects.toThrow(/409/);
    await expect(control(sim, `/calls/${sid}/answer`, {})).rejects.toThrow(/409/);
  });

  it('declines', async () => {
    await callee({ answer: 'person' });
    const { sid } = await call();
    await toldOf('/status', 2);
    await control(sim, `/calls/${sid}/hang-up`, {});
    expect((await ended(sid)).status).toBe('busy');
  });
});

describe('faults', () => {
  const rule = (fault: string) => control(sim, '/rules', { to, fault, times: 1, on: 'calls' });
  const accepted = async () => (await control<{ calls: Entry[] }>(sim, `/calls?to=${to}`)).calls;

  it.each([
    ['close-before', { code: 'ECONNRESET' }, 0],
    ['503', { status: 503 }, 0],
    ['429', { status: 429, code: 20429 }, 0],
    ['close-after-accept', { code: 'ECONNRESET' }, 1],
    ['500-after-accept', { status: 500, code: 20500 }, 1],
    ['cut-body', { code: 'ERR_BAD_RESPONSE', status: 201 }, 1],
  ])('%s', async (fault, error, count) => {
    await rule(fault);
    await expect(call()).rejects.toMatchObject(error);
    expect(await accepted()).toHaveLength(count);
    if (count > 0) expect((await ended((await accepted())[0]!.sid)).status).toBe('completed');
  });

  it('hold keeps the answer back after the call was accepted', async () => {
    await rule('hold');
    const placing = call();
    await vi.waitFor(async () => expect(await accepted()).toHaveLength(1));
    await control(sim, '/release', { to });
    expect((await placing).to).toBe(to);
  });

  it('callback-first, duplicate-callback, late-callbacks, bad-signature and stuck-at-sent', async () => {
    await rule('callback-first');
    await call();
    expect(at('/status').map(({ params }) => params.CallStatus)).toContain('initiated');
    await toldOf('/status', 4);
    told = [];
    await rule('duplicate-callback');
    await call();
    expect((await toldOf('/status', 8)).map(({ SequenceNumber }) => SequenceNumber).join('')).toBe(
      '00112233',
    );
    told = [];
    await rule('late-callbacks');
    await call();
    expect((await toldOf('/status', 4))[0]).toMatchObject({ CallStatus: 'completed', SequenceNumber: '3' });
    told = [];
    await rule('bad-signature');
    await call();
    await toldOf('/status', 4);
    expect(told.some(({ isSigned }) => isSigned)).toBe(false);
    told = [];
    await rule('stuck-at-sent');
    expect((await ended((await call()).sid)).status).toBe('completed');
    await toldOf('/status', 3);
    expect(at('/status').map(({ params }) => params.CallStatus)).not.toContain('completed');
  });

  it('a rule about how a text ends is not used up by a call; a code of refusal refuses one', async () => {
    await control(sim, '/rules', { to, outcome: 'undelivered', times: 1 });
    await control(sim, '/rules', { to, errorCode: 21215, times: 1, on: 'calls' });
    await expect(call()).rejects.toMatchObject({ code: 21215 });
    await call();
    expect((await control<{ rules: unknown[] }>(sim, '/rules')).rules).toHaveLength(1);
  });
});
