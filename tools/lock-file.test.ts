import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockHolder, tryLock, waitForLock } from './lock-file.mjs';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-lock-'));
  lock = join(folder, 'deeper', 'some.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is held by one at a time', async () => {
  const release = tryLock(lock)!;
  expect(tryLock(lock)).toBeNull();
  expect(lockHolder(lock)?.pid).toBe(process.pid);
  release();
  expect(lockHolder(lock)).toBeNull();
  (await waitForLock(lock, () => {}))();
});

it('tells who waits whom for', async () => {
  const release = tryLock(lock)!;
  let holder: number | undefined;
  const taken = waitForLock(lock, (found) => {
    holder = found?.pid;
    release();
  });
  (await taken)();
  expect(holder).toBe(process.pid);
});

it('is taken over from a process that has ended without giving it back', () => {
  const script = `import('${new URL('lock-file.mjs', import.meta.url).href}').then((m) => { m.tryLock(process.argv[1]); process.kill(process.pid, 'SIGKILL'); })`;
  expect(spawnSync(process.execPath, ['-e', script, lock]).signal).toBe('SIGKILL');
  expect(lockHolder(lock)).toBeNull();
  expect(tryLock(lock)).not.toBeNull();
});

it('gives a writer a moment before an empty lock counts as left over', () => {
  tryLock(lock)!();
  writeFileSync(lock, '');
  expect(tryLock(lock)).toBeNull();
  utimesSync(lock, 0, 0);
  expect(tryLock(lock)).not.toBeNull();
});
