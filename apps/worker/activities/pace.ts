import { setTimeout as wait } from 'node:timers/promises';

/** Calls that may be on their way at once; the provider's answer takes longer than the gap between two texts. */
const AT_ONCE = 16;

/** Timers are late by this much without anybody's fault. */
const TIMER_SLACK_MS = 10;

/** Runs `work` over the items in order, starting no more than `perSecond` of them in a second. */
export async function pace<T>(
  items: readonly T[],
  perSecond: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const gapMs = 1_000 / perSecond;
  let next = performance.now();
  const running = new Set<Promise<void>>();
  for (const item of items) {
    if (running.size >= AT_ONCE) await Promise.race(running);
    const early = next - performance.now();
    if (early > 1) await wait(early);
    // Counted from now, not from the plan: after a stall nothing is caught up in a burst. A timer's own lateness of
    // a few milliseconds is, or a high rate would never be reached.
    next = Math.max(next, performance.now() - TIMER_SLACK_MS) + gapMs;
    const one = work(item).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
}
