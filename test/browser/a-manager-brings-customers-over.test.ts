import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { expectAccessible, openConsole, WITH_CONSOLE } from '../support/browser.js';
import { createWorld, type World } from '../support/world.js';

const MARTA = { email: 'marta@example.com', password: 'a-long-enough-password', name: 'Marta Manager' };
const HEADER = 'Kliento nr;Vardas;Pavardė;Telefonas;Gimė';
const FILE = [
  HEADER,
  'C-1;Ona;Petraitė;8 612 34567;31.12.1980',
  'C-2;Jonas;Jonaitis;12;01.02.1975',
  'C-3;Rūta;"Žukienė; našlė";+370 612 34569;05.06.1990',
].join('\r\n');

let world: World;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  world = await createWorld({ now: '2027-03-01T09:00:00Z', environment: WITH_CONSOLE });
  browser = await launchBrowser();
  ({ page, complaints } = await openConsole(world, browser, { ...MARTA, role: 'manager' }));
});
afterAll(() => browser?.close());

const choose = (name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

it('a manager chooses a file and sees its first lines, with columns guessed and the country missing', async () => {
  await page.goto(`${world.api.url}/imports`);
  await page.getByText('Nothing was imported yet').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New import' }).click();
  await choose('klientai.csv', FILE);
  await page.getByRole('cell', { name: 'Petraitė' }).waitFor();
  const name = page.getByRole('group', { name: 'Name', exact: true });
  await name.getByText('Ona Petraitė').waitFor();
  await page.getByRole('combobox', { name: 'How dates are written' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Still needed' }).getByText('Country').waitFor();
  expect(await page.getByRole('button', { name: 'Try without storing' }).isDisabled()).toBe(true);
  await expectAccessible(page);
});

it('maps what was not guessed, tries, and learns what is wrong without anything being stored', async () => {
  const id = page.getByRole('group', { name: 'Id in the other system' });
  if ((await id.getByText('C-1').count()) === 0) {
    await id.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Kliento nr' }).click();
    await page.keyboard.press('Escape');
  }
  await page.getByLabel('Country: where it is empty').fill('Lietuva');
  await page.getByRole('button', { name: 'Try without storing' }).click();
  await page.getByText('Would be new: 2. Known already: 0. Rejected: 1.').waitFor();
  await page.getByText('Telefonas: "12" is not a valid phone number in LT').waitFor();
  await expectAccessible(page);
  expect(await world.db.customer.count()).toBe(0);
});

it('goes back to the columns with the file still at hand', async () => {
  await page.getByRole('button', { name: 'Change the columns' }).click();
  await page.getByRole('cell', { name: 'Petraitė' }).waitFor();
  await page.goBack();
});

it('imports what fits and downloads the rest, puts it right and imports that', async () => {
  await page.getByRole('button', { name: 'Import 2 lines' }).click();
  await page.getByText('New: 2. Known already: 0. Rejected: 1.', { exact: true }).waitFor();
  expect(await world.db.customer.findUnique({ where: { externalId: 'C-3' } })).toMatchObject({
    name: 'Rūta Žukienė; našlė',
    phone: '+37061234569',
  });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rejected lines' }).click();
  const rejected = await readFile(await (await download).path(), 'utf8');
  expect(rejected).toContain('C-2,Jonas,Jonaitis,12,01.02.1975');
  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('article', { name: 'klientai.csv' }).waitFor();
  await page.getByRole('button', { name: 'New import' }).click();
  await choose('again.csv', rejected.replace('Jonaitis,12,', 'Jonaitis,+370 612 34568,'));
  const id = page.getByRole('group', { name: 'Id in the other system' });
  await id.waitFor();
  if ((await id.getByText('C-2').count()) === 0) {
    await id.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Kliento nr' }).click();
    await page.keyboard.press('Escape');
  }
  await page.getByLabel('Country: where it is empty').fill('LT');
  await page.getByRole('button', { name: 'Import at once' }).click();
  await page.getByText('New: 1. Known already: 0. Rejected: 0.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('article', { name: 'again.csv' }).waitFor();
  await expectAccessible(page);
  expect(await world.db.customer.count()).toBe(3);
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
