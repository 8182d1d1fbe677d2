import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.js';

const HOST = 'https://aftercare.example';
const PATH = '/webhooks/twilio/messages';
const TOKEN = 'a-token';
const NUMBER = '+15550000001';

const apis: Record<string, TestApi> = {};
beforeAll(async () => {
  for (const base of [HOST, `${HOST}:8443`, `${HOST}/`]) {
    apis[base] = await startTestApi({ webhookBase: base, twilio: { authTokens: [TOKEN] } });
    await apis[base]!.db.sender.create({ data: { number: NUMBER } });
  }
});
afterAll(() => Promise.all(Object.values(apis).map((api) => api.stop())));

interface Case {
  /** What Twilio made its signature for. */
  signed: { url?: string; params?: Record<string, string | string[]> };
  /** What reaches us, where it differs. */
  arrives?: { path?: string; body?: string; headers?: Record<string, string> };
  base?: string;
  taken: boolean;
}

const CASES: Record<string, Case> = {
  'a plain form': { signed: {}, taken: true },
  'a query in the order it was given': {
    signed: { url: `${HOST}${PATH}?b=2&a=1` },
    arrives: { path: `${PATH}?b=2&a=1` },
    taken: true,
  },
  'a query in another order': {
    signed: { url: `${HOST}${PATH}?b=2&a=1` },
    arrives: { path: `${PATH}?a=1&b=2` },
    taken: false,
  },
  // --- proxies ---
  'https that ends at a proxy, which says so': {
    signed: {},
    arrives: {
      headers: { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'inside:3000', host: 'inside:3000' },
    },
    taken: true,
  },
  'an address of the network behind the proxy': {
    signed: { url: `http://inside:3000${PATH}` },
    taken: false,
  },
  'http instead of https': { signed: { url: `http://aftercare.example${PATH}` }, taken: false },
  'a public address that ends in a slash': { signed: {}, base: `${HOST}/`, taken: true },
  // --- ports ---
  'the port of https said outright': { signed: { url: `${HOST}:443${PATH}` }, taken: true },
  'a port that our public address does not have': { signed: { url: `${HOST}:8443${PATH}` }, taken: false },
  'the port of our public address': {
    signed: { url: `${HOST}:8443${PATH}` },
    base: `${HOST}:8443`,
    taken: true,
  },
  'no port, where our public address has one': { signed: {}, base: `${HOST}:8443`, taken: true },
  // --- parts of the address that are not sent ---
  'a fragment left on the address': { signed: { url: `${HOST}${PATH}#rc=3&rp=all` }, taken: false },
  'a name and a password in the address': {
    signed: { url: `https://twilio:secret@aftercare.example${PATH}` },
    taken: false,
  },
  'a slash at the end': { signed: { url: `${HOST}${PATH}/` }, taken: false },
  // --- parameters ---
  'an empty parameter': { signed: { params: { Body: '' } }, taken: true },
  'an empty parameter that was dropped': {
    signed: { params: { MediaUrl0: '' } },
    arrives: { body: form({}) },
    taken: false,
  },
  'a repeated parameter': { signed: { params: { Tag: ['b', 'a'] } }, taken: true },
  'a repeated parameter with the same value twice': { signed: { params: { Tag: ['a', 'a'] } }, taken: true },
  'a repeated parameter of which one was dropped': {
    signed: { params: { Tag: ['b', 'a'] } },
    arrives: { body: form({ Tag: 'b' }) },
    taken: false,
  },
  'spaces around a value': { signed: { params: { Body: ' YES ' } }, taken: true },
  'spaces that were cut off': {
    signed: { params: { Body: ' YES ' } },
    arrives: { body: form({ Body: 'YES' }) },
    taken: false,
  },
  'a leading zero that was lost': {
    signed: { params: { Body: '05' } },
    arrives: { body: form({ Body: '5' }) },
    taken: false,
  },
  'brackets in a name': { signed: { params: { 'Foo[bar]': 'x' } }, taken: true },
  'letters of other alphabets': { signed: { params: { Body: 'Ačiū 谢谢 👍' } }, taken: true },
  'a parameter that nobody knows': { signed: { params: { Tomorrow: 'x' } }, taken: true },
};

function form(more: Record<string, string | string[]>): string {
  const given = { ...all(more) };
  const pairs = Object.entries(given).flatMap(([name, value]) =>
    [value].flat().map((single): [string, string] => [name, single]),
  );
  return new URLSearchParams(pairs).toString();
}

function all(more: Record<string, string | string[]>): Record<string, string | string[]> {
  const facts = { MessageSid: `SM${'7'.repeat(32)}`, From: '+37060099001', To: NUMBER, Body: 'hello' };
  return { ...facts, ...more };
}

it.each(Object.entries(CASES))('%s', async (_, { signed, arrives = {}, base = HOST, taken }) => {
  const params = all(signed.params ?? {});
  const signature = getExpectedTwilioSignature(TOKEN, signed.url ?? `${HOST}${PATH}`, params);
  const { status } = await apis[base]!.as()
    .post(arrives.path ?? PATH)
    .type('form')
    .set({ 'X-Twilio-Signature': signature, ...arrives.headers })
    .send(arrives.body ?? form(signed.params ?? {}));
  expect(status).toBe(taken ? 200 : 403);
});
