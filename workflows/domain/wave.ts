import { hashOf } from './hash.js';
import { parseDate, weekday, type LocalDate } from './local-date.js';
import { atLocal, type Instant } from './time.js';

/** When customers are asked, minutes after midnight by their own clock. */
const ASKED_AT = 10 * 60;
const WORKING_DAYS = 5;

/**
 * The instant at which a wave asks one customer. Customers are spread over its working days by a hash of their id, so the
 * same one keeps the same place: half a year lies between two waves for each of them, whoever else came or left.
 *
 * @param seed of a wave and all that repeat it
 */
export function waveTime(
  { startsOn, weeks, seed }: { startsOn: LocalDate; weeks: number; seed: string },
  customer: { id: string; zone: string },
): Instant {
  const place = hashOf(`${seed} ${customer.id}`) % (weeks * WORKING_DAYS);
  return atLocal(workingDay(parseDate(startsOn), place), ASKED_AT, customer.zone);
}

/** The n-th day from Monday to Friday on or after a day, counted from 0. */
function workingDay(day: number, n: number): number {
  let at = day;
  for (let left = n; ; at++) {
    if (weekday(at) >= WORKING_DAYS) continue;
    if (left === 0) return at;
    left--;
  }
}
