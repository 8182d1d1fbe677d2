import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { expectAccessible, openConsole, WITH_CONSOLE } from '../support/browser.js';
import { createWorld, type World } from '../support/world.js';

const OLEK = { email: 'olek@example.com', password: 'a-long-enough-password', name: 'Olek Operator' };

let world: World;
let browser: Browser;
let page: Page;
let complaints: string[];
let server: Server;
let url: string;
let answer = 500;
const heard: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (answer === 200) heard.push(String(request.headers['webhook-id']));
      response.writeHead(answer).end(answer === 200 ? 'noted' : 'out of order');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  world = await createWorld({ now: '2027-03-01T09:00:00Z', environment: WITH_CONSOLE });
  browser = await launchBrowser();
  ({ page, complaints } = await openConsole(world, browser, { ...OLEK, role: 'operator' }));
  page.setDefaultTimeout(9_000);
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
});

const card = () => page.getByRole('article', { name: url });

it('an operator adds an address with its events and sees the secret once', async () => {
  await page.goto(`${world.api.url}/webhooks`);
  await page.getByText('No other system hears of anything yet').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Address').fill(url);
  await page.getByLabel('What it is for').fill('the shop');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText(/^whsec_/).waitFor({ state: 'hidden' });
  await card().getByText('the shop').waitFor();
});

it('tries it, sees what it answered, and delivers again once it is mended', async () => {
  await card().getByRole('button', { name: 'Try it' }).click();
  const tried = page.getByRole('article', { name: /^webhook\.test / });
  await tried.getByText('1 try · 500').waitFor({ timeout: 20_000 });
  await tried.getByRole('button', { name: 'Details' }).click();
  await tried.getByText(/out of order/).waitFor();
  await expectAccessible(page);
  await world.db.webhookDelivery.updateMany({ data: { state: 'failed', nextAt: null } });
  answer = 200;
  await page.getByRole('button', { name: 'Deliver again' }).click({ timeout: 20_000 });
  await tried.getByText('Delivered').waitFor({ timeout: 20_000 });
  await tried.getByText(/noted/).waitFor();
  expect(heard).toHaveLength(1);
  // With the log open, on a phone.
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('renews the secret, switches it off and removes it', async () => {
  await card().getByRole('button', { name: 'New secret' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await card().getByRole('switch').press('Space');
  await card().getByText('Off', { exact: true }).waitFor();
  expect(await world.db.webhookEndpoint.findFirstOrThrow()).toMatchObject({ active: false });
  await card().getByRole('button', { name: 'Remove' }).click();
  await card().getByRole('button', { name: 'Remove it with its log' }).click();
  await page.getByText('No other system hears of anything yet').waitFor();
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
