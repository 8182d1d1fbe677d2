import { atLocal, localDay } from '@aftercare/workflows/domain/time.js';

const HOUR = 3_600_000;
const MORNING_MINUTES = 9 * 60;
/** Day number 0 (1 January 1970) was a Thursday. */
const MONDAY_OFFSET = 4;

export const SNOOZE_CHOICES = ['hour', 'tomorrow', 'three-days', 'monday'] as const;
export type SnoozeChoice = (typeof SNOOZE_CHOICES)[number];

/**
 * The instant a choice stands for: an hour from now, or a morning at nine where the customer is.
 * @param now UTC milliseconds
 * @param zone IANA zone of the follow-up
 */
export function snoozeInstant(choice: SnoozeChoice, now: number, zone: string): number {
  const today = localDay(now, zone);
  switch (choice) {
    case 'hour':
      return now + HOUR;
    case 'tomorrow':
      return atLocal(today + 1, MORNING_MINUTES, zone);
    case 'three-days':
      return atLocal(today + 3, MORNING_MINUTES, zone);
    case 'monday':
      return atLocal(nextMonday(today), MORNING_MINUTES, zone);
  }
}

/** The first Monday after a day, as day number. */
function nextMonday(day: number): number {
  return day + 7 - ((((day - MONDAY_OFFSET) % 7) + 7) % 7);
}
