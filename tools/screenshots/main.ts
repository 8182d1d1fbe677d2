import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from './browser.js';

/**
 * Makes the pictures of `docs/` from a running Aftercare:
 * `node tools/dist/screenshots/main.js [running.json] [folder]`.
 */
const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const [runningFile = join(root, '.aftercare', 'running.json'), folder = join(root, 'docs')] =
  process.argv.slice(2);

const running = z
  .object({
    console: z.string(),
    apiKeys: z.object({ manager: z.string() }),
    signIns: z.array(z.object({ email: z.string(), password: z.string(), role: z.string() })),
  })
  .parse(JSON.parse(readFileSync(runningFile, 'utf8')));

interface Look {
  suffix: string;
  width: number;
  height: number;
  colours: 'light' | 'dark';
}

const LOOKS: readonly Look[] = [
  { suffix: '', width: 1440, height: 900, colours: 'light' },
  { suffix: '-dark', width: 1440, height: 900, colours: 'dark' },
  { suffix: '-phone', width: 360, height: 740, colours: 'light' },
];

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const look of LOOKS) await picture(browser, look);
} finally {
  await browser.close();
}

async function picture(browser: Browser, { suffix, width, height, colours }: Look): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colours,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const save = async (name: string): Promise<void> => {
    await settle(page);
    const path = join(folder, `${name}${suffix}.png`);
    await page.screenshot({ path });
    console.log(path);
  };

  await page.goto(`${running.console}/sign-in`);
  if (suffix === '') await save('sign-in');
  await signIn(page);
  for (const [name, address] of await pages()) {
    // In other dress the board alone is enough to see what it looks like.
    if (suffix !== '' && name !== 'board') continue;
    await page.goto(`${running.console}${address}`);
    await save(name);
  }
  await context.close();
}

async function signIn(page: Page): Promise<void> {
  const { email, password } = running.signIns.find(({ role }) => role === 'operator')!;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/board');
}

/** The rooms, and one follow-up and one customer with something to tell. */
async function pages(): Promise<[name: string, address: string][]> {
  const escalations = z.object({
    items: z.array(z.object({ customer: z.object({ id: z.string() }), followUp: z.string().nullable() })),
  });
  const { items } = escalations.parse(await read('/v1/escalations?state=open'));
  const visits = z.object({ items: z.array(z.object({ startsAt: z.string() })) });
  const [visit] = visits.parse(await read('/v1/visits?state=booked')).items;
  const replies = z.object({ items: z.array(z.object({ id: z.string() })) });
  const reply = replies.parse(await read('/v1/inbox?state=inbox')).items.at(-1);
  const [first] = items.filter(({ followUp }) => followUp !== null);
  return [
    ['board', '/board'],
    ['escalations', '/escalations'],
    ...(first
      ? ([
          ['follow-up', `/follow-ups/${first.followUp}`],
          ['customer', `/customers/${first.customer.id}`],
        ] as [string, string][])
      : []),
    ['customers', '/customers'],
    ['inbox', `/inbox${reply ? `?reply=${reply.id}` : ''}`],
    ['calls', '/calls?whose=all'],
    ['visits', `/visits${visit ? `?on=${visit.startsAt.slice(0, 10)}` : ''}`],
    ['tickets', '/tickets'],
    ['agreements', '/agreements'],
    ['policy', '/policies/boiler-care'],
    ['simulator', '/policies/boiler-care?tab=simulator&yaml=hidden'],
    ['template', '/templates/csat'],
    ['reports', '/reports?report=satisfaction'],
  ];
}

async function read(path: string): Promise<unknown> {
  const answer = await fetch(running.console + path, {
    headers: { authorization: `Bearer ${running.apiKeys.manager}` },
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Everything is loaded: no skeleton is left, fonts are there. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  // As text, because these lines run in the page and not here.
  await page.waitForFunction('!document.querySelector(`[aria-busy="true"], .mantine-Skeleton-root`)');
  await page.evaluate('document.fonts.ready.then(() => null)');
}
