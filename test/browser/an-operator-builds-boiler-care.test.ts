import { join } from 'node:path';
import { saveSignIn } from '@aftercare/db/sign-ins.js';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { unique } from '../support/build.js';
import { callAs, phones } from '../support/client.js';
import { root } from '../support/servers.js';
import { until } from '../support/until.js';
import { createWorld, type World } from '../support/world.js';

const ADMIN = { email: 'ingrid@example.com', password: 'a-long-enough-password', name: 'Ingrid Solberg' };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = '+37061234500';

let world: World;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const environment = { CONSOLE_DIR: join(root, 'apps', 'console', 'dist') };
  world = await createWorld({ now: '2027-03-01T09:00:00Z', environment });
  await saveSignIn(world.db, { ...ADMIN, role: 'admin' });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${world.api.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/board');
});
afterAll(() => browser?.close());

it('an empty installation leads from the board to an organisation and opening hours', async () => {
  await page.getByRole('link', { name: 'Organisation' }).click();
  await page.getByRole('heading', { name: 'First steps' }).waitFor();
  await page.getByLabel('Name of the organisation').fill('Nordlicht Heating');
  await expectAccessible();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Opening hours' }).waitFor();
  await page.getByText(/public holidays this year/).waitFor();
  await page.getByRole('button', { name: 'Monday 17:00 to 17:30' }).click();
  await page.getByText('Mon 09:00-17:30').waitFor();
  await expectAccessible();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'First policy' }).waitFor();
});

it('the gallery has a first policy with its texts, rules and a test message that arrives', async () => {
  const ready = page.getByRole('article').filter({ hasText: 'Product follow-up' });
  await ready.getByRole('button', { name: 'What would happen' }).click();
  await ready.getByText('For somebody who buys now:').waitFor();
  await expectAccessible();
  await ready.getByRole('button', { name: 'Take and publish' }).click();
  await page.getByRole('button', { name: 'Take these rules' }).click();
  await page.getByLabel('Your own phone').fill(PHONE);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText(`On its way to ${PHONE}`).waitFor();
  await until(
    'the test message is on the phone',
    async () => (await phones(world).received(PHONE)).length === 1,
  );
  await page.goto(`${world.api.url}/board`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(/Ready for the first sale/).isVisible()).toBe(false);
});

it('an operator builds boiler care from nothing', async () => {
  await page.goto(`${world.api.url}/policies`);
  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByLabel('What is it called?').fill('Our boiler care');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Our boiler care' }).waitFor();
  await page.getByRole('combobox', { name: 'Follows' }).click();
  await page.getByRole('option', { name: 'an agreement' }).click();
  await page.getByRole('button', { name: '+ Visit' }).click();
  await page.getByLabel('Comes again').check();
  await page
    .getByTestId('repeat-words')
    .getByText(/Every year on the date/i)
    .waitFor();
  const handle = page.getByRole('slider', { name: 'Move Visit' });
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('2 days after the start of the agreement, at 10:00').first().waitFor();
  await page.getByTestId('yaml').getByText('offset: P2D').waitFor();
  await expectAccessible();
}, 90_000);

it('sees 24 months, publishes, and moves open plans', async () => {
  await page.getByRole('tab', { name: 'Next 24 months' }).click();
  await page.getByText(/follow-ups? in the next 24 months/).waitFor();
  await page
    .getByRole('group', { name: 'Calendar of the next 24 months' })
    .getByRole('button')
    .first()
    .waitFor();
  await expectAccessible();
  await publish();
  await page.getByText('Version 1 is in force').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  const customer = { externalId: unique('customer'), name: 'Ana', phone: '+37060000001', language: 'en' };
  const facts = { ...customer, type: 'retail', tier: 'gold', country: 'LT', zone: 'Europe/Vilnius' };
  const agreement = { externalId: unique('agreement'), customer: facts, startsOn: '2027-03-01', term: 'P1Y' };
  await callAs(world, 'intake').post('/v1/agreements', agreement);

  await page.getByRole('tab', { name: 'Steps', exact: true }).click();
  await page.getByRole('slider', { name: 'Move Visit' }).focus();
  await page.keyboard.press('ArrowRight');
  await publish();
  await page.getByText('Version 2 is in force').waitFor();
  await page.getByRole('button', { name: 'Move 1 open plan' }).click();
  await page.getByText('Done: 1 of 1').waitFor();
  const { body } = await callAs(world, 'staff').get('/v1/follow-ups?kind=visit&state=planned,due');
  expect(body.items[0]).toMatchObject({ policy: { key: 'our-boiler-care', version: 2 } });
  expect(body.items[0].dueLocal).toBe('2027-03-04T10:00');
}, 90_000);

it.each(['/policies', '/policies/our-boiler-care', '/calendars', '/contact-rules', '/first-run'])(
  '%s can be read by everyone, light and dark, on a phone, in four languages',
  async (address) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme);
      await open(address);
      await expectAccessible();
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const language of ['es', 'lt', 'zh', 'en']) {
      await page.evaluate((value) => localStorage.setItem('aftercare.language', value), language);
      await open(address);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), language).toBeLessThanOrEqual(
        360,
      );
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  90_000,
);

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});

async function publish(): Promise<void> {
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByRole('button', { name: 'Publish as a new version' }).click();
}

async function open(address: string): Promise<void> {
  await page.goto(world.api.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

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
