import { expect, it } from 'vitest';
import { csvAddress, readReportFilters } from './filters';

it('reads what it knows and leaves out the rest', () => {
  expect(
    readReportFilters({
      report: 'sla',
      by: 'month',
      group: 'colour',
      tier: 'gold',
      from: 'yesterday',
      to: '2026-11-01',
      region: ' ',
    }),
  ).toEqual({ report: 'sla', by: 'month', tier: 'gold', to: '2026-11-01' });
});

it('a file holds what is on screen', () => {
  expect(csvAddress('overdue', 'ageing', { report: 'overdue', by: 'day', tier: 'gold' })).toBe(
    '/v1/reports/overdue?by=day&tier=gold&format=csv&table=ageing',
  );
});
