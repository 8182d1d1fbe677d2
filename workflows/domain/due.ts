import {
  addWorkingDays,
  addWorkingMs,
  findHoliday,
  findOpenDay,
  isClosedDay,
  type Calendar,
} from './calendar.js';
import {
  MINUTE_MS,
  WALL_DAY_MS,
  dayNumber,
  daysInMonth,
  formatDate,
  parseTime,
  yearMonthDay,
  type MonthEnd,
} from './local-date.js';
import type { DueRule, Offset } from './policy.js';
import type { Reason } from './reason.js';
import {
  NO_DURATION,
  addDurationOrSkip,
  fromWall,
  parseDuration,
  plus,
  toLocal,
  toWall,
  type Duration,
  type Instant,
} from './time.js';
import { because } from './wording.js';

/** Where dates are computed: the zone of the facts and the calendar of the step, if it has one. */
export interface Place {
  readonly zone: string;
  readonly calendar: Calendar | null;
}

/** Something repeated: `times` intervals after the anchor. */
export interface Later {
  readonly every: Duration;
  readonly times: number;
  readonly monthEnd: MonthEnd;
}

export interface DueDate {
  readonly dueAt: Instant;
  /** Day number of the local date before `shift`. */
  readonly day: number;
  readonly reasons: readonly Reason[];
}

/**
 * Dates one follow-up: anchor, offset (with the intervals of a series in the same sum), `next`, `at`, daylight saving,
 * `shift`. Null where the series skips a month that does not have the day.
 */
export function dateDue(anchorAt: Instant, due: DueRule, place: Place, later?: Later): DueDate | null {
  const reasons: Reason[] = [because('anchor', { from: due.from, at: toLocal(anchorAt, place.zone) })];
  if (due.offset !== undefined) reasons.push(because('offset', { offset: describeOffset(due.offset) }));
  const reached = addOffset(anchorAt, due.offset, place, later);
  return reached === null ? null : settle(reached, due, place, reasons);
}

/** Applies `next`, `at`, daylight saving and `shift` to an instant that a series reached. */
export function settle(
  reached: Instant,
  due: DueRule,
  { zone, calendar }: Place,
  reasons: Reason[] = [],
): DueDate {
  const wall = toWall(reached, zone);
  const day = Math.floor(wall / WALL_DAY_MS);
  const atMs = due.at === undefined ? wall - day * WALL_DAY_MS : parseTime(due.at) * MINUTE_MS;
  let chosen = day;
  if (due.next !== undefined) {
    const next = typeof due.next === 'string' ? due.next : due.next.north;
    chosen = nextDate(day, next);
    reasons.push(because('next', { next }));
    if (due.spread !== undefined) reasons.push(because('spread', { spread: due.spread }));
  }
  if (due.at !== undefined) reasons.push(because('at', { at: due.at }));
  const shifted = shiftDay(chosen, due.shift, calendar, reasons);
  const keepsInstant = shifted === day && due.at === undefined;
  const dueAt = keepsInstant ? reached : fromWall(shifted * WALL_DAY_MS + atMs, zone);
  if (!keepsInstant && toWall(dueAt, zone) !== shifted * WALL_DAY_MS + atMs) {
    reasons.push(because('clock.gap', { date: formatDate(shifted) }));
  }
  return { dueAt, day: chosen, reasons };
}

function addOffset(
  anchorAt: Instant,
  offset: Offset | undefined,
  place: Place,
  later?: Later,
): Instant | null {
  const { every, times, monthEnd } = later ?? { every: NO_DURATION, times: 0, monthEnd: 'clamp' as const };
  if (offset === undefined || typeof offset === 'string') {
    const first = offset === undefined ? NO_DURATION : parseDuration(offset);
    return addDurationOrSkip(anchorAt, plus(first, every, times), place.zone, monthEnd);
  }
  return addDurationOrSkip(
    applyOffset(anchorAt, offset, place),
    plus(NO_DURATION, every, times),
    place.zone,
    monthEnd,
  );
}

/** Adds an offset to an instant. Throws a RangeError for working time without a calendar. */
export function applyOffset(instant: Instant, offset: Offset, { zone, calendar }: Place): Instant {
  if (typeof offset === 'string') return addDurationOrSkip(instant, parseDuration(offset), zone, 'clamp')!;
  if (!calendar)
    throw new RangeError('Working time needs a calendar, and neither the step nor the policy names one.');
  return 'workingMinutes' in offset
    ? addWorkingMs(calendar, instant, offset.workingMinutes * MINUTE_MS)
    : addWorkingDays(calendar, instant, offset.workingDays, offset.endOfDay);
}

/** `P3D`, `60 working minutes`, `7 working days, end of day`. */
export function describeOffset(offset: Offset): string {
  if (typeof offset === 'string') return offset;
  if ('workingMinutes' in offset) return `${offset.workingMinutes} working minutes`;
  return `${offset.workingDays} working days${offset.endOfDay ? ', end of day' : ''}`;
}

/** First `MM-DD` on or after a day; 29 February waits for a year that has one. */
function nextDate(day: number, monthDay: string): number {
  const [month, date] = monthDay.split('-').map(Number) as [number, number];
  for (let { year } = yearMonthDay(day); ; year++) {
    if (date > daysInMonth(year, month)) continue;
    const candidate = dayNumber(year, month, date);
    if (candidate >= day) return candidate;
  }
}

function shiftDay(
  day: number,
  shift: DueRule['shift'],
  calendar: Calendar | null,
  reasons: Reason[],
): number {
  if (!calendar || shift === undefined || shift === 'none' || !isClosedDay(calendar, day)) return day;
  const to = findOpenDay(calendar, day, shift === 'forward' ? 1 : -1);
  const why = findHoliday(calendar, formatDate(day)) ?? 'closed';
  reasons.push(because(`shift.${shift}`, { date: formatDate(day), why, to: formatDate(to) }));
  return to;
}
