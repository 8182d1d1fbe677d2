import Holidays from 'date-holidays';
import {
  MINUTE_MS,
  WALL_DAY_MS,
  findDate,
  formatDate,
  parseTime,
  type LocalDate,
} from '../domain/local-date.js';

/** Public holidays of a year with their names in the country's language. */
export type HolidaysOfYear = (year: number) => ReadonlyMap<LocalDate, string>;

const known = new Map<string, HolidaysOfYear>();
/** Copies of the library's lists, which it puts together anew each time it is asked. */
let countries: ReadonlySet<string> | undefined;
const regions = new Map<string, ReadonlySet<string>>();

/** Countries for which public holidays are known, by their two letters. */
export function hasHolidays(country: string): boolean {
  countries ??= new Set(Object.keys(new Holidays().getCountries()));
  return countries.has(country);
}

/** Whether a country's public holidays differ by this region (state or province). */
export function hasHolidayRegion(country: string, region: string): boolean {
  let known = regions.get(country);
  if (!known) {
    known = new Set(Object.keys(new Holidays().getStates(country) ?? {}));
    regions.set(country, known);
  }
  return known.has(region);
}

/**
 * The public holidays of a country, or of one of its regions. The years are worked out when they are asked for and kept.
 */
export function publicHolidays(country: string, region?: string): HolidaysOfYear {
  const key = `${country}/${region ?? ''}`;
  let ofYear = known.get(key);
  if (!ofYear) known.set(key, (ofYear = remembering(country, region)));
  return ofYear;
}

function remembering(country: string, region?: string): HolidaysOfYear {
  const options = { types: ['public' as const] };
  const source =
    region === undefined ? new Holidays(country, options) : new Holidays(country, region, options);
  const years = new Map<number, ReadonlyMap<LocalDate, string>>();
  return (year) => {
    let days = years.get(year);
    if (!days) years.set(year, (days = daysOfYear(source, year)));
    return days;
  };
}

/** A date counts as a holiday when its noon lies in it: half days in the afternoon are working days. */
function daysOfYear(source: Holidays, year: number): ReadonlyMap<LocalDate, string> {
  const days = new Map<LocalDate, string>();
  for (const { date, start, end, name } of source.getHolidays(year)) {
    const [on, time] = date.split(' ') as [string, string];
    const from = findDate(on)! * WALL_DAY_MS + parseTime(time.slice(0, 5)) * MINUTE_MS;
    const to = from + (end.getTime() - start.getTime());
    const noon = WALL_DAY_MS / 2;
    for (let day = Math.ceil((from - noon) / WALL_DAY_MS); day * WALL_DAY_MS + noon < to; day++) {
      days.set(formatDate(day), name);
    }
  }
  return days;
}

/** A country whose public holidays are known, with those of its regions that have holidays of their own. */
export interface HolidayCountry {
  readonly country: string;
  readonly regions: readonly { readonly region: string; readonly name: string }[];
}

/** All countries for which public holidays are known, by their two letters. */
export function listHolidayCountries(): HolidayCountry[] {
  const source = new Holidays();
  return Object.keys(source.getCountries())
    .sort()
    .map((country) => ({
      country,
      regions: Object.entries(source.getStates(country) ?? {}).map(([region, name]) => ({ region, name })),
    }));
}
