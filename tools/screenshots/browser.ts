import { HOW_TO_GET_A_BROWSER, findBrowser } from '@aftercare/tools/screenshots/find-browser.mjs';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The machine's own Chromium; nothing is downloaded. @throws Error that says what to install */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(`A browser is needed: ${HOW_TO_GET_A_BROWSER}.`);
  return chromium.launch({ executablePath, args: FLAGS });
}
