import { isClosedDay, type Calendar } from './calendar.js';
import { weekday } from './local-date.js';
import { atLocal, localDay, type Instant } from './time.js';

/** When a digest is read: before the day's work, minutes after midnight. */
const MORNING = 7 * 60 + 30;
/** A digest that could not leave in the morning still may up to here; after that it is the next day's. */
const TOO_LATE = 12 * 60;
/** Farther than this no calendar stays closed. */
const LOOKED_AHEAD = 60;

/** Where and when somebody works; without opening hours from Monday to Friday. */
export interface WorkPlace {
  readonly zone: string;
  readonly calendar: Calendar | null;
}

/** The local day whose digest may leave at `now`, as day number; null: it is too early, too late, or no working day. */
export function digestDay(now: Instant, place: WorkPlace): number | null {
  const day = localDay(now, place.zone);
  const isTime = now >= atLocal(day, MORNING, place.zone) && now < atLocal(day, TOO_LATE, place.zone);
  return isTime && isWorkingDay(day, place) ? day : null;
}

/** The first morning after `now` at which somebody is to get a digest; null: they never work. */
export function nextDigest(now: Instant, place: WorkPlace): Instant | null {
  const today = localDay(now, place.zone);
  for (let day = today; day < today + LOOKED_AHEAD; day++) {
    const at = atLocal(day, MORNING, place.zone);
    if (at > now && isWorkingDay(day, place)) return at;
  }
  return null;
}

function isWorkingDay(day: number, { calendar }: WorkPlace): boolean {
  return calendar === null ? weekday(day) < 5 : !isClosedDay(calendar, day);
}
