import { z } from 'zod';
import type { Calendar, Span } from '../domain/calendar.js';
import { findTime } from '../domain/local-date.js';
import { asList, asObject, asText, checkShape, fault, type Fault, type Path } from './fault.js';
import { hasHolidayRegion, hasHolidays, publicHolidays } from './holidays.js';
import { country, key, localDate, zone } from './values.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const openingSpan = z
  .string()
  .refine((text) => findSpan(text) !== null, { error: 'Opening hours are written like "09:00-17:00".' })
  .meta({ examples: ['09:00-12:30', '22:00-06:00'] });

/** Opening hours, holidays and zone, as in section 2 of the policy format. */
export const calendarDocument = z.strictObject({
  calendar: key,
  zone,
  week: z.record(z.string(), z.array(openingSpan)),
  holidays: z
    .strictObject({
      country: country.optional(),
      region: z.string().optional(),
      dates: z.array(localDate).optional(),
      open: z.array(localDate).optional(),
    })
    .optional(),
});

export type CalendarDocument = z.infer<typeof calendarDocument>;

export type ParsedCalendar =
  { readonly ok: true; readonly calendar: Calendar } | { readonly ok: false; readonly errors: Fault[] };

/** Checks a calendar document, names all its faults at once, and makes the calendar that rules compute with. */
export function parseCalendar(json: unknown): ParsedCalendar {
  const { value, faults } = checkShape(calendarDocument, json);
  const errors = [...faults, ...findCalendarFaults(json)];
  return value && errors.length === 0 ? { ok: true, calendar: toCalendar(value) } : { ok: false, errors };
}

function toCalendar({ calendar, zone: name, week, holidays }: CalendarDocument): Calendar {
  return {
    calendar,
    zone: name,
    week: weekOf(week),
    ...(holidays?.dates ? { closedOn: new Set(holidays.dates) } : {}),
    ...(holidays?.open ? { openOn: new Set(holidays.open) } : {}),
    ...(holidays?.country ? { publicHolidays: publicHolidays(holidays.country, holidays.region) } : {}),
  };
}

function weekOf(week: CalendarDocument['week']): Span[][] {
  const spans: Span[][] = DAYS.map(() => []);
  for (const [names, texts] of Object.entries(week)) {
    for (const day of findDays(names) ?? [])
      spans[day]!.push(...texts.flatMap((text) => findSpan(text) ?? []));
  }
  return spans.map((day) => day.sort((a, b) => a.from - b.from));
}

/** Numbers of the days that `mon`, `mon-fri` or `sat,sun` name, 0 for Monday; null for anything else. */
function findDays(text: string): number[] | null {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [from, to = from] = part
      .trim()
      .split('-')
      .map((name) => DAYS.indexOf(name));
    if (from === undefined || to === undefined || from < 0 || to < 0) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === to) break;
    }
  }
  return days;
}

/** `22:00-06:00` passes midnight; `00:00-24:00` is the whole day. */
function findSpan(text: string): Span | null {
  const [from, to, rest] = text.split('-').map((time) => findTime(time.trim()));
  if (from == null || to == null || rest !== undefined || from === 1440 || from === to) return null;
  return { from, to: to > from ? to : to + 1440 };
}

// --- faults of sense, also in documents of wrong shape ---

interface PlacedSpan extends Span {
  readonly path: Path;
}

function findCalendarFaults(json: unknown): Fault[] {
  const object = asObject(json);
  const week = asObject(object?.['week']);
  return [...(week ? weekFaults(week) : []), ...holidayFaults(asObject(object?.['holidays']))];
}

function weekFaults(week: Readonly<Record<string, unknown>>): Fault[] {
  const faults: Fault[] = [];
  const spans: PlacedSpan[] = [];
  const named = new Map<number, string>();
  for (const [names, texts] of Object.entries(week)) {
    const days = findDays(names);
    if (!days) faults.push(fault(['week', names], 'Days are named like mon, mon-fri or sat,sun.'));
    for (const day of days ?? []) {
      if (named.has(day)) faults.push(fault(['week', names], `${DAYS[day]} is named twice.`));
      named.set(day, names);
      for (const [i, text] of asList(texts).entries()) {
        const span = findSpan(asText(text) ?? '');
        const midnight = day * 1440;
        if (span)
          spans.push({ from: midnight + span.from, to: midnight + span.to, path: ['week', names, i] });
      }
    }
  }
  if (spans.length === 0) faults.push(fault(['week'], 'A calendar needs opening hours on at least one day.'));
  return [...faults, ...overlaps(spans)];
}

/** Also over midnight, and from Sunday night into Monday. */
function overlaps(spans: readonly PlacedSpan[]): Fault[] {
  const week = 7 * 1440;
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const found = new Map<string, Fault>();
  sorted.forEach((span, i) => {
    const isLast = i === sorted.length - 1;
    const next = sorted[(i + 1) % sorted.length]!;
    const nextFrom = isLast ? next.from + week : next.from;
    if (nextFrom >= span.to) return;
    const overlap = fault(next.path, 'These opening hours overlap with others.');
    found.set(overlap.path, overlap);
  });
  return [...found.values()];
}

function holidayFaults(holidays: Readonly<Record<string, unknown>> | null): Fault[] {
  const [land, region] = [asText(holidays?.['country']), asText(holidays?.['region'])];
  if (region !== null && land === null) {
    return [fault(['holidays', 'country'], 'A region needs its country.')];
  }
  if (land === null || !/^[A-Z]{2}$/.test(land)) return [];
  if (!hasHolidays(land))
    return [fault(['holidays', 'country'], `The public holidays of ${land} are not known.`)];
  if (region === null || hasHolidayRegion(land, region)) return [];
  return [fault(['holidays', 'region'], `${land} has no region "${region}" with holidays of its own.`)];
}
