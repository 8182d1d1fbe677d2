import { weekday } from './local-date.js';
import { addDuration, localDay, parseDuration, type Instant } from './time.js';

/** Business days within which a withdrawal must be heeded (47 CFR 64.1200(a)(10)). */
const HEED_WITHIN = 10;
const SATURDAY = 5; // Monday is 0

/**
 * The last instant at which the law lets a withdrawal be heeded: ten business days later, at the same local time.
 * Holidays are not left out, which makes it the earlier. Our own effect is at once; this is what an authority asks for.
 */
export function heedBy(withdrawnAt: Instant, zone: string): Instant {
  const start = localDay(withdrawnAt, zone);
  let day = start;
  for (let counted = 0; counted < HEED_WITHIN;) {
    day += 1;
    if (weekday(day) < SATURDAY) counted += 1;
  }
  return addDuration(withdrawnAt, parseDuration(`P${day - start}D`), zone);
}
