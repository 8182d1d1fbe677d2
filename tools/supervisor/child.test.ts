import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTimeOf } from '@aftercare/tools/process-identity.mjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitUntil } from '../servers/command.js';
import { Child, type ChildEvents, type ChildSpec } from './child.js';
import type { Verdict } from './restart-policy.js';

const AT_ONCE: Verdict = { restart: true, delayMs: 1 };

let folder: string;
let children: Child[];
let lines: string[];
let lastWords: string[] | null;
let pids: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-child-'));
  [children, lines, lastWords, pids] = [[], [], null, []];
});

afterEach(async () => {
  await Promise.all(children.map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A process that writes a file when it is up and then does what the script says. */
function childThat(script: string, decide: () => Verdict, spec: Partial<ChildSpec> = {}): Child {
  const ready = join(folder, 'ready');
  const program = `require('fs').writeFileSync(${JSON.stringify(ready)}, String(process.pid)); ${script}`;
  const events: ChildEvents = {
    line: (_name, line) => lines.push(line),
    started: (_spec, pid) => pids.push(pid),
    ended: () => {},
    gaveUp: (_spec, words) => (lastWords = words),
  };
  const full: ChildSpec = {
    name: 'part',
    command: { file: process.execPath, args: ['-e', program], options: {} },
    ready: (signal) =>
      waitUntil(
        'part',
        async () => existsSync(ready) && readFileSync(ready, 'utf8') === String(pids.at(-1)),
        {
          signal,
          everyMs: 10,
        },
      ),
    stopSignal: 'SIGTERM',
    graceMs: 5_000,
    ...spec,
  };
  const child = new Child(full, events, decide);
  children.push(child);
  return child;
}

const STAYS = 'setInterval(() => {}, 1000)';

it('is ready when the part says so, and gone after stop', async () => {
  const child = childThat(STAYS, () => AT_ONCE);
  await child.start();
  const pid = child.pid!;
  expect(startTimeOf(pid)).not.toBeNull();
  await child.stop();
  expect(startTimeOf(pid)).toBeNull();
});

it('starts again what was killed', async () => {
  const child = childThat(STAYS, () => AT_ONCE);
  await child.start();
  process.kill(child.pid!, 'SIGKILL');
  await waitUntil('its return', async () => lines.includes('is back'));
  expect(pids).toHaveLength(2);
  expect(lines.some((line) => line.startsWith('ended unexpectedly (SIGKILL)'))).toBe(true);
});

it('gives up with the last words of what keeps dying', async () => {
  let deaths = 0;
  const child = childThat("console.error('no disk'); process.exitCode = 3", () =>
    ++deaths < 3 ? AT_ONCE : { restart: false },
  );
  await child.start().catch(() => {});
  await waitUntil('the end', async () => lastWords !== null);
  expect(pids).toHaveLength(3);
  expect(lastWords).toContain('no disk');
});

it('treats a program that cannot be started like one that dies', async () => {
  const command = { file: join(folder, 'missing'), args: [], options: {} };
  const child = childThat('', () => ({ restart: false }), { command });
  await expect(child.start()).rejects.toThrow('part was stopped');
  expect(lastWords!.join()).toContain('could not be started');
});

it('tries again when the preparation of a restart fails', async () => {
  let starts = 0;
  const beforeStart = async (): Promise<void> => {
    if (++starts === 2) throw new Error('folder is busy');
  };
  const child = childThat(STAYS, () => AT_ONCE, { beforeStart });
  await child.start();
  process.kill(child.pid!, 'SIGKILL');
  await waitUntil('its return', async () => lines.includes('is back'));
  expect(lines).toContain('folder is busy');
});

it('kills what does not end within its grace', async () => {
  const child = childThat(`process.on('SIGTERM', () => {}); ${STAYS}`, () => AT_ONCE, { graceMs: 100 });
  await child.start();
  const pid = child.pid!;
  await child.stop();
  expect(startTimeOf(pid)).toBeNull();
});

it('does not start again what was told to stop while it was waiting for its restart', async () => {
  const child = childThat(STAYS, () => ({ restart: true, delayMs: 60_000 }));
  await child.start();
  process.kill(child.pid!, 'SIGKILL');
  await waitUntil('its death', async () => child.pid === null);
  await child.stop();
  expect(pids).toHaveLength(1);
});
