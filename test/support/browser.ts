import { join } from 'node:path';
import { type NewSignIn, saveSignIn } from '@aftercare/db/sign-ins.js';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './servers.js';
import type { World } from './world.js';

/** What `createWorld` needs so that its API serves the console. */
export const WITH_CONSOLE = { CONSOLE_DIR: join(root, 'apps', 'console', 'dist') };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A page of somebody's own, and what the browser complained about there: scripts that failed, files refused. */
export interface Opened {
  page: Page;
  complaints: string[];
}

/** Makes an account for `person`, signs in and waits for the board. */
export async function openConsole(
  world: World,
  browser: Browser,
  person: NewSignIn,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  await saveSignIn(world.db, person);
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // What is not there or not allowed yet is an answer that the page understands; the browser logs it all the same.
    if (message.type() === 'error' && !/status of 40[14]/.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(`${world.api.url}/sign-in`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/board');
  return { page, complaints };
}

/** What axe finds wrong with what the page shows now, by the rules of WCAG 2.2 AA, or by those named alone. */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  await settle(page);
  await page.evaluate(axe.source);
  return page.evaluate(
    async (runOnly) => {
      // In the page there is another axe, by the same name.
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const found = await inPage.run(document, { runOnly });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    rules ? { type: 'rule' as const, values: [...rules] } : { type: 'tag' as const, values: WCAG },
  );
}

export async function expectAccessible(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
}

/** Waits until everything is loaded and nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'));
  await page.evaluate(() => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(passing.map((one) => one.finished)).then(() => null);
  });
}
