import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  addWorkingMs,
  countWorkingMs,
  findOpenDay,
  isOpenAt,
  type Calendar,
} from './calendar.js';
import { parseDate } from './local-date.js';
import { at, officeHours } from './testing/build.js';
import { formatInstant } from './time.js';

const HOUR = 3_600_000;
/** Good Friday and Easter Monday are closed. */
const easter = officeHours('Europe/Berlin', ['2026-04-03', '2026-04-06']);
const night: Calendar = {
  calendar: 'night',
  zone: 'Europe/Berlin',
  week: Array.from({ length: 7 }, () => [{ from: 22 * 60, to: 30 * 60 }]),
};

describe('working time', () => {
  it.each([
    ['within a day', easter, '2026-03-31T08:00:00Z', 2, '2026-03-31T10:00:00Z'],
    ['a sum that ends at a closing stays there', easter, '2026-03-31T13:00:00Z', 2, '2026-03-31T15:00:00Z'],
    ['over a holiday weekend', easter, '2026-04-02T14:00:00Z', 2, '2026-04-07T08:00:00Z'],
    [
      'from a closed day begins at the next opening',
      easter,
      '2026-04-04T12:00:00Z',
      0,
      '2026-04-07T07:00:00Z',
    ],
    ['backwards over a holiday weekend', easter, '2026-04-07T08:00:00Z', -2, '2026-04-02T14:00:00Z'],
    [
      'the night the clocks go forward has seven hours',
      night,
      '2026-03-28T21:00:00Z',
      7,
      '2026-03-29T04:00:00Z',
    ],
    ['the night the clocks go back has nine hours', night, '2026-10-24T20:00:00Z', 9, '2026-10-25T05:00:00Z'],
    [
      'after midnight the span of the day before goes on',
      night,
      '2026-06-10T23:00:00Z',
      2,
      '2026-06-11T01:00:00Z',
    ],
  ])('%s', (_name, calendar, from, hours, wanted) => {
    expect(formatInstant(addWorkingMs(calendar, at(from), hours * HOUR))).toBe(wanted);
  });

  it('counts what lies between two instants, and backwards with a minus', () => {
    const [thursday, tuesday] = [at('2026-04-02T14:00:00Z'), at('2026-04-07T08:00:00Z')];
    expect(countWorkingMs(easter, thursday, tuesday)).toBe(2 * HOUR);
    expect(countWorkingMs(easter, tuesday, thursday)).toBe(-2 * HOUR);
    expect(countWorkingMs(easter, tuesday, tuesday)).toBe(0);
  });

  it('is open up to a closing and not at it', () => {
    expect(isOpenAt(easter, at('2026-03-31T14:59:00Z'))).toBe(true);
    expect(isOpenAt(easter, at('2026-03-31T15:00:00Z'))).toBe(false);
    expect(isOpenAt(night, at('2026-06-11T02:00:00Z'))).toBe(true);
  });
});

describe('working days', () => {
  it.each([
    ['one day keeps the time of day', '2026-04-02T10:00:00Z', 1, false, '2026-04-07T10:00:00Z'],
    ['until the end of the day', '2026-04-02T10:00:00Z', 1, true, '2026-04-07T15:00:00Z'],
    ['backwards', '2026-04-07T10:00:00Z', -1, false, '2026-04-02T10:00:00Z'],
    ['none from a closed day is the next open one', '2026-04-04T10:00:00Z', 0, false, '2026-04-07T10:00:00Z'],
  ])('%s', (_name, from, count, endOfDay, wanted) => {
    expect(formatInstant(addWorkingDays(easter, at(from), count, endOfDay))).toBe(wanted);
  });

  it('open days are found in both directions', () => {
    const goodFriday = parseDate('2026-04-03');
    expect(findOpenDay(easter, goodFriday, 1)).toBe(parseDate('2026-04-07'));
    expect(findOpenDay(easter, goodFriday, -1)).toBe(parseDate('2026-04-02'));
  });

  it('a date that is open in spite of a holiday', () => {
    const calendar = { ...easter, openOn: new Set(['2026-04-03']) };
    expect(findOpenDay(calendar, parseDate('2026-04-03'), 1)).toBe(parseDate('2026-04-03'));
  });

  it('a calendar that never opens is refused in words', () => {
    const shut = { ...easter, week: [[], [], [], [], [], [], []] };
    expect(() => addWorkingMs(shut, at('2026-04-04T10:00:00Z'), HOUR)).toThrow(
      'does not open within 1500 days',
    );
  });
});
