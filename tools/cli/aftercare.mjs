#!/usr/bin/env node
// The command as npm links it: there before anything is built, so that it can say what to do then.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) await import(main.href);
else {
  console.error('Aftercare is not built yet: run "npm run build" (or "npm start") once.');
  process.exitCode = 2;
}
