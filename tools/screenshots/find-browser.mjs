import { existsSync } from 'node:fs';

/** Where systems put Chromium or Chrome. `CHROMIUM` names another one. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The machine's own browser, or undefined when there is none. Nothing is downloaded. */
export function findBrowser() {
  return [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
}

export const HOW_TO_GET_A_BROWSER =
  'install Chromium (Debian, Ubuntu: apt-get install chromium) or Chrome, or set CHROMIUM to its program';
