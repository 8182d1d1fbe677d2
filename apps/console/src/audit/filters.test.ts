import { expect, it } from 'vitest';
import { readAuditFilters, startOf } from './filters';

it.each([
  [
    { actor: 'staff:stf_1', from: '2027-03-01' },
    { actor: 'staff:stf_1', from: '2027-03-01' },
  ],
  [{ action: '', until: '2027-02-30' }, {}],
  [{ entity: 7, from: 'yesterday' }, {}],
])('reads %j from the address as %j', (search, filters) => {
  expect(JSON.parse(JSON.stringify(readAuditFilters(search)))).toEqual(filters);
});

it('counts days by the calendar, also over the end of a year', () => {
  expect(startOf('2027-12-31', 1)).toBe(startOf('2028-01-01'));
  expect(startOf('2027-02-29')).toBeUndefined();
});
