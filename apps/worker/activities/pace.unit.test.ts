import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pace } from './pace.js';

// `setTimeout` of node:timers/promises is not among the timers that vitest can move.
const waits = vi.hoisted(() => ({ now: 0 }));
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => {
    waits.now += ms;
    return Promise.resolve();
  },
}));

describe('Keeping a pace', () => {
  beforeEach(() => {
    waits.now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => waits.now);
  });
  afterEach(() => vi.restoreAllMocks());

  it('starts no more in a second than allowed, in order', async () => {
    const started: [number, number][] = [];
    await pace([1, 2, 3, 4], 2, async (item) => void started.push([item, waits.now]));
    expect(started).toEqual([
      [1, 0],
      [2, 500],
      [3, 1_000],
      [4, 1_500],
    ]);
  });

  it('does not make up for a stall in a burst: a rate is a rate', async () => {
    const started: number[] = [];
    await pace([1, 2, 3, 4], 1, async (item) => {
      started.push(waits.now);
      if (item === 1) waits.now += 2_500;
    });
    expect(started).toEqual([0, 2_500, 3_490, 4_490]);
  });

  it('does not wait for slow answers, up to a number of calls at once', async () => {
    const finish: (() => void)[] = [];
    const all = pace(
      Array.from({ length: 20 }),
      1_000_000,
      () => new Promise<void>((resolve) => finish.push(resolve)),
    );
    await vi.waitFor(() => expect(finish).toHaveLength(16));
    finish[0]!();
    await vi.waitFor(() => expect(finish).toHaveLength(17));
    for (let next = 1; next < 20; next++) {
      await vi.waitFor(() => expect(finish.length).toBeGreaterThan(next));
      finish[next]!();
    }
    await all;
  });

  it('ends when the last one has ended', async () => {
    let done = 0;
    await pace([1, 2, 3], 1_000_000, async () => {
      await Promise.resolve();
      done += 1;
    });
    expect(done).toBe(3);
  });
});
