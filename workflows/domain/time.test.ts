import { describe, expect, it } from 'vitest';
import { at } from './testing/build.js';
import {
  addDuration,
  addDurationOrSkip,
  findDuration,
  findInstant,
  formatInstant,
  fromWall,
  parseDuration,
  toLocal,
} from './time.js';
import { findDate, WALL_DAY_MS } from './local-date.js';

const local = (date: string, hours: number, minutes: number): number =>
  findDate(date)! * WALL_DAY_MS + (hours * 60 + minutes) * 60_000;

describe('a wall time as an instant', () => {
  it.each([
    ['a plain day', 'Europe/Vilnius', local('2026-11-22', 9, 0), '2026-11-22T07:00:00Z'],
    ['a zone with a half-hour offset', 'Asia/Kolkata', local('2026-11-22', 9, 0), '2026-11-22T03:30:00Z'],
    [
      'northern spring: later by the gap',
      'Europe/Vilnius',
      local('2026-03-29', 3, 30),
      '2026-03-29T01:30:00Z',
    ],
    [
      'northern autumn: the first of two',
      'Europe/Vilnius',
      local('2026-10-25', 3, 30),
      '2026-10-25T00:30:00Z',
    ],
    [
      'southern spring: later by the gap',
      'Australia/Sydney',
      local('2026-10-04', 2, 30),
      '2026-10-03T16:30:00Z',
    ],
    [
      'southern autumn: the first of two',
      'Australia/Sydney',
      local('2026-04-05', 2, 30),
      '2026-04-04T15:30:00Z',
    ],
    ['a gap of half an hour', 'Australia/Lord_Howe', local('2026-10-04', 2, 15), '2026-10-03T15:45:00Z'],
    ['a gap over midnight', 'America/Sao_Paulo', local('2018-11-04', 0, 30), '2018-11-04T03:30:00Z'],
    ['a day that a zone left out', 'Pacific/Apia', local('2011-12-30', 12, 0), '2011-12-30T22:00:00Z'],
  ])('%s', (_name, zone, wall, wanted) => {
    expect(formatInstant(fromWall(wall, zone))).toBe(wanted);
  });
});

describe('a duration added', () => {
  it.each([
    ['31 January plus one month', '2026-01-31T10:00:00Z', 'P1M', 'UTC', '2026-02-28T10:00'],
    ['31 January plus one month of a leap year', '2028-01-31T10:00:00Z', 'P1M', 'UTC', '2028-02-29T10:00'],
    ['29 February plus one year', '2028-02-29T10:00:00Z', 'P1Y', 'UTC', '2029-02-28T10:00'],
    ['29 February plus four years', '2028-02-29T10:00:00Z', 'P4Y', 'UTC', '2032-02-29T10:00'],
    ['months before days', '2026-01-31T10:00:00Z', 'P1M1D', 'UTC', '2026-03-01T10:00'],
    [
      'a day over the clock change keeps the time of day',
      '2026-03-28T10:00:00Z',
      'P1D',
      'Europe/Vilnius',
      '2026-03-29T12:00',
    ],
    [
      '24 hours over the clock change do not',
      '2026-03-28T10:00:00Z',
      'PT24H',
      'Europe/Vilnius',
      '2026-03-29T13:00',
    ],
    ['backwards', '2026-03-31T10:00:00Z', '-P1M', 'UTC', '2026-02-28T10:00'],
    ['days, then hours', '2026-11-01T10:00:00Z', 'P1DT2H', 'UTC', '2026-11-02T12:00'],
  ])('%s', (_name, from, duration, zone, wanted) => {
    expect(toLocal(addDuration(at(from), parseDuration(duration), zone), zone)).toBe(wanted);
  });

  it('skips a month that does not have the day, or stays on last days, where the rule says so', () => {
    const end = at('2026-01-31T10:00:00Z');
    const february = at('2026-02-28T10:00:00Z');
    expect(addDurationOrSkip(end, parseDuration('P1M'), 'UTC', 'skip')).toBeNull();
    expect(addDurationOrSkip(february, parseDuration('P1M'), 'UTC', 'last-day')).toBe(
      at('2026-03-31T10:00:00Z'),
    );
  });
});

describe('texts', () => {
  it.each([
    ['2026-11-22T09:00:00Z', '2026-11-22T09:00:00Z'],
    ['2026-11-22T09:00Z', '2026-11-22T09:00:00Z'],
    ['2026-11-22t09:00:00.5z', '2026-11-22T09:00:00.500Z'],
    ['2026-11-22T09:00:00.123456789Z', '2026-11-22T09:00:00.123Z'],
    ['2026-11-22T01:00:00+02:00', '2026-11-21T23:00:00Z'],
    ['2026-12-31T23:00:00-05:30', '2027-01-01T04:30:00Z'],
  ])('%s is an instant', (text, wanted) => {
    expect(formatInstant(findInstant(text)!)).toBe(wanted);
  });

  it.each([
    '2026-11-22',
    '2026-11-22T09:00:00',
    '2026-02-30T09:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:00:60Z',
    'now',
    '',
  ])('"%s" is none', (text) => expect(findInstant(text)).toBeNull());

  it.each(['P', 'PT', '3 days', 'P1.5D', 'P1D2M', 'PT1D', '', '--P1D'])('"%s" is no duration', (text) => {
    expect(findDuration(text)).toBeNull();
  });
});
