import { isOpenDuring, openSpansOn, type Calendar, type OpenSpan } from './calendar.js';
import { MINUTE_MS, WALL_DAY_MS } from './local-date.js';
import { atLocal, localDay, toWall, type Instant } from './time.js';

/** Somebody who goes out to customers. */
export interface CrewMember {
  readonly id: string;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  /** Working hours; null: the team's. */
  readonly calendar: Calendar | null;
  readonly absences: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** A time that is taken. */
export interface TakenTime {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly staffId: string | null;
  readonly siteId: string | null;
  /** Of its site; see `areaOf`. */
  readonly area: string | null;
}

/** A team with everything that limits what it can take on. */
export interface Crew {
  /** When it goes out; null: weekdays from eight to five. */
  readonly calendar: Calendar | null;
  /** IANA zone in which its days are counted. */
  readonly zone: string;
  readonly visitsPerDay: number | null;
  readonly minutesPerDay: number | null;
  readonly members: readonly CrewMember[];
  readonly taken: readonly TakenTime[];
}

/** What is looked for. */
export interface SlotRequest {
  readonly now: Instant;
  readonly window: { readonly from: Instant; readonly to: Instant };
  /** The date it is wanted for: days near it come first. */
  readonly aimAt: Instant;
  readonly minutes: number;
  /** IANA zone of the site: nobody comes before eight or after eight in the evening there. */
  readonly zone: string;
  readonly language: string | null;
  readonly skills: readonly string[];
  readonly siteId: string | null;
  readonly area: string | null;
  readonly count: number;
  /** Starts that were offered before and suited nobody. */
  readonly not?: readonly Instant[];
}

export interface Slot {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly staffId: string | null;
}

/** Codes of what stands against a time; see `findObjections`. */
export type Objection =
  'visit.team-closed' | 'visit.over-capacity' | 'visit.staff-away' | 'visit.staff-busy' | 'visit.nobody-free';

/** Times begin on the hour and the half. */
const GRID_MS = 30 * MINUTE_MS;
/** A customer is not offered a time that is nearer. Elapsed time. */
const LEAD_MS = WALL_DAY_MS;
const DECENT = { from: 8 * 60, to: 20 * 60 };
const NOON = 12 * 60;
/** A day on which we are there anyway is worth so many days farther from the date. */
const SAME_SITE_DAYS = 14;
const SAME_AREA_DAYS = 7;
const MOST_DAYS = 400;

/**
 * Free times near a date, at most `count`, in order of time: within the window, the team's hours and its capacity,
 * when somebody is there who knows how, and at a decent hour of the site. Days on which the same site or its
 * neighbourhood is visited anyway come first; no two on one day while there are others; mornings and afternoons in turn.
 */
export function findSlots(request: SlotRequest, crew: Crew): Slot[] {
  const found: Slot[] = [];
  const days = rankedDays(request, crew).map((day) => freeTimes(day, request, crew));
  for (let round = 0; found.length < request.count && round < request.count; round++) {
    for (const times of days) {
      if (found.length >= request.count) break;
      const left = times.filter((slot) => !found.some((other) => overlaps(other, slot)));
      const wanted = found.length % 2 === 1;
      const next = left.find((slot) => isAfternoon(slot, request.zone) === wanted) ?? left[0];
      const isNewDay = !times.some((slot) => found.includes(slot));
      if (next && (round > 0 || isNewDay)) found.push(next);
    }
  }
  return found.sort((a, b) => a.startsAt - b.startsAt);
}

/** What stands against a visit at this time. With `staffId` it is about that person, else about anybody of the team. */
export function findObjections(
  { startsAt, endsAt, staffId }: Slot,
  { skills }: Pick<SlotRequest, 'skills'>,
  crew: Crew,
): Objection[] {
  const objections: Objection[] = [];
  if (!isInHours(startsAt, endsAt, crew)) objections.push('visit.team-closed');
  if (!hasRoom(localDay(startsAt, crew.zone), (endsAt - startsAt) / MINUTE_MS, crew))
    objections.push('visit.over-capacity');
  if (staffId === null) {
    const able = ableMembers({ language: null, skills }, crew);
    if (crew.members.length > 0 && !able.some((one) => isFree(one, startsAt, endsAt, crew)))
      objections.push('visit.nobody-free');
    return objections;
  }
  const member = crew.members.find(({ id }) => id === staffId);
  if (member && isAway(member, startsAt, endsAt)) objections.push('visit.staff-away');
  if (isBusy(staffId, startsAt, endsAt, crew)) objections.push('visit.staff-busy');
  return objections;
}

/** Who could go there at a time, if need be without the customer's language; else as `findMember`. */
export function findAnyMember(
  startsAt: Instant,
  endsAt: Instant,
  request: Pick<SlotRequest, 'language' | 'skills'>,
  crew: Crew,
): string | null {
  return (
    findMember(startsAt, endsAt, request, crew) ??
    findMember(startsAt, endsAt, { ...request, language: null }, crew)
  );
}

/** Who could go there at a time, best first: who speaks the language, then who has least to do that day. */
export function findMember(
  startsAt: Instant,
  endsAt: Instant,
  request: Pick<SlotRequest, 'language' | 'skills'>,
  crew: Crew,
): string | null {
  const free = ableMembers(request, crew).filter((one) => isFree(one, startsAt, endsAt, crew));
  const day = localDay(startsAt, crew.zone);
  const load = ({ id }: CrewMember) =>
    crew.taken.filter((one) => one.staffId === id && localDay(one.startsAt, crew.zone) === day).length;
  return free.sort((a, b) => load(a) - load(b) || (a.id < b.id ? -1 : 1))[0]?.id ?? null;
}

/** What a team has on one of its local days. */
export function loadOf(day: number, crew: Crew): { visits: number; minutes: number } {
  const taken = crew.taken.filter(({ startsAt }) => localDay(startsAt, crew.zone) === day);
  const ms = taken.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
  return { visits: taken.length, minutes: ms / MINUTE_MS };
}

/**
 * By what sites count as near each other: the region where it is known, else the postcode's district or the town at
 * the address's end.
 */
export function areaOf(
  site: { address: string; region: string | null; country: string | null } | null,
): string | null {
  if (!site) return null;
  const country = site.country ?? '';
  if (site.region) return `${country}/${site.region}`.toLowerCase();
  const parts = site.address
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const last = parts.at(-1);
  return parts.length < 2 || !last
    ? null
    : `${country}/${last.replace(/\d{3,}.*$/, '').trim()}`.toLowerCase();
}

// --- days ---

function rankedDays({ now, window, aimAt, siteId, area }: SlotRequest, crew: Crew): number[] {
  const first = localDay(Math.max(window.from, now + LEAD_MS), crew.zone);
  const last = Math.min(localDay(window.to - 1, crew.zone), first + MOST_DAYS);
  const aim = localDay(aimAt, crew.zone);
  const sites = new Set<number>();
  const areas = new Set<number>();
  for (const one of crew.taken) {
    const day = localDay(one.startsAt, crew.zone);
    if (siteId !== null && one.siteId === siteId) sites.add(day);
    else if (area !== null && one.area === area) areas.add(day);
  }
  const cost = (day: number) =>
    Math.abs(day - aim) - (sites.has(day) ? SAME_SITE_DAYS : areas.has(day) ? SAME_AREA_DAYS : 0);
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return days.sort((a, b) => cost(a) - cost(b) || a - b);
}

function freeTimes(day: number, request: SlotRequest, crew: Crew): Slot[] {
  const { minutes, window, now, zone, not = [] } = request;
  if (!hasRoom(day, minutes, crew)) return [];
  const found: Slot[] = [];
  for (const { start, end } of hoursOf(day, crew)) {
    const first = Math.ceil(start / GRID_MS) * GRID_MS;
    for (let startsAt = first; startsAt + minutes * MINUTE_MS <= end; startsAt += GRID_MS) {
      const endsAt = startsAt + minutes * MINUTE_MS;
      if (startsAt < Math.max(window.from, now + LEAD_MS) || endsAt > window.to) continue;
      if (not.includes(startsAt) || !isDecent(startsAt, endsAt, zone)) continue;
      const staffId = findMember(startsAt, endsAt, request, crew);
      if (staffId === null && crew.members.length > 0) continue;
      found.push({ startsAt, endsAt, staffId });
    }
  }
  return found;
}

function hoursOf(day: number, { calendar, zone }: Crew): readonly OpenSpan[] {
  if (calendar) return openSpansOn(calendar, day);
  // Day 0 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday > 4 ? [] : [{ start: atLocal(day, 8 * 60, zone), end: atLocal(day, 17 * 60, zone) }];
}

function isInHours(from: Instant, to: Instant, crew: Crew): boolean {
  if (crew.calendar) return isOpenDuring(crew.calendar, from, to);
  return hoursOf(localDay(from, crew.zone), crew).some(({ start, end }) => start <= from && to <= end);
}

function hasRoom(day: number, minutes: number, crew: Crew): boolean {
  const load = loadOf(day, crew);
  if (crew.visitsPerDay !== null && load.visits >= crew.visitsPerDay) return false;
  return crew.minutesPerDay === null || load.minutes + minutes <= crew.minutesPerDay;
}

// --- people ---

/** Whoever has the skills; of them those who speak the language, if anybody does. */
function ableMembers(
  { language, skills }: Pick<SlotRequest, 'language' | 'skills'>,
  crew: Crew,
): CrewMember[] {
  const able = crew.members.filter((one) => skills.every((skill) => one.skills.includes(skill)));
  const speaking = able.filter((one) => language === null || one.languages.includes(language));
  return speaking.length > 0 ? speaking : able;
}

function isFree(member: CrewMember, from: Instant, to: Instant, crew: Crew): boolean {
  const atWork = member.calendar === null || isOpenDuring(member.calendar, from, to);
  return atWork && !isAway(member, from, to) && !isBusy(member.id, from, to, crew);
}

function isAway({ absences }: CrewMember, from: Instant, to: Instant): boolean {
  return absences.some((absence) => absence.from < to && from < absence.until);
}

function isBusy(staffId: string, from: Instant, to: Instant, { taken }: Crew): boolean {
  return taken.some((one) => one.staffId === staffId && one.startsAt < to && from < one.endsAt);
}

// --- hours ---

function minutesOfDay(instant: Instant, zone: string): number {
  return (((toWall(instant, zone) % WALL_DAY_MS) + WALL_DAY_MS) % WALL_DAY_MS) / MINUTE_MS;
}

function isDecent(from: Instant, to: Instant, zone: string): boolean {
  return minutesOfDay(from, zone) >= DECENT.from && minutesOfDay(to - 1, zone) < DECENT.to;
}

function isAfternoon({ startsAt }: Slot, zone: string): boolean {
  return minutesOfDay(startsAt, zone) >= NOON;
}

function overlaps(a: Slot, b: Slot): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}
