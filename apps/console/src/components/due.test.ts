import { expect, it } from 'vitest';
import { describeDue, toStretch } from './due';

const NOW = Date.parse('2026-11-24T12:00:00Z');

it.each([
  [
    '2026-11-21T08:00:00Z',
    'overdue',
    [
      ['day', 3],
      ['hour', 4],
    ],
  ],
  ['2026-11-24T11:30:00Z', 'overdue', [['minute', 30]]],
  ['2026-11-24T12:00:30Z', 'now', [['minute', 0]]],
  [
    '2026-11-24T14:05:00Z',
    'soon',
    [
      ['hour', 2],
      ['minute', 5],
    ],
  ],
  ['2026-11-25T12:00:00Z', 'soon', [['day', 1]]],
  ['2026-11-28T12:00:00Z', 'later', [['day', 4]]],
])('says of %s that it is %s', (dueAt, when, stretch) => {
  expect(describeDue(Date.parse(dueAt), NOW)).toEqual({ when, stretch });
});

it('counts only days from ten on', () => {
  expect(toStretch(Date.parse('2026-12-08T20:00:00Z') - NOW)).toEqual([['day', 14]]);
});
