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

const STAFF = { email: 'carmen@example.com', password: 'a-long-enough-password', name: 'Carmen Ortega' };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PRIYA = { name: 'Priya Nair', phone: '+447700900103', country: 'GB', zone: 'Europe/London' };

let world: World;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const environment = { CONSOLE_DIR: join(root, 'apps', 'console', 'dist') };
  world = await createWorld({ now: '2027-03-26T09:00:00Z', environment });
  await saveSignIn(world.db, { ...STAFF, role: 'staff' });
  await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
  const customer = buildCustomer({ ...PRIYA, language: 'en' });
  await callAs(world, 'intake').post('/v1/sales', buildSale({ customer, soldAt: '2027-03-26T09:00:00Z' }));
  await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'P3DT1H' });
  await phones(world).text(PRIYA.phone, 'well, it works, mostly');

  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  await page.goto(`${world.api.url}/inbox`);
  await page.getByLabel('E-mail').fill(STAFF.email);
  await page.getByLabel('Password', { exact: true }).fill(STAFF.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/inbox');
});
afterAll(() => browser?.close());

it('a text that comes in while the room is open appears by itself', async () => {
  await page.getByText('The inbox is empty').waitFor();
  await expectAccessible();
  await phones(world).text(PRIYA.phone, 'better than 1, worse than 3');
  await page.getByRole('link', { name: /better than 1/ }).waitFor();
});

it('opens after the list, with the conversation and what it may mean', async () => {
  await page.getByRole('link', { name: /better than 1/ }).click();
  await page.getByRole('heading', { name: PRIYA.name }).waitFor();
  await page.getByRole('list', { name: 'Conversation' }).getByText('well, it works, mostly').waitFor();
  expect(await page.getByRole('list', { name: 'Texts' }).count()).toBe(0);
  await expectAccessible();
});

it('is taken as a 2 with one press', async () => {
  await page.getByRole('button', { name: 'Score 2' }).click();
  await page.getByText('Linked.').waitFor();
  await page.getByText('Settled', { exact: true }).waitFor();
  const { body } = await callAs(world, 'manager').get('/v1/escalations');
  expect(body.items).toMatchObject([{ of: 'step:csat', customer: { name: PRIYA.name } }]);
});

it('is answered with a ready answer, whose way to the phone shows', async () => {
  await page.getByRole('button', { name: 'Ready answers' }).click();
  await page.getByRole('menuitem', { name: /^Thank you for telling us/ }).click();
  await page.getByText(/characters · 1 SMS/).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  const bubble = page.getByRole('listitem').filter({ hasText: 'Thank you for telling us' });
  await bubble.getByText('Delivered').waitFor();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByText('The inbox is empty').waitFor();
  const texts = await phones(world).received(PRIYA.phone);
  expect(texts.filter(({ body }) => body.startsWith('Thank you for telling us'))).toHaveLength(1);
});

it('on a wide screen everything stands side by side, and nobody is shut out', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await phones(world).text('+447700900999', 'who is this?');
  await page.getByRole('link', { name: /who is this/ }).click();
  await page.getByRole('button', { name: 'Whose number?' }).waitFor();
  await page.getByRole('list', { name: 'Texts' }).waitFor();
  await expectAccessible();
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});

/** Nothing that WCAG 2.2 AA forbids, and nothing wider than the screen. */
async function expectAccessible(): Promise<void> {
  // What moves in is half seen through.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: tags }),
    WCAG,
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
}
