import { join } from 'node:path';
import { saveSignIn } from '@aftercare/db/sign-ins.js';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from '../support/build.js';
import { callAs, phones } from '../support/client.js';
import { root } from '../support/servers.js';
import { createWorld, type World } from '../support/world.js';

const MANAGER = { email: 'helen@example.com', password: 'a-long-enough-password', name: 'Helen Marsh' };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const UNHAPPY = { name: 'Priya Nair', phone: '+447700900103', country: 'GB', zone: 'Europe/London' };
const SILENT = { name: 'Rasa Silent', phone: '+37061234509', country: 'LT', zone: 'Europe/Vilnius' };

let world: World;
let browser: Browser;
let page: Page;
/** What the browser complained about: scripts that failed, files that the security policy refused. */
const complaints: string[] = [];

beforeAll(async () => {
  const environment = { CONSOLE_DIR: join(root, 'apps', 'console', 'dist') };
  world = await createWorld({ now: '2027-03-26T09:00:00Z', environment });
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
  await expectAccessible();
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
  await expectAccessible();
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
  await expectAccessible();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: SILENT.name }).waitFor({ state: 'hidden' });
  const done = await callAs(world, 'manager').get('/v1/follow-ups?state=done&kind=call');
  expect(done.body.items).toMatchObject([{ customer: { name: SILENT.name }, outcome: 'reached' }]);
});

it.each(['/escalations', '/customers', '/inbox'])('%s can be read by everyone', async (address) => {
  await page.goto(world.api.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible();
});

it('no page is wider than a phone of 360 px', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of ['/board', '/escalations', '/customers', '/inbox']) {
    await page.goto(world.api.url + address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(360);
  }
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});

/** Looks at what is shown now with axe. */
async function expectAccessible(): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    // In the page there is another axe, by the same name.
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const found = await inPage.run(document, { runOnly });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, WCAG);
  expect(violations).toEqual([]);
}
