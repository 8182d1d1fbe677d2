export const VISIT_LISTS = ['to-arrange', 'proposed', 'booked', 'today', 'overdue', 'all'] as const;
export type VisitList = (typeof VISIT_LISTS)[number];

/** What stands in the address of the room. */
export interface VisitFilters {
  view?: 'list';
  /** A day of the week that is shown, `YYYY-MM-DD`. */
  on?: string;
  /** Key. */
  team?: string;
  list?: VisitList;
  /** What is open beside it: a booked visit or a follow-up. */
  visit?: string;
  work?: string;
}

export function readVisitFilters(search: Record<string, unknown>): VisitFilters {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const on = text(search.on);
  return {
    view: search.view === 'list' ? 'list' : undefined,
    on: on && /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)) ? on : undefined,
    team: text(search.team),
    list: VISIT_LISTS.find((one) => one === search.list),
    visit: text(search.visit),
    work: text(search.work),
  };
}

const DAY = 86_400_000;

/** The seven days of a date's week, Monday first, as `YYYY-MM-DD`. */
export function weekOf(date: string): string[] {
  const at = Date.parse(`${date}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, i) => new Date(at + (i - weekday) * DAY).toISOString().slice(0, 10));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
