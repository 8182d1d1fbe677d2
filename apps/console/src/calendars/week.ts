/** Days as calendars name them, Monday first. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Opening hours of a week as it is painted: for each day a row of half hours, true for open. */
export type PaintedWeek = readonly (readonly boolean[])[];

export const SLOT_MINUTES = 30;
export const SLOTS = (24 * 60) / SLOT_MINUTES;

export interface Span {
  /** Minutes of the day; `to` may lie after midnight. */
  from: number;
  to: number;
}

/** Numbers of the days that a name such as `mon-fri` or `sat,sun` means; empty for what is none. */
export function daysOf(names: string): number[] {
  return names.split(',').flatMap((part) => {
    const [from, to = from] = part
      .trim()
      .split('-')
      .map((name) => (DAYS as readonly string[]).indexOf(name));
    if (from === undefined || to === undefined || from < 0 || to < 0) return [];
    const days: number[] = [];
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === to) return days;
    }
  });
}

/** The spans of each day as a document has them; what cannot be read is left out. */
export function readWeek(document: Record<string, unknown> | undefined): Span[][] {
  const week: Span[][] = DAYS.map(() => []);
  for (const [names, texts] of Object.entries((document?.['week'] ?? {}) as Record<string, unknown>))
    for (const day of daysOf(names))
      for (const text of Array.isArray(texts) ? texts : []) {
        const span = readSpan(String(text));
        if (span) week[day]!.push(span);
      }
  return week;
}

/** Weekdays without opening hours, 0 for Monday. */
export function closedWeekdays(document: Record<string, unknown>): Set<number> {
  return new Set(readWeek(document).flatMap((spans, day) => (spans.length === 0 ? [day] : [])));
}

function readSpan(text: string): Span | null {
  const found = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(text.replaceAll(' ', ''));
  if (!found) return null;
  const [h1, m1, h2, m2] = found.slice(1).map(Number) as [number, number, number, number];
  const [from, to] = [h1 * 60 + m1, h2 * 60 + m2];
  return { from, to: to > from ? to : to + 1440 };
}

/** Half hours that lie wholly or for their greater part in the spans; night shifts reach into the next day. */
export function paint(week: readonly (readonly Span[])[]): boolean[][] {
  const painted = DAYS.map(() => Array.from({ length: SLOTS }, () => false));
  week.forEach((spans, day) => {
    for (const { from, to } of spans)
      for (let at = Math.round(from / SLOT_MINUTES); at < Math.round(to / SLOT_MINUTES); at++)
        painted[(day + Math.floor(at / SLOTS)) % 7]![at % SLOTS] = true;
  });
  return painted;
}

/** The week as a document writes it: days that are alike and next to each other in one line. */
export function writeWeek(week: readonly (readonly Span[])[]): Record<string, string[]> {
  const lines = week.map((spans) => spans.map(writeSpan));
  const written: Record<string, string[]> = {};
  for (let day = 0; day < 7;) {
    let end = day;
    while (end < 6 && lines[end + 1]!.join() === lines[day]!.join()) end++;
    if (lines[day]!.length > 0) written[day === end ? DAYS[day]! : `${DAYS[day]}-${DAYS[end]}`] = lines[day]!;
    day = end + 1;
  }
  return written;
}

/** What was painted as spans. Hours that stand in `kept` finer than half hours stay where nothing was painted over. */
export function toSpans(painted: PaintedWeek, kept: readonly (readonly Span[])[]): Span[][] {
  const before = paint(kept);
  return painted.map((slots, day) => {
    const isSame = slots.every((open, i) => open === before[day]![i]);
    const own = kept[day]!;
    if (isSame && own.every(({ to }) => to <= 1440) && !reachesInto(kept, day)) return [...own];
    const spans: Span[] = [];
    slots.forEach((open, i) => {
      const from = i * SLOT_MINUTES;
      const last = spans.at(-1);
      if (!open) return;
      if (last?.to === from) last.to = from + SLOT_MINUTES;
      else spans.push({ from, to: from + SLOT_MINUTES });
    });
    return spans;
  });
}

/** Whether the night shift of the day before reaches into this one. */
function reachesInto(week: readonly (readonly Span[])[], day: number): boolean {
  return week[(day + 6) % 7]!.some(({ to }) => to > 1440);
}

export function writeSpan({ from, to }: Span): string {
  return `${writeTime(from)}-${writeTime(to > 1440 ? to - 1440 : to)}`;
}

export function writeTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export interface HolidayRules {
  country?: string;
  region?: string;
  /** Further closed days, and holidays on which it is open all the same. */
  dates: readonly string[];
  open: readonly string[];
}

export function readHolidays(document: Record<string, unknown> | undefined): HolidayRules {
  const { country, region, dates, open } = (document?.['holidays'] ?? {}) as Record<string, unknown>;
  return {
    ...(typeof country === 'string' && { country }),
    ...(typeof region === 'string' && { region }),
    dates: Array.isArray(dates) ? dates.map(String) : [],
    open: Array.isArray(open) ? open.map(String) : [],
  };
}

/** The holidays as a document writes them; nothing for none. */
export function writeHolidays({ country, region, dates, open }: HolidayRules): object | undefined {
  const written = {
    ...(country && { country }),
    ...(country && region && { region }),
    ...(dates.length > 0 && { dates: [...dates].sort() }),
    ...(open.length > 0 && { open: [...open].sort() }),
  };
  return Object.keys(written).length > 0 ? written : undefined;
}
