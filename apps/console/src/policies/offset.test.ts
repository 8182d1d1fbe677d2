import { expect, it } from 'vitest';
import { type OffsetValue, fromSimple, shiftOffset, toMinutes, toSimple } from './offset';

const DAY = 1440;

it.each<[OffsetValue | undefined, number, OffsetValue]>([
  ['P3D', DAY, 'P4D'],
  ['P3D', -3 * DAY, 'PT0S'],
  ['P3D', -5 * DAY, '-P2D'],
  ['-P14D', DAY, '-P13D'],
  ['-P14D', 20 * DAY, 'P6D'],
  ['PT2H', 60, 'PT3H'],
  ['PT2H', -180, '-PT1H'],
  ['P1Y', 3 * DAY, 'P1Y3D'],
  ['P1Y3D', -2 * DAY, 'P1Y1D'],
  ['P1M', -DAY, 'P29D'],
  ['-P1Y', -3 * DAY, '-P1Y3D'],
  [undefined, 2 * DAY, 'P2D'],
  [{ workingDays: 2, endOfDay: true }, DAY, { workingDays: 3, endOfDay: true }],
  [{ workingMinutes: 60 }, DAY, { workingMinutes: 540 }],
])('%j moved by %i minutes is %j', (offset, by, moved) => {
  expect(shiftOffset(offset, by)).toEqual(moved);
});

it.each<[OffsetValue | undefined, number]>([
  [undefined, 0],
  ['PT90M', 90],
  ['-P1W', -7 * DAY],
  ['P1Y', 365.25 * DAY],
  [{ workingMinutes: 480 }, DAY],
  ['nonsense', 0],
])('%j stands at minute %i of the ruler', (offset, at) => {
  expect(toMinutes(offset)).toBe(at);
});

it.each<OffsetValue>([
  'P3D',
  '-P2M',
  'PT4H',
  'PT30M',
  'P1Y',
  { workingMinutes: 60 },
  { workingDays: 2 },
  { workingDays: 2, endOfDay: true },
])('%j goes through a form unchanged', (offset) => {
  expect(fromSimple(toSimple(offset)!)).toEqual(offset);
});

it('a form does not take what it cannot show', () => {
  expect(toSimple('P1Y3D')).toBeNull();
});
