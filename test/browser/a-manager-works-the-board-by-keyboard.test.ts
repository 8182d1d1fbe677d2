import { saveSignIn } from '@aftercare/db/sign-ins.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from '../support/build.js';
import { callAs, phones } from '../support/client.js';
import { expectAccessible, WITH_CONSOLE } from '../support/browser.js';
import { createWorld, type World } from '../support/world.js';

const MANAGER = { email: 'helen@example.com', password: 'a-long-enough-password', name: 'Helen Marsh' };
const UNHAPPY = { name: 'Priya Nair', phone: '+447700900103', country: 'GB', zone: 'Europe/London' };
const SILENT = { name: 'Rasa Silent', phone: '+37061234509', country: 'LT', zone: 'Europe/Vilnius' };

let world: World;
let browser: Browser;
let page: Page;
/** What the browser complained about: scripts that failed, files that the security policy refused. */
const complaints: string[] = [];

beforeAll(async () => {
  world = await createWorld({ now: '2027-03-26T09:00:00Z', environment: WITH_CONSOLE });
  await saveSignIn(world.db, { ...MANAGER, role: 'manager' });
  await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
  for (const facts of [UNHAPPY, SILENT]) {
    const customer = buildCustomer({ ...facts, language: 'en' });
    await callAs(world, 'intake').post('/v1/sales', buildSale({ customer, soldAt: '2027-03-26T09:00:00Z' }));
  }
  await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'P3DT1H' });
  await phones(world).text(UNHAPPY.phone, '2, still leaking');

  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
});
afterAll(() => browser?.close());

it('an address inside leads to the sign-in and, once signed in, to where it pointed', async () => {
  await page.goto(`${world.api.url}/board?tier=gold`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(MANAGER.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(MANAGER.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/board?tier=gold');
});

it('the unhappy answer stands above the board as an escalation, in the customer’s words', async () => {
  await page.goto(`${world.api.url}/board`);
  const escalated = page.getByRole('region', { name: 'Escalated' });
  await escalated.getByText('“still leaking”').waitFor();
  expect(await escalated.getByText(UNHAPPY.name).isVisible()).toBe(true);
  await expectAccessible(page);
});

it('a week later the customer who did not answer is to be called', async () => {
  await page.getByRole('button', { name: '1 week' }).click();
  await page.getByRole('status').filter({ hasText: 'changed' }).waitFor();
  await page
    .getByRole('row', { name: SILENT.name })
    .getByText(/overdue$/)
    .waitFor();
});

it('the call is recorded without touching the mouse', async () => {
  await page.keyboard.press('j');
  await page.keyboard.press('d');
  const form = page.getByRole('dialog', { name: 'Record call' });
  await form.getByRole('radio', { name: 'Reached' }).focus();
  await expectAccessible(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: SILENT.name }).waitFor({ state: 'hidden' });
  const done = await callAs(world, 'manager').get('/v1/follow-ups?state=done&kind=call');
  expect(done.body.items).toMatchObject([{ customer: { name: SILENT.name }, outcome: 'reached' }]);
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
