import { expect, it } from 'vitest';
import { paint, readHolidays, readWeek, toSpans, writeHolidays, writeWeek } from './week';

it.each([
  { 'mon-fri': ['09:00-17:00'] },
  { mon: ['09:00-12:30', '13:00-17:00'], 'sat-sun': ['10:00-14:00'] },
  { tue: ['08:10-16:50'] },
])('%j goes through the painting unchanged', (week) => {
  const spans = readWeek({ week });
  expect(writeWeek(toSpans(paint(spans), spans))).toEqual(week);
});

it('reads days in every way they may be named', () => {
  const hours = (week: object) => readWeek({ week }).map((spans) => spans.length);
  expect(hours({ 'sat,sun': ['10:00-14:00'] })).toEqual([0, 0, 0, 0, 0, 1, 1]);
  expect(hours({ 'fri-mon': ['10:00-14:00'] })).toEqual([1, 0, 0, 0, 1, 1, 1]);
  expect(hours({ someday: ['10:00-14:00'], mon: ['ten'] })).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

it('paints a night shift into the next day, and writes it as two spans once it is painted over', () => {
  const spans = readWeek({ week: { sun: ['22:00-06:00'] } });
  const painted = paint(spans);
  expect(painted[0]!.slice(0, 13)).toEqual([...Array.from({ length: 12 }, () => true), false]);
  expect(writeWeek(toSpans(painted, spans))).toEqual({ mon: ['00:00-06:00'], sun: ['22:00-24:00'] });
});

it('what was painted becomes the new hours, the other days stay to the minute', () => {
  const spans = readWeek({ week: { mon: ['08:10-16:50'], tue: ['09:00-17:00'] } });
  const painted = paint(spans);
  painted[1]![34] = true; // 17:00
  expect(writeWeek(toSpans(painted, spans))).toEqual({ mon: ['08:10-16:50'], tue: ['09:00-17:30'] });
});

it('writes no holidays where there are none', () => {
  expect(writeHolidays(readHolidays({}))).toBeUndefined();
  const holidays = { country: 'DE', region: 'BE', dates: ['2026-12-24'], open: ['2026-12-31'] };
  expect(writeHolidays(readHolidays({ holidays }))).toEqual(holidays);
});
