export const AUDIT_FILTERS = ['actor', 'action', 'entity', 'entityId'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address of the audit room says; `from` and `until` are days of the reader's own zone, both included. */
export interface AuditFilters {
  actor?: string;
  action?: string;
  entity?: string;
  entityId?: string;
  from?: string;
  until?: string;
}

/** Only what can be used; everything else in the address is left out. */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const day = (value: unknown): string | undefined =>
    typeof value === 'string' && DAY.test(value) && startOf(value) !== undefined ? value : undefined;
  return {
    ...Object.fromEntries(AUDIT_FILTERS.map((key) => [key, text(search[key])])),
    from: day(search.from),
    until: day(search.until),
  };
}

/** The instant at which a day begins for the reader, RFC 3339 in UTC; undefined for a day that does not exist. */
export function startOf(day: string, plusDays = 0): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date);
  if (at.getMonth() !== month - 1 || at.getDate() !== date) return undefined;
  return new Date(year, month - 1, date + plusDays).toISOString();
}
