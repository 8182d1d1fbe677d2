import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when the answer is yes; looks often, and gives up loudly. */
export async function until(what: string, isSo: () => Promise<boolean>, timeoutMs = 300_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain: ${what}`);
    await pause(50);
  }
}

/** Runs the calls, so many of them at once. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  call: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = [...items].reverse();
  const lane = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await call(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}

/** Seconds that the work took. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** The value that so large a share of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** How late the messages of one storm were, seconds, and how fast they left. */
export interface Storm {
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** @param arrivedAt when each message reached the provider, UTC milliseconds */
export function describeStorm(arrivedAt: readonly number[], dueAt: number): Storm {
  const late = arrivedAt.map((at) => (at - dueAt) / 1000);
  const last = Math.max(...late);
  return {
    count: late.length,
    perSecond: late.length / last,
    p50: percentile(late, 0.5),
    p99: percentile(late, 0.99),
  };
}

/** To have everything at rest before the instant. */
const MARGIN_MS = 2_000;

/**
 * Prepares work for one instant and measures what happens from then on. When the machine was too slow to have it all
 * ready in time, the measurement says nothing and is made again with a later instant.
 *
 * @param leadMs how long the preparation probably takes
 */
export async function atOneInstant<T, R>(
  leadMs: number,
  prepare: (dueAt: number) => Promise<T>,
  measure: (prepared: T, dueAt: number) => Promise<R>,
): Promise<R> {
  for (let lead = leadMs; ; lead *= 2) {
    const dueAt = Date.now() + lead + MARGIN_MS;
    const prepared = await prepare(dueAt);
    const isReady = Date.now() + MARGIN_MS / 2 < dueAt;
    await pause(Math.max(0, dueAt - Date.now()));
    const result = await measure(prepared, dueAt);
    if (isReady) return result;
  }
}
