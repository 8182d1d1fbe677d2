import { IANAZone } from 'luxon';
import {
  MINUTE_MS,
  WALL_DAY_MS,
  addMonths,
  findDate,
  findTime,
  formatDate,
  formatWall,
  type LocalDate,
  type MonthEnd,
} from './local-date.js';

/** A moment: UTC milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** An ISO 8601 duration taken apart. `months` holds the years too, `days` the weeks; `elapsedMs` hours and below. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly elapsedMs: number;
}

export const NO_DURATION: Duration = { months: 0, days: 0, elapsedMs: 0 };

// --- instants as text ---

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}:\d{2}))$/i;

/** The instant an RFC 3339 text names, or null. A text without a zone designator names none. */
export function findInstant(text: string): Instant | null {
  const parts = INSTANT.exec(text);
  if (!parts) return null;
  const [, date, time, seconds = '0', fraction = '', sign, offset = '00:00'] = parts;
  const [day, minutes, ahead] = [findDate(date!), findTime(time!), findTime(offset)];
  if (day === null || minutes === null || minutes === 1440 || ahead === null) return null;
  const utcMinutes = minutes - (sign === '-' ? -ahead : ahead);
  const ms = Number(seconds) * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return day * WALL_DAY_MS + utcMinutes * MINUTE_MS + ms;
}

/** The instant an RFC 3339 text names. Throws a RangeError for anything else. */
export function parseInstant(text: string): Instant {
  const instant = findInstant(text);
  if (instant === null) throw new RangeError(`"${text}" is not an instant such as 2026-11-22T09:00:00Z.`);
  return instant;
}

/** RFC 3339 in UTC; fractions of a second only where there are some. */
export function formatInstant(instant: Instant): string {
  const days = Math.floor(instant / WALL_DAY_MS);
  const ms = instant - days * WALL_DAY_MS;
  const seconds = Math.floor(ms / 1000) % 60;
  const fraction = ms % 1000;
  const clock = `${formatWall(instant)}:${String(seconds).padStart(2, '0')}`;
  return fraction === 0 ? `${clock}Z` : `${clock}.${String(fraction).padStart(3, '0')}Z`;
}

// --- zones: the date library knows the offsets, here they are only remembered ---

interface ZoneOffsets {
  readonly zone: IANAZone;
  readonly byDay: Map<number, OffsetOfDay>;
}

/** The offset within one UTC day, in milliseconds, and the instant at which another begins; Infinity: none does. */
interface OffsetOfDay {
  readonly offset: number;
  readonly changesAt: Instant;
  readonly then: number;
}

const zones = new Map<string, ZoneOffsets>();
/** A zone asked for over more days than this starts its memory anew, so that a long-lived process does not grow. */
const REMEMBERED_DAYS = 20_000;

/** True for an IANA zone name that this machine knows. */
export function isZone(text: string): boolean {
  return zones.has(text) || (/^[A-Za-z]/.test(text) && IANAZone.isValidZone(text));
}

function offsetsOf(name: string): ZoneOffsets {
  const known = zones.get(name);
  if (known) return known;
  if (!isZone(name)) throw new RangeError(`"${name}" is not a time zone of the IANA list.`);
  const fresh = { zone: IANAZone.create(name), byDay: new Map<number, OffsetOfDay>() };
  zones.set(name, fresh);
  return fresh;
}

/** Milliseconds that local time is ahead of UTC at an instant. */
export function zoneOffsetMs(instant: Instant, name: string): number {
  const { zone, byDay } = offsetsOf(name);
  const day = Math.floor(instant / WALL_DAY_MS);
  let known = byDay.get(day);
  if (!known) {
    if (byDay.size >= REMEMBERED_DAYS) byDay.clear();
    byDay.set(day, (known = offsetOfDay(zone, day)));
  }
  return instant < known.changesAt ? known.offset : known.then;
}

/** Asks the date library where in a day the offset changes. No zone changes it twice within one day. */
function offsetOfDay(zone: IANAZone, day: number): OffsetOfDay {
  let [before, from] = [day * WALL_DAY_MS, (day + 1) * WALL_DAY_MS];
  const [offset, then] = [zone.offset(before), zone.offset(from - 1)];
  if (offset === then) return { offset: offset * MINUTE_MS, changesAt: Infinity, then: then * MINUTE_MS };
  while (from - before > 1_000) {
    const middle = before + Math.floor((from - before) / 2_000) * 1_000;
    if (zone.offset(middle) === offset) before = middle;
    else from = middle;
  }
  return { offset: offset * MINUTE_MS, changesAt: from, then: then * MINUTE_MS };
}

