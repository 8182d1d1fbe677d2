import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { expectAccessible, openConsole, WITH_CONSOLE } from '../support/browser.js';
import { buildCustomer, buildSale, prepareDocuments } from '../support/build.js';
import { type Caller, callAs, phones } from '../support/client.js';
import { createWorld, type World } from '../support/world.js';

const RASA = { email: 'rasa@example.com', password: 'a-long-enough-password', name: 'Rasa Jonaitė' };
const RASA_PHONE = '+37060000101';
const CALLS = {
  policy: 'how-was-it',
  name: 'How was it?',
  subject: 'sale',
  family: 'satisfaction',
  rank: 10,
  steps: [
    {
      step: 'call',
      kind: 'call',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
      attempts: { max: 3, gap: 'P1D' },
    },
  ],
};

/** In the order in which they are called: by tier. */
const PEOPLE = [
  { name: 'Jonas Platina', tier: 'platinum', language: 'lt', phone: '+37061230001' },
  { name: 'Ana Oro', tier: 'gold', language: 'es', phone: '+37061230002' },
  { name: 'Mei Tie', tier: 'iron', language: 'zh', phone: '+37061230003' },
  { name: 'Otto Lead', tier: 'lead', language: 'en', phone: '+37061230004' },
  { name: 'Zoe Lead', tier: 'lead', language: 'en', phone: '+37061230005' },
];

const DESK = { width: 1280, height: 850 };

let world: World;
let staff: Caller;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  // A Monday; the calls fall on Thursday at ten in Vilnius.
  world = await createWorld({ now: '2027-03-01T09:00:00Z', environment: WITH_CONSOLE });
  staff = callAs(world, 'manager');
  const operator = callAs(world, 'operator');
  const { name, email } = RASA;
  const rasa = { key: 'rasa', name, email, role: 'staff', phone: RASA_PHONE, languages: ['lt', 'en'] };
  expect((await operator.post('/v1/staff', rasa)).status).toBe(201);
  await prepareDocuments(operator, [CALLS]);
  for (const [minute, facts] of PEOPLE.entries()) {
    const soldAt = `2027-03-01T09:0${minute}:00Z`;
    await callAs(world, 'intake').post('/v1/sales', buildSale({ customer: buildCustomer(facts), soldAt }));
  }
  await staff.post('/v1/sandbox/advance', { by: 'P3D' });
  const { items } = (await staff.get('/v1/calls/queue?limit=20')).body;
  for (const { followUp } of items)
    await staff.post(`/v1/follow-ups/${followUp.id}/assign`, { owner: 'rasa' });

  browser = await launchBrowser();
  ({ page, complaints } = await openConsole(world, browser, { ...RASA, role: 'staff' }, { viewport: DESK }));
  await page.goto(`${world.api.url}/calls`);
});
afterAll(() => browser?.close());

const opened = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** What the API keeps of a customer's call. */
const callOf = async (name: string) => {
  const { body } = await staff.get(`/v1/customers?q=${encodeURIComponent(name)}`);
  return (await staff.get(`/v1/follow-ups?customer=${body.items[0].id}&kind=call`)).body.items[0];
};

it('the best customer’s call is open, with the words in that customer’s language', async () => {
  await opened('Jonas Platina');
  await page.locator('[lang="lt"]').getByText('Jonas', { exact: false }).waitFor();
  await page.getByText('5 calls waiting').waitFor();
  expect(await page.getByRole('navigation', { name: 'Up next' }).getByRole('link').count()).toBe(5);
  await expectAccessible(page);
});

it('the first is reached, says five and something to note', async () => {
  await press('5', 'm');
  await page.keyboard.type('very happy');
  await press('Escape', 'Enter');
  await opened('Ana Oro');
  expect(await callOf('Jonas Platina')).toMatchObject({ state: 'done', score: '5', comment: 'very happy' });
});

it('the second does not answer; the key was a slip and is taken back', async () => {
  await press('n');
  await opened('Mei Tie');
  expect(await callOf('Ana Oro')).toMatchObject({ outcome: 'no-answer', attempts: { used: 1 } });
  await press('z');
  await opened('Ana Oro');
  expect(await callOf('Ana Oro')).toMatchObject({ outcome: null, attempts: { used: 0 } });
  await press('b');
  await opened('Mei Tie');
  expect(await callOf('Ana Oro')).toMatchObject({ outcome: 'busy' });
});

it('the third wants to be called back, at a time on their own clock', async () => {
  await press('c');
  const times = page.getByRole('group', { name: 'Call back at' });
  await times.getByRole('button', { name: /14:00/ }).first().waitFor();
  await expectAccessible(page);
  await press('2');
  await opened('Otto Lead');
  const { outcome, attempts } = await callOf('Mei Tie');
  expect(outcome).toBe('call-back');
  expect(attempts.nextAt).toBe('2027-03-04T12:00:00Z');
});

it('the fourth is connected with the telephone of the member of staff, and reached', async () => {
  await phones(world).callee({ to: RASA_PHONE, keys: '1', times: 1 });
  await phones(world).callee({ to: '+37061230004', hangUpAfterSeconds: 42 });
  await press('t');
  await page.getByRole('status').filter({ hasText: 'The call is over, 42 s' }).waitFor();
  await press('4', 'Enter');
  await opened('Zoe Lead');
  expect(await callOf('Otto Lead')).toMatchObject({ state: 'done', score: '4' });
});

it('the fifth must not be called again, which asks for a second key; then nobody waits', async () => {
  await press('d');
  await page.getByRole('button', { name: 'Never call', pressed: true }).waitFor();
  await press('Enter');
  await page.getByText('No call is waiting').waitFor();
  await page.getByText('today 5 calls, 3 reached').waitFor();
  await expectAccessible(page);
  const { body } = await staff.get(`/v1/customers?q=Zoe`);
  const consents = (await staff.get(`/v1/customers/${body.items[0].id}/consents`)).body.items;
  expect(consents).toContainEqual(expect.objectContaining({ channel: 'call', granted: false }));
});

it('on a phone of 360 px the outcomes lie at the foot of the screen', async () => {
  await staff.post('/v1/sandbox/advance', { by: 'PT3H30M' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${world.api.url}/calls`);
  await opened('Mei Tie');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const button = await page.getByRole('button', { name: 'No answer' }).boundingBox();
  expect(button!.y).toBeGreaterThan(370);
  expect(button!.y + button!.height).toBeLessThanOrEqual(740);
  expect(button!.height).toBeGreaterThanOrEqual(44);
  await expectAccessible(page);
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
