import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isRunning } from './process-identity.mjs';

/** A lock that holds no owner yet is being written this instant; older than this its writer was killed. */
const WRITING_MS = 5_000;

/** Who holds the lock now, or null when it is free or its holder has ended. */
export function lockHolder(path) {
  const holder = readHolder(path);
  return holder && isRunning(holder) ? holder : null;
}

/**
 * Takes the lock at once, or answers null when another process holds it. A lock whose process has ended, however it
 * ended, is taken over. The answer gives the lock back; so does the end of this process.
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const own = JSON.stringify(identityOf(process.pid));
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, own, { flag: 'wx' });
      return () => {
        if (readText(path) === own) rmSync(path, { force: true });
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!removeStale(path)) return null;
    }
  }
  return null;
}

/** Waits until the lock is free and takes it. `onWait` is called once, with the holder, when there is a wait. */
export async function waitForLock(path, onWait) {
  for (let told = false; ;) {
    const release = tryLock(path);
    if (release) return release;
    if (!told) onWait(readHolder(path));
    told = true;
    await sleep(500);
  }
}

/** Moves a left-over lock away. The rename decides between two processes that see the same left-over. */
function removeStale(path) {
  const seen = readText(path);
  if (seen === null) return true;
  const holder = parse(seen);
  if (holder ? isRunning(holder) : ageOf(path) < WRITING_MS) return false;
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  const moved = readText(aside);
  // Somebody was quicker and this is already their lock: put it back where they expect it.
  if (moved !== seen) renameSync(aside, path);
  else rmSync(aside, { force: true });
  return true;
}

function readHolder(path) {
  const text = readText(path);
  return text === null ? null : parse(text);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Infinity;
  }
}
