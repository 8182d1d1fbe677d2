import { seedCompany } from '@aftercare/db/seed/company.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/screenshots/browser.js';
import { findBarriers, openConsole, settle, WITH_CONSOLE } from '../support/browser.js';
import { createWorld, type World } from '../support/world.js';

const ADMIN = { email: 'ada@example.com', password: 'a-long-enough-password', name: 'Ada Admin' };
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };
const LANGUAGES = ['es', 'lt', 'zh', 'en'];
const REPORTS = ['satisfaction', 'contact', 'sla', 'staff', 'renewals', 'retention'];
/** An import with a line that was rejected, whose cells are long. */
const IMPORT = {
  ...{
    id: 'imp_1',
    kind: 'customers',
    state: 'done',
    dryRun: true,
    fileName: 'customers-of-the-old-system.csv',
  },
  ...{
    columns: ['Id', 'Name', 'Phone'],
    mapping: {},
    defaults: {},
    total: 2,
    accepted: 1,
    rejected: 1,
    created: 1,
  },
  ...{ createdBy: 'test', createdAt: new Date('2027-03-01T09:00:00Z') },
};
const IMPORT_LINES = [
  {
    line: 3,
    cells: ['C-1', 'A long name of somebody', '12'],
    reason: 'Phone: "12" is not a valid phone number in LT',
  },
];
const LONG = 240_000;

let world: World;
let browser: Browser;
let page: Page;
let complaints: string[];
let addresses: string[];

beforeAll(async () => {
  world = await createWorld({
    now: '2027-03-01T10:00:00Z',
    environment: WITH_CONSOLE,
    company: (db, sender) => seedCompany(db, { sender }),
  });
  browser = await launchBrowser();
  ({ page, complaints } = await openConsole(world, browser, { ...ADMIN, role: 'admin' }));
  addresses = await findAddresses();
}, LONG);
afterAll(() => browser?.close());

/** Every room of the rail, and a page of each kind of thing that rooms lead to. */
async function findAddresses(): Promise<string[]> {
  const links = page.getByRole('navigation', { name: 'Rooms' }).getByRole('link');
  await links.first().waitFor();
  const rooms = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  expect(rooms.length).toBeGreaterThan(15);
  const { db } = world;
  const [customer, followUp, ticket, agreement, run] = await Promise.all([
    db.customer.findFirstOrThrow({ where: { externalId: 'C-1003' } }),
    db.followUp.findFirstOrThrow({ where: { state: 'due' } }),
    db.ticket.findFirstOrThrow(),
    db.agreement.findFirstOrThrow(),
    db.import.create({ data: { ...IMPORT, lines: { create: IMPORT_LINES } } }),
  ]);
  return [
    ...rooms,
    `/customers/${customer.id}`,
    `/customers/${customer.id}?section=timeline`,
    `/customers/${customer.id}?section=assets`,
    '/sandbox/phones',
    '/sandbox/mail',
    `/follow-ups/${followUp.id}`,
    `/tickets/${ticket.id}`,
    `/agreements/${agreement.id}`,
    '/policies/boiler-care',
    '/policies/boiler-care?tab=simulator',
    '/templates/csat',
    '/first-run',
    '/imports?at=new',
    `/imports?at=${run.id}`,
    '/board?bucket=breached',
    ...REPORTS.map((view) => `/reports?report=${view}`),
  ];
}

async function open(address: string): Promise<void> {
  await page.goto(world.api.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settle(page);
}

/** Calls `look` for every address and gathers what it finds, so that one run names every fault of the console. */
async function everywhere(look: (address: string) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = [];
  for (const address of addresses) {
    await open(address);
    faults.push(...(await look(address)).map((fault) => `${address}: ${fault}`));
  }
  return faults;
}

const scheme = (value: 'light' | 'dark') =>
  page.evaluate((wanted) => localStorage.setItem('mantine-color-scheme-value', wanted), value);

it(
  'axe finds nothing in any room',
  async () => {
    await page.setViewportSize(DESK);
    await scheme('light');
    expect(await everywhere(() => findBarriers(page))).toEqual([]);
  },
  LONG,
);

it(
  'nor in dark colours, where only contrasts differ',
  async () => {
    await scheme('dark');
    expect(await everywhere(() => findBarriers(page, ['color-contrast']))).toEqual([]);
  },
  LONG,
);

it(
  'no room is wider than a phone, in none of the four languages',
  async () => {
    await page.setViewportSize(PHONE);
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      await page.evaluate((wanted) => localStorage.setItem('aftercare.language', wanted), language);
      faults.push(
        ...(await everywhere(async () => {
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          const spoken = await page.locator('html').getAttribute('lang');
          return [
            ...(width > PHONE.width ? [`${width} px wide in ${language}`] : []),
            ...(spoken === language ? [] : [`speaks ${spoken}, not ${language}`]),
          ];
        })),
      );
    }
    expect(faults).toEqual([]);
  },
  LONG,
);

it('the rooms that do not fit at the foot of a phone open from a sheet', async () => {
  await page.setViewportSize(PHONE);
  await open('/board');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Rooms' });
  await sheet.getByRole('link', { name: 'Policies' }).click();
  await page.waitForURL('**/policies');
  await sheet.waitFor({ state: 'hidden' });
});

it('what is not there, and what one may not see, is said in plain words', async () => {
  await page.setViewportSize(DESK);
  await open('/nowhere');
  await page.getByText('There is nothing at this address').waitFor();
});

it('the board opens with less than 250 kB of script', async () => {
  // Signed in, and with nothing kept from before.
  const fresh = await browser.newContext({ storageState: await page.context().storageState() });
  const first = await fresh.newPage();
  const session = await fresh.newCDPSession(first);
  const scripts = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.set(requestId, scripts.get(requestId) ?? 0);
  });
  // What came over the line, without headers.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const before = scripts.get(requestId);
    if (before !== undefined) scripts.set(requestId, before + encodedDataLength);
  });
  await session.send('Network.enable');
  await first.goto(`${world.api.url}/board`);
  await first.getByRole('heading', { level: 1 }).waitFor();
  await settle(first);
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
  await fresh.close();
});

it('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
