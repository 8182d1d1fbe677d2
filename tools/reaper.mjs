// node tools/reaper.mjs <folder>
//
// Waits until whoever started it is gone, in whatever way (its standard input ends then), and ends the processes that
// are still running of those listed in <folder>/processes.jsonl, and removes the folder. So a test run leaves nothing
// behind, even when it is killed.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './process-identity.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node tools/reaper.mjs <folder>');

process.stdin.resume();
process.stdin.on('end', async () => {
  for (const identity of listed()) end(identity);
  // A database server that was killed lets go of its files a moment later.
  for (let tries = 0; tries < 20 && !removed(); tries++) await sleep(100);
  process.exit(0);
});
// The terminal's Ctrl-C is for the tests; this comes after them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function listed() {
  try {
    const lines = readFileSync(join(folder, 'processes.jsonl'), 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  } catch {
    // The tests have cleaned up by themselves.
    return [];
  }
}

function end(identity) {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, 'SIGKILL');
  } catch {
    // It ended in between.
  }
}

function removed() {
  try {
    rmSync(folder, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
