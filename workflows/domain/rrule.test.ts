import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { WALL_DAY_MS, formatDate, parseDate } from './local-date.js';
import { RuleError, parseRule, ruleDays } from './rrule.js';

const STARTS = ['2024-01-31', '2024-02-29', '2025-06-15', '2026-12-28'];
const COUNT = 40;

/** Every frequency with and without each part that goes with it. */
const RULES = [
  ...['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].flatMap((freq) => [
    `FREQ=${freq}`,
    `FREQ=${freq};INTERVAL=2`,
    `FREQ=${freq};INTERVAL=3;BYDAY=MO,TH`,
    `FREQ=${freq};BYMONTH=2,6,11`,
    `FREQ=${freq};BYDAY=SU;BYMONTH=3`,
  ]),
  ...['DAILY', 'MONTHLY', 'YEARLY'].flatMap((freq) => [
    `FREQ=${freq};BYMONTHDAY=31`,
    `FREQ=${freq};BYMONTHDAY=-1`,
    `FREQ=${freq};BYMONTHDAY=13;BYDAY=FR`,
  ]),
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYDAY=1MO,3MO',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,-1',
  'FREQ=YEARLY;BYDAY=20MO',
  'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15',
];

function ours(rule: string, start: string): string[] {
  const dates: string[] = [];
  for (const day of ruleDays(parseRule(rule), parseDate(start))) {
    dates.push(formatDate(day));
    if (dates.length === COUNT) break;
  }
  return dates;
}

function theirs(rule: string, start: string): string[] {
  const dtstart = new Date(parseDate(start) * WALL_DAY_MS);
  const options = { ...rrule.RRule.parseString(rule), dtstart, count: COUNT };
  return new rrule.RRule(options).all().map((date) => formatDate(date.getTime() / WALL_DAY_MS));
}

describe('recurrence rules', () => {
  it.each(RULES.flatMap((rule) => STARTS.map((start) => [rule, start] as const)))(
    '%s from %s gives the dates of the rrule package',
    (rule, start) => expect(ours(rule, start)).toEqual(theirs(rule, start)),
  );

  it.each([
    ['FREQ=HOURLY', 'FREQ=HOURLY is not supported.'],
    ['INTERVAL=2', 'FREQ is missing.'],
    ['FREQ=DAILY;COUNT=3', 'COUNT is not supported in a recurrence rule.'],
    ['FREQ=DAILY;UNTIL=20270101', 'UNTIL is not supported in a recurrence rule.'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'BYWEEKNO is not supported in a recurrence rule.'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ is there twice.'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'A numbered BYDAY does not go with FREQ=WEEKLY.'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY=0 means no day.'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY=32 is not between -31 and 31.'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS needs another BY part to choose from.'],
    ['FREQ=MONTHLY;BYDAY=XX', 'BYDAY=XX is no weekday.'],
    ['every day', '"every day" is no part of a recurrence rule.'],
  ])('%s is refused: %s', (rule, sentence) => {
    expect(() => parseRule(rule)).toThrow(new RuleError(sentence));
  });

  it('a rule that matches nothing ends', () => {
    expect(ours('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01')).toEqual([]);
  });
});
