import {
  formatDate,
  parseTime,
  type LocalDate,
  type LocalTime,
} from '@aftercare/workflows/domain/local-date.js';
import { atLocal, localDay, type Instant } from '@aftercare/workflows/domain/time.js';

/** A moment of a story: a local time some days before today in the customer's zone, or minutes before now. */
export type Moment = { readonly daysAgo: number; readonly at: LocalTime } | { readonly minutesAgo: number };

/** Shorthand for stories. */
export function day(daysAgo: number, at: LocalTime): Moment {
  return { daysAgo, at };
}

export function toInstant(moment: Moment, zone: string, now: Instant): Instant {
  if ('minutesAgo' in moment) return now - moment.minutesAgo * 60_000;
  return atLocal(localDay(now, zone) - moment.daysAgo, parseTime(moment.at), zone);
}

/** The local date so many days before today; negative is after. */
export function dateOf(daysAgo: number, zone: string, now: Instant): LocalDate {
  return formatDate(localDay(now, zone) - daysAgo);
}
