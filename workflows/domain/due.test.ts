import { describe, expect, it } from 'vitest';
import { dateDue } from './due.js';
import type { DueRule } from './policy.js';
import { at, officeHours } from './testing/build.js';
import { toLocal } from './time.js';

const zone = 'Europe/Vilnius';
/** Christmas is closed from Thursday to Sunday. */
const calendar = officeHours(zone, ['2026-12-24', '2026-12-25']);
const date = (anchor: string, rule: Omit<DueRule, 'from'>) =>
  dateDue(at(anchor), { from: 'sale.sold', ...rule }, { zone, calendar })!;

describe('a due date', () => {
  it.each([
    ['keeps the time of day of its anchor', '2026-11-22T10:15:00Z', { offset: 'P3D' }, '2026-11-25T12:15'],
    [
      'takes a time of day of its own',
      '2026-11-22T10:15:00Z',
      { offset: 'P3D', at: '09:00' },
      '2026-11-25T09:00',
    ],
    [
      'counts the local date, not that of UTC',
      '2026-11-22T22:30:00Z',
      { offset: 'P1D', at: '09:00' },
      '2026-11-24T09:00',
    ],
    [
      'moves a time that does not exist',
      '2026-03-28T10:00:00Z',
      { offset: 'P1D', at: '03:30' },
      '2026-03-29T04:30',
    ],
    [
      'waits for the next day of the year',
      '2026-11-22T10:00:00Z',
      { offset: 'P1M', next: '10-01', at: '09:00' },
      '2027-10-01T09:00',
    ],
    [
      'that lies on that day stays',
      '2026-10-01T10:00:00Z',
      { next: '10-01', at: '09:00' },
      '2026-10-01T09:00',
    ],
    ['waits for a leap year', '2026-11-22T10:00:00Z', { next: '02-29', at: '09:00' }, '2028-02-29T09:00'],
    [
      'moves forward over a holiday weekend',
      '2026-12-23T10:00:00Z',
      { offset: 'P1D', shift: 'forward' as const },
      '2026-12-28T12:00',
    ],
    [
      'moves back over a holiday weekend',
      '2026-12-23T10:00:00Z',
      { offset: 'P4D', shift: 'back' as const },
      '2026-12-23T12:00',
    ],
    ['counts working days', '2026-12-23T10:00:00Z', { offset: { workingDays: 1 } }, '2026-12-28T12:00'],
    [
      'counts working minutes',
      '2026-12-23T14:30:00Z',
      { offset: { workingMinutes: 60 } },
      '2026-12-28T09:30',
    ],
  ])('%s', (_name, anchor, rule, wanted) => {
    const { dueAt, reasons } = date(anchor, rule);
    expect(toLocal(dueAt, zone), reasons.map(({ text }) => text).join('; ')).toBe(wanted);
  });

  it('that two rules move says so in their order', () => {
    const { reasons } = date('2026-12-20T10:00:00Z', {
      offset: 'P1D',
      next: '12-24',
      at: '10:00',
      shift: 'forward',
    });
    expect(reasons.map(({ code }) => code)).toEqual(['anchor', 'offset', 'next', 'at', 'shift.forward']);
    expect(reasons.at(-1)).toMatchObject({ date: '2026-12-24', why: 'holiday', to: '2026-12-28' });
  });

  it('in working time needs a calendar', () => {
    const rule: DueRule = { from: 'sale.sold', offset: { workingMinutes: 60 } };
    expect(() => dateDue(0, rule, { zone, calendar: null })).toThrow('Working time needs a calendar');
  });
});
