import { Links } from '@aftercare/db/links.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, TEST_NOW, buildCustomer, startTestApi } from '../testing/api.js';
import { moveClock } from '../testing/plans.js';
import { unique } from '../../../test/support/build.js';
import { PREFERENCE_WORDS } from './words.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const BASE = 'https://care.example';

let api: TestApi;
let links: Links;
let customerId: string;
/** The path of the customer's page. */
let page: string;

beforeAll(async () => {
  api = await startTestApi({ secret: SECRET, customerBase: BASE });
  links = new Links(SECRET, BASE);
});
beforeEach(async () => {
  await moveClock(api, TEST_NOW);
  customerId = await addCustomer();
  page = await pageOf(customerId);
});
afterAll(() => api?.stop());

async function addCustomer(facts: object = {}): Promise<string> {
  const customer = buildCustomer({
    externalId: unique('reader'),
    language: 'en',
    email: 'ona@example.com',
    // Where questions need no consent beforehand.
    ...{ country: 'GB', phone: '+447700900123' },
    ...facts,
  });
  return (await api.as('intake').post('/v1/customers').send(customer).expect(201)).body.id;
}
async function pageOf(id: string, now = TEST_NOW): Promise<string> {
  return (await links.preferences(api.db, [id], Date.parse(now))).get(id)!.slice(BASE.length);
}
const ledger = async () =>
  (await api.as('staff').get(`/v1/customers/${customerId}/consents`).expect(200)).body.items;

/** The switches of a page: name to whether it is on. */
function switches(html: string): Record<string, boolean> {
  const boxes = [...html.matchAll(/<input\s+type="checkbox"\s+id="([^"]+)"[^>]*>/g)];
  return Object.fromEntries(boxes.map(([tag, name]) => [name, /\schecked/.test(tag)]));
}
/** What a browser sends when nothing was touched but these switches. */
function formOf(html: string, changes: Record<string, boolean> = {}): [name: string, value: string][] {
  const shown = [...html.matchAll(/name="shown"\s+value="([^"]+)"/g)];
  const on = Object.entries({ ...switches(html), ...changes }).filter(([, isOn]) => isOn);
  return [
    ['do', 'save'],
    ...shown.map(([, value]): [string, string] => ['shown', value!]),
    ...on.map(([name]): [string, string] => ['on', name]),
  ];
}
const post = (path: string, fields: [name: string, value: string][]) =>
  api.as().post(path).type('form').send(new URLSearchParams(fields).toString());

