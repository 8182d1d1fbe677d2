import { describe, expect, it } from 'vitest';
import { findRising } from './rising.js';

const WEEKS = { now: 28, before: 84 };

describe('Whether a reason is rising', () => {
  // With 28 days against 84 the share is one quarter; p is the upper tail of a binomial count.
  it.each([
    { now: 3, before: 1, p: 13 / 256, tested: false },
    { now: 7, before: 0, p: 0.25 ** 7, tested: true },
    { now: 5, before: 0, p: 0.25 ** 5, tested: true },
    { now: 0, before: 12, p: 1, tested: true },
  ])('$now now, $before before', ({ now, before, p, tested }) => {
    const [one] = findRising([{ name: 'leak', now, before }], WEEKS);
    if (tested) expect(one!.p).toBeCloseTo(p, 12);
    else expect(one).toMatchObject({ p: null, adjusted: null, isRising: false });
  });

  it('compares rates by the day, not counts', () => {
    const [one] = findRising([{ name: 'noise', now: 10, before: 30 }], WEEKS);
    expect(one).toMatchObject({ ratio: 1, isRising: false });
    expect(one!.low).toBeLessThan(1);
    expect(one!.high).toBeGreaterThan(1);
  });

  it('finds nothing to divide by where there was none before', () => {
    const [one] = findRising([{ name: 'new', now: 6, before: 0 }], WEEKS);
    expect(one).toMatchObject({ ratio: null, high: null, isRising: true });
    expect(one!.low).toBeGreaterThan(1);
  });

  it('asks more of each the more of them are asked', () => {
    const rising = { name: 'leak', now: 12, before: 14 }; // p = 0.0168
    expect(findRising([rising], WEEKS)[0]).toMatchObject({ isRising: true });
    const others = Array.from({ length: 9 }, (_, i) => ({ name: `other-${i}`, now: 5, before: 15 }));
    const found = findRising([rising, ...others], WEEKS).find(({ name }) => name === 'leak')!;
    expect(found.p).toBeLessThan(0.05);
    expect(found.adjusted).toBeCloseTo(found.p! * 10, 12);
    expect(found.isRising).toBe(false);
  });

  it("corrects by Holm's steps: each p times those not better, never falling", () => {
    const found = findRising(
      [
        { name: 'a', now: 9, before: 3 },
        { name: 'b', now: 10, before: 8 },
        { name: 'c', now: 5, before: 14 },
      ],
      WEEKS,
    );
    expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = found;
    expect(a!.adjusted).toBeCloseTo(a!.p! * 3, 12);
    expect(b!.adjusted).toBeCloseTo(Math.max(a!.p! * 3, b!.p! * 2), 12);
    expect(c!.adjusted).toBeCloseTo(Math.max(b!.adjusted!, c!.p!), 12);
  });

  it('raises a false alarm in less than one look of twenty', () => {
    // Ten reasons of a steady rate, counted anew in each look by a fixed generator.
    let seed = 42;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const poisson = (mean: number) => {
      let [k, product] = [0, random()];
      for (const limit = Math.exp(-mean); product > limit; k++) product *= random();
      return k;
    };
    const looks = 400;
    let alarms = 0;
    for (let look = 0; look < looks; look++) {
      const counts = Array.from({ length: 10 }, (_, i) => ({
        name: `r${i}`,
        now: poisson(8),
        before: poisson(24),
      }));
      if (findRising(counts, WEEKS).some(({ isRising }) => isRising)) alarms++;
    }
    expect(alarms / looks).toBeLessThan(0.05);
  });
});
