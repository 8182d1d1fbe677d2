import { describe, expect, it } from 'vitest';
import { formatInstant, toLocal } from './time.js';
import { waveTime } from './wave.js';

const WAVE = { startsOn: '2026-11-23', weeks: 4, seed: 'relationship' };
const ZONE = 'Europe/Vilnius';
const CUSTOMERS = Array.from({ length: 4_000 }, (_, i) => ({ id: `cus_${i}`, zone: ZONE }));

describe('When a wave asks', () => {
  it('is a morning from Monday to Friday within its weeks', () => {
    for (const customer of CUSTOMERS) {
      const local = toLocal(waveTime(WAVE, customer), ZONE);
      expect(local.slice(11)).toBe('10:00');
      expect(local >= '2026-11-23' && local < '2026-12-19').toBe(true);
      expect([1, 2, 3, 4, 5]).toContain(new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay());
    }
  });

  it('is spread evenly over its days', () => {
    const days = new Map<number, number>();
    for (const customer of CUSTOMERS) {
      const at = waveTime(WAVE, customer);
      days.set(at, (days.get(at) ?? 0) + 1);
    }
    expect(days.size).toBe(20);
    // 200 each; three standard deviations are about 42.
    for (const n of days.values()) expect(Math.abs(n - 200)).toBeLessThan(50);
  });

  it('is the same place in the wave that repeats it', () => {
    const [customer] = CUSTOMERS;
    const later = waveTime({ ...WAVE, startsOn: '2027-05-24' }, customer!);
    expect(later - waveTime(WAVE, customer!)).toBe(182 * 86_400_000 - 3_600_000);
    expect(waveTime({ ...WAVE, seed: 'another' }, CUSTOMERS[3]!)).not.toBe(waveTime(WAVE, CUSTOMERS[3]!));
  });

  it("is by the customer's own clock", () => {
    const at = waveTime({ ...WAVE, weeks: 1 }, { id: 'cus_1', zone: 'Asia/Singapore' });
    expect(formatInstant(at)).toMatch(/T02:00:00Z$/);
  });
});
