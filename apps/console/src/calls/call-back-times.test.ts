import { toLocal } from '@aftercare/workflows/domain/time.js';
import { expect, it } from 'vitest';
import { callBackTimes } from './call-back-times';

const local = (now: string, zone: string) =>
  callBackTimes(Date.parse(now), zone).map((at) => toLocal(at, zone));

it('begins in an hour and goes on in the customer’s own days', () => {
  // A Tuesday, 10:07 in Vilnius.
  expect(local('2026-11-24T08:07:00Z', 'Europe/Vilnius')).toEqual([
    '2026-11-24T11:15',
    '2026-11-24T14:00',
    '2026-11-24T17:00',
    '2026-11-25T10:00',
    '2026-11-25T14:00',
  ]);
});

it('leaves out the weekend', () => {
  // A Friday, 16:40 in London.
  expect(local('2026-11-27T16:40:00Z', 'Europe/London')).toEqual([
    '2026-11-27T17:45',
    '2026-11-30T10:00',
    '2026-11-30T14:00',
    '2026-11-30T17:00',
    '2026-12-01T10:00',
  ]);
});

it('knows that it is another day elsewhere', () => {
  // Tuesday evening in UTC, Wednesday morning in Auckland.
  expect(local('2026-11-24T20:00:00Z', 'Pacific/Auckland').slice(0, 2)).toEqual([
    '2026-11-25T10:00',
    '2026-11-25T14:00',
  ]);
});