describe("A customer's preference page", () => {
  it('shows by purpose and channel what may be sent', async () => {
    const { text, headers } = await api.as().get(page).expect(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(text).not.toMatch(/<script/i);
    expect(switches(text)).toMatchObject({
      'service.sms': true,
      'survey.email': true,
      'marketing.sms': false,
      'marketing.email': false,
    });
    expect(text).not.toContain('whatsapp.');
  });

  it('has no switch for an address that is not known', async () => {
    const other = await pageOf(await addCustomer({ email: undefined }));
    expect(Object.keys(switches((await api.as().get(other)).text))).not.toContain('survey.email');
  });

  it('writes each change down with the words that stood there, and nothing else', async () => {
    const { text } = await api.as().get(page);
    const form = formOf(text, { 'survey.email': false, 'marketing.sms': true });
    const { headers } = await post(page, form).expect(303);
    expect(headers.location).toBe('?done=saved');
    expect(await ledger()).toMatchObject([
      {
        channel: 'email',
        purpose: 'survey',
        granted: false,
        method: 'web',
        recordedBy: 'customer',
        text: 'Questions (Short questions about our work) – E-mail: no',
      },
      {
        channel: 'sms',
        purpose: 'marketing',
        granted: true,
        text: expect.stringMatching(/^Offers .*: yes$/),
      },
    ]);
    const after = (await api.as().get(`${page}?done=saved`)).text;
    expect(after).toContain('Your choices are saved.');
    expect(switches(after)).toMatchObject({
      'survey.email': false,
      'marketing.sms': true,
      'survey.sms': true,
    });
  });

  it('an old page gives nothing back that was refused since it was opened', async () => {
    const { text } = await api.as().get(page);
    await post(page, [['do', 'stop']]).expect(303);
    const before = (await ledger()).length;
    await post(page, formOf(text)).expect(303);
    expect(await ledger()).toHaveLength(before);
  });

  it('stops everything, and single things can be allowed again', async () => {
    await post(page, [['do', 'stop']]).expect(303);
    expect((await ledger()).map((row: any) => [row.channel, row.purpose, row.granted])).toEqual(
      ['sms', 'whatsapp', 'email', 'call'].map((channel) => [channel, 'all', false]),
    );
    const { text } = await api.as().get(page);
    expect(Object.values(switches(text))).not.toContain(true);
    await post(page, formOf(text, { 'service.sms': true }));
    expect(switches((await api.as().get(page)).text)).toMatchObject({
      'service.sms': true,
      'survey.sms': false,
    });
  });

  it('says what to do where the carrier blocks texts', async () => {
    await api.db.consent.create({
      data: {
        id: 'cns_stop',
        customerId,
        channel: 'sms',
        purpose: 'all',
        granted: false,
        method: 'sms-reply',
        text: 'STOP',
        at: new Date(TEST_NOW),
        recordedBy: 'customer',
      },
    });
    expect((await api.as().get(page)).text).toContain('START to +15550000001');
  });

  it('takes another language for messages, and shows itself in it', async () => {
    const { text } = await api.as().get(page);
    await post(page, [...formOf(text), ['language', 'lt']]).expect(303);
    expect(await api.db.customer.findUnique({ where: { id: customerId } })).toMatchObject({ language: 'lt' });
    expect((await api.as().get(page)).text).toContain('lang="lt"');
    expect(await ledger()).toEqual([]);
  });

  it.each(Object.keys(PREFERENCE_WORDS))('can be read in %s', async (language) => {
    const { text } = await api.as().get(`${page}?lang=${language}`).expect(200);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(PREFERENCE_WORDS[language]!.title);
    const words = PREFERENCE_WORDS[language]!;
    await post(`${page}?lang=${language}`, formOf(text, { 'survey.sms': false }));
    expect((await ledger())[0].text).toContain(words.purposes.survey.name);
  });

  it('escapes what the company is called', async () => {
    await api.db.organisation.update({
      where: { id: 1 },
      data: { name: 'Bo <script>alert(1)</script> & Sons' },
    });
    const { text } = await api.as().get(page);
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
    await api.db.organisation.update({ where: { id: 1 }, data: { name: 'Boiler & Sons' } });
  });
});

describe('The link to it', () => {
  it('is the same in every message, and the database does not know its token', async () => {
    expect(await pageOf(customerId)).toBe(page);
    const token = page.slice('/p/'.length);
    expect(token).toMatch(/^[0-9a-z]{16}$/);
    const [link] = await api.db.link.findMany({ where: { customerId } });
    expect(JSON.stringify(link)).not.toContain(token);
  });

  it('opens nothing when it is guessed', async () => {
    const { text } = await api.as().get('/p/0000000000000000').expect(404);
    expect(text).toContain('This link no longer works');
    await post('/p/0000000000000000', [['do', 'stop']]).expect(404);
  });

  it('expires, and a new one is made in time', async () => {
    await moveClock(api, '2027-11-30T09:00:00Z');
    expect(await pageOf(customerId, '2027-11-30T09:00:00Z')).not.toBe(page);
    await api.as().get(page).expect(200);
    await moveClock(api, '2027-12-28T09:00:00Z');
    await api.as().get(page).expect(410);
    await post(page, [['do', 'stop']]).expect(410);
    expect(await ledger()).toEqual([]);
  });

  it('is given out and taken back by staff', async () => {
    const address = `/v1/customers/${customerId}/preference-links`;
    const { body } = await api.as('staff').post(address).expect(201);
    expect(body.url).toBe(BASE + page);
    await api.as('staff').delete(address).expect(204);
    await api.as().get(page).expect(410);
    const { body: next } = await api.as('staff').post(address).expect(201);
    expect(next.url).not.toBe(body.url);
    await api.as().get(next.url.slice(BASE.length)).expect(200);
    await api.as('intake').post(address).expect(403);
    const entries = await api.db.audit.findMany({ where: { entityId: customerId } });
    expect(entries.map((entry) => entry.action)).toContain('preference-link.revoked');
  });
});
