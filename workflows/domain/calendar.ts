import { MINUTE_MS, formatDate, weekday, type LocalDate } from './local-date.js';
import { atLocal, localDay, toWall, type Instant } from './time.js';

/** An opening span, in minutes after midnight of the day on which it starts; `to` passes 1440 when it passes midnight. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Opening hours and holidays with a zone. Everything a calendar computes is computed in its own zone. */
export interface Calendar {
  readonly calendar: string;
  readonly zone: string;
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Span[])[];
  /** Closed on these dates. */
  readonly closedOn?: ReadonlySet<LocalDate>;
  /** Open on these dates although they are holidays. */
  readonly openOn?: ReadonlySet<LocalDate>;
  /** Public holidays of a year, with their names. The same year always answers the same. */
  readonly publicHolidays?: (year: number) => ReadonlyMap<LocalDate, string>;
}

export type Calendars = ReadonlyMap<string, Calendar>;

export interface OpenSpan {
  readonly start: Instant;
  readonly end: Instant;
}

/** Farther than this nobody plans; a calendar that stays closed for so long has no opening hours. */
const LONGEST_CLOSED_DAYS = 1_500;
const REMEMBERED_DAYS = 10_000;
const openSpans = new WeakMap<Calendar, Map<number, readonly OpenSpan[]>>();

/** The name of the holiday on a date (`holiday` for one without a name), or null when it is none. */
export function findHoliday(calendar: Calendar, date: LocalDate): string | null {
  if (calendar.openOn?.has(date)) return null;
  const named = calendar.publicHolidays?.(Number(date.slice(0, 4))).get(date);
  return named ?? (calendar.closedOn?.has(date) ? 'holiday' : null);
}

/** A closed day is one on which no span starts, or a holiday. `day` is a day number. */
export function isClosedDay(calendar: Calendar, day: number): boolean {
  return spansOf(calendar, day).length === 0;
}

/** The first open day in a direction, starting with `day` itself. Throws a RangeError for a calendar that never opens. */
export function findOpenDay(calendar: Calendar, day: number, direction: 1 | -1): number {
  for (let steps = 0; steps < LONGEST_CLOSED_DAYS; steps++) {
    const candidate = day + steps * direction;
    if (!isClosedDay(calendar, candidate)) return candidate;
  }
  throw neverOpen(calendar);
}

/** The stretches that begin on a local day of the calendar, as instants, in order; none on a closed day. */
export function openSpansOn(calendar: Calendar, day: number): readonly OpenSpan[] {
  return spansOf(calendar, day);
}

/** Whether a calendar is open all the time from one instant to another. */
export function isOpenDuring(calendar: Calendar, from: Instant, to: Instant): boolean {
  const day = localDay(from, calendar.zone);
  return [day - 1, day].some((d) =>
    spansOf(calendar, d).some(({ start, end }) => start <= from && to <= end),
  );
}

/** Whether a calendar is open at an instant. The instant of closing is not open. */
export function isOpenAt(calendar: Calendar, instant: Instant): boolean {
  const day = localDay(instant, calendar.zone);
  return [day - 1, day].some((d) =>
    spansOf(calendar, d).some(({ start, end }) => start <= instant && instant < end),
  );
}

/**
 * Adds working time. A start outside opening hours moves to the next opening first; a sum that ends exactly at a
 * closing stays at that closing. Negative milliseconds count backwards.
 */
export function addWorkingMs(calendar: Calendar, from: Instant, ms: number): Instant {
  return ms < 0 ? subtractWorkingMs(calendar, from, -ms) : addForward(calendar, from, ms);
}

function addForward(calendar: Calendar, from: Instant, ms: number): Instant {
  let left = ms;
  let closed = 0;
  // A span that passes midnight belongs to the day before.
  for (let day = localDay(from, calendar.zone) - 1; closed < LONGEST_CLOSED_DAYS; day++) {
    const spans = spansOf(calendar, day);
    closed = spans.length === 0 ? closed + 1 : 0;
    for (const { start, end } of spans) {
      const begin = Math.max(start, from);
      if (end <= begin) continue;
      if (left <= end - begin) return begin + left;
      left -= end - begin;
    }
  }
  throw neverOpen(calendar);
}

function subtractWorkingMs(calendar: Calendar, from: Instant, ms: number): Instant {
  let left = ms;
  let closed = 0;
  for (let day = localDay(from, calendar.zone); closed < LONGEST_CLOSED_DAYS; day--) {
    const spans = spansOf(calendar, day);
    closed = spans.length === 0 ? closed + 1 : 0;
    for (let i = spans.length - 1; i >= 0; i--) {
      const { start, end } = spans[i]!;
      const finish = Math.min(end, from);
      if (finish <= start) continue;
      if (left <= finish - start) return finish - left;
      left -= finish - start;
    }
  }
  throw neverOpen(calendar);
}

/** Open milliseconds between two instants; negative when `to` lies before `from`. */
export function countWorkingMs(calendar: Calendar, from: Instant, to: Instant): number {
  if (to < from) return 0 - countWorkingMs(calendar, to, from);
  let sum = 0;
  const lastDay = localDay(to, calendar.zone);
  for (let day = localDay(from, calendar.zone) - 1; day <= lastDay; day++) {
    for (const { start, end } of spansOf(calendar, day)) {
      sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
  return sum;
}

/**
 * Steps `count` open days and keeps the local time of day; with `endOfDay` it is the last closing of the day reached.
 * Zero days from a closed day is the next open one.
 */
export function addWorkingDays(calendar: Calendar, from: Instant, count: number, endOfDay = false): Instant {
  const wall = toWall(from, calendar.zone);
  const startDay = localDay(from, calendar.zone);
  const direction = count < 0 ? -1 : 1;
  let day = count === 0 ? findOpenDay(calendar, startDay, 1) : startDay;
  for (let left = Math.abs(count); left > 0; left--) day = findOpenDay(calendar, day + direction, direction);
  if (endOfDay) return spansOf(calendar, day).at(-1)!.end;
  const sinceMidnight = wall - startDay * 24 * 60 * MINUTE_MS;
  return atLocal(day, sinceMidnight / MINUTE_MS, calendar.zone);
}

/** Spans that start on a day, as instants, in order: so they hold elapsed time across clock changes. */
function spansOf(calendar: Calendar, day: number): readonly OpenSpan[] {
  let known = openSpans.get(calendar);
  if (!known) openSpans.set(calendar, (known = new Map<number, readonly OpenSpan[]>()));
  let spans = known.get(day);
  if (!spans) {
    spans = resolveSpans(calendar, day);
    if (known.size >= REMEMBERED_DAYS) known.clear();
    known.set(day, spans);
  }
  return spans;
}

function resolveSpans(calendar: Calendar, day: number): readonly OpenSpan[] {
  if (findHoliday(calendar, formatDate(day)) !== null) return [];
  return (calendar.week[weekday(day)] ?? []).map(({ from, to }) => ({
    start: atLocal(day, from, calendar.zone),
    end: atLocal(day, to, calendar.zone),
  }));
}

function neverOpen(calendar: Calendar): RangeError {
  return new RangeError(
    `The calendar "${calendar.calendar}" does not open within ${LONGEST_CLOSED_DAYS} days.`,
  );
}
