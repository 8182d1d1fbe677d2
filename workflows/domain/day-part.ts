import { MINUTE_MS, WALL_DAY_MS } from './local-date.js';
import { toWall, type Instant } from './time.js';

/** Parts of a day in which people are reached or not: up to noon, up to five, and after. Local to the customer. */
export type DayPart = 'morning' | 'afternoon' | 'evening';

const NOON = 12 * 60;
const EVENING = 17 * 60;

export function dayPartOf(instant: Instant, zone: string): DayPart {
  const wall = toWall(instant, zone);
  const minute = (wall - Math.floor(wall / WALL_DAY_MS) * WALL_DAY_MS) / MINUTE_MS;
  return minute < NOON ? 'morning' : minute < EVENING ? 'afternoon' : 'evening';
}

/**
 * Where a call is tried again, in minutes of the day: who was not there in the morning is called in the middle of the
 * afternoon; who was not there later, in the morning.
 */
export const OTHER_PART: Readonly<Record<DayPart, number>> = {
  morning: 14 * 60,
  afternoon: 10 * 60,
  evening: 10 * 60,
};
