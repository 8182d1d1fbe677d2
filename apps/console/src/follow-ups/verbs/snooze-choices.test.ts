import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { expect, it } from 'vitest';
import { snoozeInstant } from './snooze-choices';

/** A Tuesday. */
const NOW = Date.parse('2026-11-24T12:00:00Z');

it.each([
  ['hour', 'Europe/Vilnius', '2026-11-24T13:00:00Z'],
  ['tomorrow', 'Europe/Vilnius', '2026-11-25T07:00:00Z'],
  ['tomorrow', 'America/Los_Angeles', '2026-11-25T17:00:00Z'],
  // There it is Wednesday already.
  ['tomorrow', 'Pacific/Auckland', '2026-11-25T20:00:00Z'],
  ['three-days', 'Asia/Shanghai', '2026-11-27T01:00:00Z'],
  ['monday', 'Europe/London', '2026-11-30T09:00:00Z'],
] as const)('puts off by %s in %s to %s', (choice, zone, until) => {
  expect(formatInstant(snoozeInstant(choice, NOW, zone))).toBe(until);
});

it('means the next Monday on a Monday', () => {
  const monday = Date.parse('2026-11-23T12:00:00Z');
  expect(formatInstant(snoozeInstant('monday', monday, 'UTC'))).toBe('2026-11-30T09:00:00Z');
});

it('is at nine also on the day the clocks change', () => {
  const saturday = Date.parse('2027-03-27T12:00:00Z');
  expect(formatInstant(snoozeInstant('tomorrow', saturday, 'Europe/London'))).toBe('2027-03-28T08:00:00Z');
});
