import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { expectAccessible, openConsole, WITH_CONSOLE } from '../support/browser.js';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from '../support/build.js';
import { callAs } from '../support/client.js';
import { createWorld, type World } from '../support/world.js';

const MANAGER = { email: 'helen@example.com', password: 'a-long-enough-password', name: 'Helen Marsh' };
const CUSTOMER = { name: 'Priya Nair', phone: '+447700900103', country: 'GB', zone: 'Europe/London' };

let world: World;
let browser: Browser;
/** One window keeps the board open, the other holds the phone. */
let board: Page;
let phone: Page;
const complaints: Record<'board' | 'phone', string[]> = { board: [], phone: [] };

beforeAll(async () => {
  world = await createWorld({ now: '2027-03-26T09:00:00Z', environment: WITH_CONSOLE });
  await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
  const customer = buildCustomer({ ...CUSTOMER, language: 'en' });
  await callAs(world, 'intake').post('/v1/sales', buildSale({ customer, soldAt: '2027-03-26T09:00:00Z' }));
  await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'P3DT1H' });

  browser = await launchBrowser();
  const manager = { ...MANAGER, role: 'manager' } as const;
  ({ page: board, complaints: complaints.board } = await openConsole(world, browser, manager));
  ({ page: phone, complaints: complaints.phone } = await openConsole(world, browser, manager));
});
afterAll(() => browser?.close());

it('the board shows a question that waits for its answer', async () => {
  await board.getByRole('link', { name: /^Waiting on customer\W*1$/ }).waitFor();
  expect(await board.getByRole('region', { name: 'Escalated' }).count()).toBe(0);
  // Gone with the page: whatever changes from here on changed without a reload.
  await board.evaluate('window.stillTheSamePage = true');
});

it('the phone page shows what the customer received', async () => {
  await phone.getByRole('link', { name: 'Phones' }).click();
  await phone.getByRole('heading', { level: 1, name: 'Phones' }).waitFor();
  await phone.getByRole('navigation', { name: 'Phones' }).getByRole('link', { name: CUSTOMER.name }).click();
  const held = phone.getByRole('region', { name: CUSTOMER.name });
  await held.getByText('Boiler 24 kW').first().waitFor();
  await expectAccessible(phone);
});

it('the customer answers “2, still leaking”, and the board changes by itself', async () => {
  await phone.getByRole('textbox', { name: 'Answer as the customer' }).fill('2, still leaking');
  await phone.keyboard.press('Enter');
  const escalated = board.getByRole('region', { name: 'Escalated' });
  await escalated.getByText('“still leaking”').waitFor();
  expect(await escalated.getByText(CUSTOMER.name).isVisible()).toBe(true);
  await board.getByRole('link', { name: /^Waiting on customer\W*0?$/ }).waitFor();
  expect(await board.evaluate('window.stillTheSamePage')).toBe(true);
});

it('the phone shows the conversation with the answer to the answer', async () => {
  const talk = phone.getByRole('log', { name: 'Conversation' });
  await talk.getByText('2, still leaking').waitFor();
  const conversation = await callAs(world, 'manager').get(
    `/v1/sandbox/phones/${encodeURIComponent(CUSTOMER.phone)}`,
  );
  expect(conversation.body.texts.filter(({ mine }: { mine: boolean }) => mine)).toMatchObject([
    { body: '2, still leaking', at: expect.stringMatching(/^2027-03-29T/) },
  ]);
});

it('the phone fits on a phone of 360 px, in dark colours too', async () => {
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await phone.emulateMedia({ colorScheme });
    await phone.reload();
    await phone.getByRole('region', { name: CUSTOMER.name }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await expectAccessible(phone);
  }
});

it.each([
  ['the queue of calls', () => '/calls'],
  ['a customer’s file', (id: string) => `/customers/${id}`],
  ['its timeline', (id: string) => `/customers/${id}?section=timeline&kind=message,reply`],
  ['its scores', (id: string) => `/customers/${id}?section=scores`],
  ['its sales', (id: string) => `/customers/${id}?section=sales`],
  ['the phones', () => '/sandbox/phones'],
])('%s is read in four languages, by everyone, and on 360 px', async (_, addressOf) => {
  const { items } = (await callAs(world, 'manager').get('/v1/customers?q=Priya')).body;
  for (const language of ['es', 'lt', 'zh', 'en']) {
    await phone.evaluate(`localStorage.setItem('aftercare.language', '${language}')`);
    await phone.goto(world.api.url + addressOf(items[0].id));
    await phone.getByRole('heading', { level: 1 }).waitFor();
    await phone.waitForLoadState('networkidle');
    expect(await phone.locator('html').getAttribute('lang')).toBe(language);
    expect(await phone.evaluate('document.documentElement.scrollWidth'), language).toBeLessThanOrEqual(360);
    if (language === 'en' || language === 'zh') await expectAccessible(phone);
  }
});

it('the clock plays by itself and says where it was paused', async () => {
  await board.getByRole('button', { name: 'Advance' }).click();
  await board.getByRole('menuitem', { name: 'An hour per second' }).click();
  await board
    .getByRole('timer')
    .filter({ hasText: /29 Mar 2027, (1[5-9]|2\d):/ })
    .waitFor();
  await board.getByRole('button', { name: 'Pause' }).click();
  await board.getByRole('status').filter({ hasText: 'Paused at' }).first().waitFor();
  await board.getByRole('button', { name: 'Advance' }).waitFor();
  await expectAccessible(board);
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual({ board: [], phone: [] });
});
