import { describe, expect, it } from 'vitest';
import { digestDay, nextDigest, type WorkPlace } from './digest.js';
import { formatDate } from './local-date.js';
import { formatInstant, parseInstant } from './time.js';

const VILNIUS: WorkPlace = { zone: 'Europe/Vilnius', calendar: null };
const NEW_YORK: WorkPlace = { zone: 'America/New_York', calendar: null };
const span = [{ from: 8 * 60, to: 16 * 60 }];
const SHOP: WorkPlace = {
  zone: 'Europe/Vilnius',
  // Tuesday to Saturday; closed on 24 November.
  calendar: { calendar: 'shop', zone: 'Europe/Vilnius', week: [[], span, span, span, span, span, []], closedOn: new Set(['2026-11-24']) }, // prettier-ignore
};

describe('The next digest', () => {
  it.each([
    ['before the morning', VILNIUS, '2026-11-23T03:00:00Z', '2026-11-23T05:30:00Z'],
    ['at its very instant', VILNIUS, '2026-11-23T05:30:00Z', '2026-11-24T05:30:00Z'],
    ['on Friday at noon', VILNIUS, '2026-11-20T10:00:00Z', '2026-11-23T05:30:00Z'],
    ['by their own clock', NEW_YORK, '2026-11-23T05:30:00Z', '2026-11-23T12:30:00Z'],
    ['over the change to summer time', VILNIUS, '2027-03-26T10:00:00Z', '2027-03-29T04:30:00Z'],
    ['on their working days only', SHOP, '2026-11-21T12:00:00Z', '2026-11-25T05:30:00Z'],
  ])('%s', (_, place, now, expected) =>
    expect(formatInstant(nextDigest(parseInstant(now), place)!)).toBe(expected),
  );

  it('is never, for who never works', () => {
    const never = {
      zone: 'UTC',
      calendar: { calendar: 'never', zone: 'UTC', week: [[], [], [], [], [], [], []] },
    };
    expect(nextDigest(0, never)).toBeNull();
  });
});

describe('A digest may leave', () => {
  it.each([
    ['2026-11-23T05:29:59Z', VILNIUS, null],
    ['2026-11-23T05:30:00Z', VILNIUS, '2026-11-23'],
    ['2026-11-23T09:59:00Z', VILNIUS, '2026-11-23'],
    ['2026-11-23T10:00:00Z', VILNIUS, null],
    ['2026-11-22T06:00:00Z', VILNIUS, null],
    ['2026-11-24T06:00:00Z', SHOP, null],
    ['2026-11-21T06:00:00Z', SHOP, '2026-11-21'],
  ])('at %s', (now, place, on) => {
    const day = digestDay(parseInstant(now), place);
    expect(day === null ? null : formatDate(day)).toBe(on);
  });
});
