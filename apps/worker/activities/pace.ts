import { setTimeout as wait } from 'node:timers/promises';

/** Calls that may be on their way at once; the provider's answer takes longer than the gap between two texts. */
const AT_ONCE = 16;

/** Runs `work` over the items in order, starting no more than `perSecond` of them in a second. */
export async function pace<T>(
  items: readonly T[],
  perSecond: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const gapMs = 1_000 / perSecond;
  const started = performance.now();
  const running = new Set<Promise<void>>();
  for (const [index, item] of items.entries()) {
    const early = started + index * gapMs - performance.now();
    if (early > 1) await wait(early);
    if (running.size >= AT_ONCE) await Promise.race(running);
    const one = work(item).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
}
