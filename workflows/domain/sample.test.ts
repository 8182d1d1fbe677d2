import { describe, expect, it } from 'vitest';
import { drawSample, type ClosedWork } from './sample.js';

const work = (staffId: string, n: number, isLow = false): ClosedWork[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `${staffId}-${i}${isLow ? '-low' : ''}`,
    staffId,
    kind: 'call',
    isLow,
  }));
const RULES = { perMonth: 2, afterLowScore: 1, most: 5 };
const none = new Map<string, number>();

describe('A sample of closed work', () => {
  it('holds so many of each person, or all that there are', () => {
    const drawn = drawSample([...work('ana', 10), ...work('ben', 1)], none, RULES, '2026-11');
    expect(drawn.map(({ staffId }) => staffId)).toEqual(['ana', 'ana', 'ben']);
    expect(drawn.every(({ drawn: why }) => why === 'sample')).toBe(true);
  });

  it.each([
    [0, 2],
    [1, 3],
    [2, 4],
    [9, 5],
  ])('holds more after %i low scores, up to a limit', (low, n) => {
    const drawn = drawSample(work('ana', 20), new Map([['ana', low]]), RULES, '2026-11');
    expect(drawn).toHaveLength(n);
    expect(drawn.filter(({ drawn: why }) => why === 'low-score')).toHaveLength(n - 2);
  });

  it('draws first of all what the low score was about', () => {
    const all = [...work('ana', 20), ...work('ana', 1, true)];
    const drawn = drawSample(all, new Map([['ana', 1]]), RULES, '2026-11');
    expect(drawn.some(({ isLow }) => isLow)).toBe(true);
  });

  it('is the same whoever draws it, in whatever order the work is told', () => {
    const all = work('ana', 30);
    const ids = (list: ClosedWork[], month: string) =>
      drawSample(list, none, RULES, month).map(({ id }) => id);
    expect(ids([...all].reverse(), '2026-11')).toEqual(ids(all, '2026-11'));
    const months = Array.from({ length: 12 }, (_, i) => ids(all, `2026-${i}`).join());
    expect(new Set(months).size).toBeGreaterThan(8);
  });

  it('draws every piece about as often as every other', () => {
    const counts = new Map<string, number>();
    for (let month = 0; month < 1_000; month++)
      for (const { id } of drawSample(work('ana', 10), none, RULES, `m${month}`))
        counts.set(id, (counts.get(id) ?? 0) + 1);
    // 200 each; three standard deviations are 38.
    for (const n of counts.values()) expect(Math.abs(n - 200)).toBeLessThan(45);
  });
});
