import { expect, it } from 'vitest';
import { addDays, readVisitFilters, weekOf } from './filters';

it('begins a week on Monday, also over a change of the clocks and of the year', () => {
  expect(weekOf('2027-01-03')).toEqual([
    ...['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'],
  ]);
  expect(weekOf('2027-03-29')[0]).toBe('2027-03-29');
  expect(addDays('2027-03-28', 1)).toBe('2027-03-29');
});

it('takes from the address only what it knows', () => {
  expect(
    readVisitFilters({ view: 'list', list: 'today', on: '2027-02-30x', team: '', visit: 'vis_1' }),
  ).toEqual({
    ...{ view: 'list', list: 'today', on: undefined, team: undefined, visit: 'vis_1', work: undefined },
  });
  expect(readVisitFilters({ view: 'x', list: 'y', on: '2027-13-45' })).toMatchObject({
    view: undefined,
    list: undefined,
    on: undefined,
  });
});
