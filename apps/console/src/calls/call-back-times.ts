import { atLocal, localDay } from '@aftercare/workflows/domain/time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;
/** Nobody is called back sooner than that. */
const SOONEST = 30 * MINUTE;
const SHOWN = 5;
/** Hours of a day at which people say that they have time. */
const HOURS = [10, 14, 17];
/** Day number 0 (1 January 1970) was a Thursday; 5 and 6 counted from Monday are the weekend. */
const weekday = (day: number): number => (day + 3) % 7;
const isWeekend = (day: number): boolean => weekday(day) >= 5;

/**
 * Times that are often agreed on, soonest first: in an hour, later today, and on the next working days.
 * @param now UTC milliseconds
 * @param zone the customer's, IANA
 */
export function callBackTimes(now: number, zone: string): number[] {
  const today = localDay(now, zone);
  const inAnHour = Math.ceil((now + HOUR) / QUARTER) * QUARTER;
  const days = [today, ...[1, 2, 3, 4].map((n) => today + n).filter((day) => !isWeekend(day))];
  const times = days.flatMap((day) => HOURS.map((hour) => atLocal(day, hour * 60, zone)));
  return [...new Set([inAnHour, ...times])]
    .filter((at) => at >= now + SOONEST)
    .sort((a, b) => a - b)
    .slice(0, SHOWN);
}
