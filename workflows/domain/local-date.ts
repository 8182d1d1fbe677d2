/**
 * Dates of the wall calendar, without any zone: plain day arithmetic in the proleptic Gregorian calendar.
 * A day number counts days since 1970-01-01.
 */

/** `YYYY-MM-DD`. */
export type LocalDate = string;

/** `HH:MM`; `24:00` closes a day. */
export type LocalTime = string;

export const MINUTE_MS = 60_000;
/** The length of a day on the wall calendar, never of a day in a zone. */
export const WALL_DAY_MS = 86_400_000;

export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Day number of a date. Months outside 1 to 12 are not accepted: see `addMonths`. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumber`. */
export function yearMonthDay(days: number): YearMonthDay {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 is Monday, 6 is Sunday. */
export function weekday(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** What happens to a day of the month that the month reached does not have. */
export type MonthEnd = 'clamp' | 'skip' | 'last-day';

/**
 * Adds months to a day number. `clamp` takes the month's last day instead of one that does not exist; `skip`
 * answers null for it; `last-day` also keeps a last day of a month on the last day of the month reached.
 */
export function addMonths(days: number, months: number, monthEnd: MonthEnd = 'clamp'): number | null {
  if (months === 0 && monthEnd !== 'last-day') return days;
  const from = yearMonthDay(days);
  const index = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const last = daysInMonth(year, month);
  if (monthEnd === 'last-day' && from.day === daysInMonth(from.year, from.month))
    return dayNumber(year, month, last);
  if (from.day > last && monthEnd === 'skip') return null;
  return dayNumber(year, month, Math.min(from.day, last));
}

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** `YYYY-MM-DD` of a day number. */
export function formatDate(days: number): LocalDate {
  const { year, month, day } = yearMonthDay(days);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Day number of `YYYY-MM-DD`, or null when the text is no date that exists. */
export function findDate(text: string): number | null {
  const parts = DATE.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayNumber(year, month, day);
}

/** Day number of `YYYY-MM-DD`. Throws a RangeError for a date that does not exist. */
export function parseDate(text: LocalDate): number {
  const days = findDate(text);
  if (days === null) throw new RangeError(`"${text}" is not a date of the form YYYY-MM-DD.`);
  return days;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes after midnight of `HH:MM`, or null. `24:00` is understood where a day may be closed by it. */
export function findTime(text: string): number | null {
  if (text === '24:00') return 1440;
  const parts = TIME.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** Minutes after midnight of `HH:MM`. Throws a RangeError for anything else. */
export function parseTime(text: LocalTime): number {
  const minutes = findTime(text);
  if (minutes === null) throw new RangeError(`"${text}" is not a time of the form HH:MM.`);
  return minutes;
}

/** `HH:MM` of minutes after midnight. */
export function formatTime(minutes: number): LocalTime {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** `YYYY-MM-DDTHH:MM` of wall-clock milliseconds (counted as if the wall clock stood in UTC). */
export function formatWall(wallMs: number): string {
  const days = Math.floor(wallMs / WALL_DAY_MS);
  return `${formatDate(days)}T${formatTime(Math.floor((wallMs - days * WALL_DAY_MS) / MINUTE_MS))}`;
}