/** What the wall clock shows at an instant, as milliseconds counted as if it stood in UTC. */
export function toWall(instant: Instant, zone: string): number {
  return instant + zoneOffsetMs(instant, zone);
}

/**
 * The instant at which the wall clock of a zone shows this time. A time that does not exist (spring) moves later by
 * the size of the gap; one that exists twice (autumn) is the first.
 */
export function fromWall(wallMs: number, zone: string): Instant {
  const before = zoneOffsetMs(wallMs - WALL_DAY_MS, zone);
  const after = zoneOffsetMs(wallMs + WALL_DAY_MS, zone);
  const first = wallMs - before;
  if (before === after || zoneOffsetMs(first, zone) === before) return first;
  const second = wallMs - after;
  return zoneOffsetMs(second, zone) === after ? second : first;
}

/** `YYYY-MM-DDTHH:MM` on the wall clock of the zone. */
export function toLocal(instant: Instant, zone: string): string {
  return formatWall(toWall(instant, zone));
}

/** Day number of the local date. */
export function localDay(instant: Instant, zone: string): number {
  return Math.floor(toWall(instant, zone) / WALL_DAY_MS);
}

/** `YYYY-MM-DD` of the local date. */
export function toLocalDate(instant: Instant, zone: string): LocalDate {
  return formatDate(localDay(instant, zone));
}

/** The instant of a local day (as day number) and minutes after its midnight. */
export function atLocal(day: number, minutes: number, zone: string): Instant {
  return fromWall(day * WALL_DAY_MS + minutes * MINUTE_MS, zone);
}

// --- durations ---

const DURATION =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const durations = new Map<string, Duration | null>();
const REMEMBERED_DURATIONS = 5_000;

/** An ISO 8601 duration of whole units, possibly negative, or null when the text is none. */
export function findDuration(text: string): Duration | null {
  let found = durations.get(text);
  if (found === undefined) {
    found = readDuration(text);
    if (durations.size >= REMEMBERED_DURATIONS) durations.clear();
    durations.set(text, found);
  }
  return found;
}

function readDuration(text: string): Duration | null {
  const parts = DURATION.exec(text);
  if (!parts || /P$/.test(text)) return null;
  const [sign, years, months, weeks, days, , hours, minutes, seconds] = parts.slice(1);
  const number = (digits: string | undefined): number => Number(digits ?? 0);
  const read = {
    months: number(years) * 12 + number(months),
    days: number(weeks) * 7 + number(days),
    elapsedMs: ((number(hours) * 60 + number(minutes)) * 60 + number(seconds)) * 1000,
  };
  return sign === '-' ? times(read, -1) : read;
}

/** A duration from its text. Throws a RangeError for anything else. */
export function parseDuration(text: string): Duration {
  const duration = findDuration(text);
  if (duration === null) throw new RangeError(`"${text}" is not a duration such as P3D or PT96H.`);
  return duration;
}

/** `a` + `n` times `b`, unit by unit. */
export function plus(a: Duration, b: Duration, n = 1): Duration {
  return {
    months: a.months + n * b.months,
    days: a.days + n * b.days,
    elapsedMs: a.elapsedMs + n * b.elapsedMs,
  };
}

/** Each unit `n` times. Zero stays plain zero. */
export function times(duration: Duration, n: number): Duration {
  return plus(NO_DURATION, duration, n);
}

/**
 * Adds a duration in a zone: months first (a day that does not exist becomes the month's last), then days, both on
 * the wall clock, then elapsed time.
 */
export function addDuration(instant: Instant, duration: Duration, zone: string): Instant {
  return addDurationOrSkip(instant, duration, zone, 'clamp')!;
}

/** As `addDuration`, with a rule for month ends. Null where `skip` meets a day that does not exist. */
export function addDurationOrSkip(
  instant: Instant,
  { months, days, elapsedMs }: Duration,
  zone: string,
  monthEnd: MonthEnd,
): Instant | null {
  if (months === 0 && days === 0 && monthEnd !== 'last-day') return instant + elapsedMs;
  const wall = toWall(instant, zone);
  const day = Math.floor(wall / WALL_DAY_MS);
  const reached = addMonths(day, months, monthEnd);
  if (reached === null) return null;
  const moved = reached + days;
  // An instant in the second of two equal hours keeps its place when the date does not change.
  if (moved === day) return instant + elapsedMs;
  return fromWall(wall + (moved - day) * WALL_DAY_MS, zone) + elapsedMs;
}

/** Adds the calendar part of a duration to a day number; hours and below do not count. */
export function addToDay(day: number, { months, days }: Duration): number {
  return addMonths(day, months)! + days;
}
