import { expect, it } from 'vitest';
import { compareCalls, rankCall, type WaitingCall } from './call-queue.js';
import { parseInstant } from './time.js';

/** 10:00 in Vilnius. */
const NOW = parseInstant('2026-03-03T08:00:00Z');
const HOUR = 3_600_000;

const call = (changes: Partial<WaitingCall> = {}): WaitingCall => ({
  dueAt: NOW - HOUR,
  weight: 200,
  promisedAt: null,
  reachedIn: [],
  zone: 'Europe/Vilnius',
  ...changes,
});

it.each<[string, Partial<WaitingCall>, Partial<WaitingCall>]>([
  ['a promised time goes before a platinum customer', { promisedAt: NOW - 1 }, { weight: 400 }],
  ['a promise for later is not due yet', { weight: 300 }, { promisedAt: NOW + HOUR }],
  ['of equally late calls the higher tier comes first', { weight: 400 }, { weight: 300 }],
  ['of one tier the one that waits longer comes first', { dueAt: NOW - 5 * HOUR }, {}],
  [
    'three days of waiting outweigh one tier',
    { weight: 100, dueAt: NOW - 72 * HOUR },
    { weight: 300, dueAt: NOW },
  ],
  [
    'who was reached in the morning is called in the morning',
    { reachedIn: ['morning'] },
    { reachedIn: ['evening'] },
  ],
  ['a customer without a tier counts as a lead', { weight: 0, dueAt: NOW - 2 * HOUR }, { weight: 100 }],
])('%s', (_, first, second) => {
  const order = [rankCall(call(second), NOW), rankCall(call(first), NOW)].sort(compareCalls);
  expect(order[0]).toEqual(rankCall(call(first), NOW));
});

it('says why a call stands where it stands', () => {
  const { reasons } = rankCall(call({ promisedAt: NOW, reachedIn: ['morning'] }), NOW);
  expect(reasons.map(({ code }) => code)).toEqual(['queue.promised', 'queue.late', 'queue.good-time']);
});
