export const REPORTS = [
  'overdue',
  'satisfaction',
  'contact',
  'sla',
  'staff',
  'renewals',
  'retention',
] as const;
export type ReportName = (typeof REPORTS)[number];
export const STRETCHES = ['day', 'week', 'month'] as const;
export const GROUPS = ['tier', 'type', 'region', 'product', 'policy', 'staff'] as const;
/** Filters that are free text, or an id. */
const TEXTS = ['from', 'to', 'tier', 'type', 'region', 'product', 'policy', 'staff', 'team'] as const;

/** The filters as they stand in the address; nothing for what is not filtered. */
export interface ReportFilters extends Partial<Record<(typeof TEXTS)[number], string>> {
  report?: ReportName;
  by?: (typeof STRETCHES)[number];
  group?: (typeof GROUPS)[number];
}

/** Reads the filters from an address; what is unknown or empty there is left out. */
export function readReportFilters(search: Record<string, unknown>): ReportFilters {
  const filters: ReportFilters = {};
  const report = REPORTS.find((one) => one === search.report);
  const by = STRETCHES.find((one) => one === search.by);
  const group = GROUPS.find((one) => one === search.group);
  if (report) filters.report = report;
  if (by) filters.by = by;
  if (group) filters.group = group;
  for (const name of TEXTS) {
    const text = String(search[name] ?? '').trim();
    if (text !== '' && !((name === 'from' || name === 'to') && !/^\d{4}-\d{2}-\d{2}$/.test(text)))
      filters[name] = text;
  }
  return filters;
}

/** The address of one of a report's tables as a file, with what is on screen. */
export function csvAddress(
  report: ReportName,
  table: string,
  { report: _, ...filters }: ReportFilters,
): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined) as [string, string][];
  return `/v1/reports/${report}?${new URLSearchParams([...given, ['format', 'csv'], ['table', table]]).toString()}`;
}
