import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for something that real processes bring about. Looks often and gives up loudly: what is waited for is an
 * event, never a length of time.
 */
export async function until(what: string, isSo: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await isSo()) return;
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain: ${what}`);
    await pause(25);
  }
}
