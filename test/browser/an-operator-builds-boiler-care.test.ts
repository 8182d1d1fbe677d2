import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { expectAccessible, openConsole, WITH_CONSOLE } from '../support/browser.js';
import { unique } from '../support/build.js';
import { callAs, phones } from '../support/client.js';
import { until } from '../support/until.js';
import { createWorld, type World } from '../support/world.js';

const ADMIN = { email: 'ingrid@example.com', password: 'a-long-enough-password', name: 'Ingrid Solberg' };
const PHONE = '+37061234500';

let world: World;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  world = await createWorld({ now: '2027-03-01T09:00:00Z', environment: WITH_CONSOLE });
  browser = await launchBrowser();
  ({ page, complaints } = await openConsole(world, browser, { ...ADMIN, role: 'admin' }));
});
afterAll(() => browser?.close());

it('an empty installation leads from the board to an organisation and opening hours', async () => {
  await page.getByRole('link', { name: 'Organisation' }).click();
  await page.getByRole('heading', { name: 'First steps' }).waitFor();
  await page.getByLabel('Name of the organisation').fill('Nordlicht Heating');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Opening hours' }).waitFor();
  await page.getByText(/public holidays this year/).waitFor();
  await page.getByRole('button', { name: 'Monday 17:00 to 17:30' }).click();
  await page.getByText('Mon 09:00-17:30').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'First policy' }).waitFor();
});

it('the gallery has a first policy with its texts, rules and a test message that arrives', async () => {
  const ready = page.getByRole('article').filter({ hasText: 'Product follow-up' });
  await ready.getByRole('button', { name: 'What would happen' }).click();
  await ready.getByText('For somebody who buys now:').waitFor();
  await expectAccessible(page);
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
  await expectAccessible(page);
}, 90_000);

it('sees 24 months, publishes, and moves open plans', async () => {
  await page.getByRole('tab', { name: 'Next 24 months' }).click();
  await page.getByText(/follow-ups? in the next 24 months/).waitFor();
  await page
    .getByRole('group', { name: 'Calendar of the next 24 months' })
    .getByRole('button')
    .first()
    .waitFor();
  await expectAccessible(page);
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

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});

async function publish(): Promise<void> {
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByRole('button', { name: 'Publish as a new version' }).click();
}
