import { COUNTRY_HOURS } from './contact-countries.js';
import type { ContactRules } from './contact-rules.js';
import { MINUTE_MS, WALL_DAY_MS, formatDate, parseTime, weekday, type LocalTime } from './local-date.js';
import type { Reason } from './reason.js';
import { atLocal, toLocal, toWall, type Instant } from './time.js';
import { because } from './wording.js';

/** Local to the recipient. From `from`, included, to `to`, not included; over midnight when `to` is the earlier. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** As in `weekday()`: Monday is 0. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours and days at which nothing is sent, each by the local date it falls on. */
export interface ContactHours {
  readonly quietHours?: QuietHours;
  /** In place of `quietHours` on that day of the week: quiet from midnight to `to`, and from `from` on. */
  readonly weekdays?: { readonly [day in Weekday]?: QuietHours };
  /** Whole days: `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly blackoutDays?: readonly string[];
}

/** Who is to be reached, as far as the hour depends on it. */
export interface Recipient {
  /** The zone they are in; several where it is not known: it must be a decent hour in all of them. */
  readonly zones: readonly string[];
  /** Where they live and where their number is from: the hours of both hold. */
  readonly countries: readonly (string | undefined)[];
}

/** Quiet time around an instant. */
export interface QuietSpan {
  readonly start: Instant;
  readonly end: Instant;
  readonly zone: string;
  /** What made it quiet: hours of the day, or the date of a blackout day. */
  readonly because: QuietHours | string;
  /** Set when it is the rule of a country. */
  readonly country?: string;
}

type Hours = ContactHours & { readonly country?: string };

/** Nobody is kept waiting longer for a decent hour: beyond this there is none. */
const SEARCHED_DAYS = 40;
const DAY_MINUTES = 1_440;

/** The hours that hold for people of these countries: the installation's, in place of them a country's, and each law's. */
function hoursFor(rules: ContactRules, countries: Recipient['countries']): Hours[] {
  const hours: Hours[] = [];
  for (const country of new Set(countries.length > 0 ? countries : [undefined])) {
    const own = country === undefined ? undefined : rules.countries?.[country];
    const stated = own?.quietHours || own?.weekdays ? { ...own, country } : rules;
    const blackoutDays = [...(rules.blackoutDays ?? []), ...(own?.blackoutDays ?? [])];
    const { quietHours, weekdays } = stated;
    hours.push({ quietHours, weekdays, blackoutDays, country: own && country });
    const law = country === undefined ? undefined : COUNTRY_HOURS[country];
    if (law) hours.push({ ...law.limits, country });
  }
  return hours;
}

/** Quiet minutes of one local day, and what makes them so. */
function quietMinutes(
  day: number,
  hours: Hours,
): { from: number; to: number; because: QuietHours | string }[] {
  const { blackoutDays, weekdays, quietHours } = hours;
  if (blackoutDays && blackoutDays.length > 0) {
    const date = formatDate(day);
    if (blackoutDays.includes(date) || blackoutDays.includes(date.slice(5)))
      return [{ from: 0, to: DAY_MINUTES, because: date }];
  }
  const quiet = weekdays?.[WEEKDAYS[weekday(day)]!] ?? quietHours;
  if (!quiet) return [];
  const [from, to] = [parseTime(quiet.from), parseTime(quiet.to)];
  if (from === to) return [];
  if (from < to) return [{ from, to, because: quiet }];
  return [
    { from: 0, to, because: quiet },
    { from, to: DAY_MINUTES, because: quiet },
  ];
}

function quietIn(instant: Instant, zone: string, hours: Hours): QuietSpan | null {
  const wall = toWall(instant, zone);
  const day = Math.floor(wall / WALL_DAY_MS);
  const minute = (wall - day * WALL_DAY_MS) / MINUTE_MS;
  const quiet = quietMinutes(day, hours).find(({ from, to }) => from <= minute && minute < to);
  if (!quiet) return null;
  const [start, end] = [atLocal(day, quiet.from, zone), atLocal(day, quiet.to, zone)];
  return {
    // Where clocks go back a time of day comes twice, and the first of the two may lie on the wrong side.
    start: Math.min(start, instant),
    end: end > instant ? end : instant + (quiet.to - minute) * MINUTE_MS,
    zone,
    because: quiet.because,
    country: hours.country,
  };
}

/** The quiet time around an instant in any of the recipient's zones; null when it is a decent hour in all of them. */
export function quietAt(
  instant: Instant,
  { zones, countries }: Recipient,
  rules: ContactRules,
): QuietSpan | null {
  for (const hours of hoursFor(rules, countries)) {
    for (const zone of zones) {
      const quiet = quietIn(instant, zone, hours);
      if (quiet) return quiet;
    }
  }
  return null;
}

/** The first decent instant from this one on; null where no hour is decent in all zones. */
export function nextDecent(from: Instant, recipient: Recipient, rules: ContactRules): Instant | null {
  const latest = from + SEARCHED_DAYS * WALL_DAY_MS;
  for (let at = from; at <= latest;) {
    const quiet = quietAt(at, recipient, rules);
    if (!quiet) return at;
    at = quiet.end;
  }
  return null;
}

/** The last decent minute before this instant, which is quiet; null where none is. */
export function lastDecent(before: Instant, recipient: Recipient, rules: ContactRules): Instant | null {
  const earliest = before - SEARCHED_DAYS * WALL_DAY_MS;
  for (let at = before; at >= earliest;) {
    const quiet = quietAt(at, recipient, rules);
    if (!quiet) return at;
    at = quiet.start - MINUTE_MS;
  }
  return null;
}

/** When it next becomes quiet after an instant that is not, today or tomorrow; null where it does not. */
export function quietFrom(
  instant: Instant,
  { zones, countries }: Recipient,
  rules: ContactRules,
): Instant | null {
  const starts = hoursFor(rules, countries).flatMap((hours) =>
    zones.flatMap((zone) => {
      const today = Math.floor(toWall(instant, zone) / WALL_DAY_MS);
      return [today, today + 1].flatMap((day) =>
        quietMinutes(day, hours).map(({ from }) => atLocal(day, from, zone)),
      );
    }),
  );
  const next = Math.min(...starts.filter((start) => start > instant));
  return next === Infinity ? null : next;
}

/** Why a text was moved out of quiet time, and to when. */
export function quietReason(
  quiet: QuietSpan,
  rule: 'defer' | 'pull-back',
  sendAt: Instant,
  zone: string,
): Reason {
  const { because: cause, country } = quiet;
  const values = {
    rule,
    ...(country === undefined ? {} : { country }),
    ...(quiet.zone === zone ? {} : { zone: quiet.zone }),
    sendLocal: toLocal(sendAt, zone),
  };
  return typeof cause === 'string'
    ? because('blackout.moved', { day: cause, ...values })
    : because('quiet-hours.moved', { from: cause.from, to: cause.to, ...values });
}
