import { describe, expect, it } from 'vitest';
import {
  binomialAtLeast,
  exactInterval,
  meanOf,
  promoterScoreOf,
  shareOf,
  studentQuantile,
} from './interval.js';

describe('A share', () => {
  // Wilson (1927), without continuity correction.
  it.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i lies between %f and %f', (k, n, low, high) => {
    const share = shareOf(k, n)!;
    expect(share).toMatchObject({ value: k / n, n });
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  it('of nothing is not known', () => expect(shareOf(0, 0)).toBeNull());
});

describe('The exact interval', () => {
  // Clopper and Pearson (1934).
  it.each([
    [0, 10, 0, 0.3085],
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [1, 29, 0.0009, 0.1776],
    [10, 10, 0.6915, 1],
  ])('of %i in %i is %f to %f', (k, n, low, high) => {
    const found = exactInterval(k, n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});

describe('A binomial tail', () => {
  it.each([
    [5, 10, 0.5, 638 / 1024],
    [9, 10, 0.5, 11 / 1024],
    [0, 7, 0.3, 1],
    [8, 7, 0.3, 0],
    [7, 7, 0.25, 0.25 ** 7],
    [3, 4, 0.25, 13 / 256],
  ])('P(X ≥ %i) of %i tries at %f', (k, n, p, expected) =>
    expect(binomialAtLeast(k, n, p)).toBeCloseTo(expected, 12),
  );

  it('agrees with the sum of its terms', () => {
    for (const n of [3, 40, 300]) {
      for (const p of [0.02, 0.25, 0.7]) {
        // Pascal's recurrence, which knows nothing of gamma functions.
        let row = [1];
        for (let i = 0; i < n; i++)
          row = Array.from(
            { length: row.length + 1 },
            (_, j) => (row[j] ?? 0) * (1 - p) + (row[j - 1] ?? 0) * p,
          );
        for (const k of [1, Math.floor(n / 3), n]) {
          const tail = row.slice(k).reduce((a, b) => a + b, 0);
          expect(binomialAtLeast(k, n, p)).toBeCloseTo(tail, 10);
        }
      }
    }
  });
});

describe("Student's quantile", () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [9, 2.2622],
    [29, 2.0452],
    [1000, 1.9623],
  ])('with %i degrees of freedom is %f', (freedom, expected) =>
    expect(studentQuantile(0.975, freedom)).toBeCloseTo(expected, 4),
  );
});

describe('A mean', () => {
  it('has its interval, kept within the scale', () => {
    const mean = meanOf(new Map([[5, 6], [4, 3], [1, 1]]), [1, 5])!; // prettier-ignore
    expect(mean.value).toBeCloseTo(4.3);
    expect(mean.low).toBeCloseTo(4.3 - 2.2622 * (1.25167 / Math.sqrt(10)), 3);
    expect(mean.high).toBe(5);
  });

  it('of one score says only what the scale says', () =>
    expect(meanOf(new Map([[4, 1]]), [1, 5])).toEqual({ value: 4, n: 1, low: 1, high: 5 }));
});

describe('A net promoter score', () => {
  it.each([
    [10, 0, 0, 100],
    [0, 0, 10, -100],
    [50, 30, 20, 30],
    [1, 1, 1, 0],
  ])('of %i promoters, %i passives, %i detractors is %i', (up, middle, down, expected) => {
    const score = promoterScoreOf(up, middle, down)!;
    expect(score.value).toBe(expected);
    expect(score.low).toBeLessThanOrEqual(expected);
    expect(score.high).toBeGreaterThanOrEqual(expected);
  });

  it('of few answers of one mind does not look certain', () => {
    const { low } = promoterScoreOf(4, 0, 0)!;
    expect(low).toBeLessThan(30);
  });
});
