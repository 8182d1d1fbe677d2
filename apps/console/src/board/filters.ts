/** The left rail, in the order in which a morning is worked off. */
export const BUCKETS = [
  'breached',
  'due-today',
  'at-risk',
  'waiting',
  'unowned',
  'unreachable',
  'stale',
  'nothing-scheduled',
] as const;
export type Bucket = (typeof BUCKETS)[number];

export const STATES = [
  'planned',
  'due',
  'sent',
  'answered',
  'closed',
  'done',
  'skipped',
  'withdrawn',
  'expired',
  'unreached',
  'cancelled',
] as const;
export const KINDS = ['sms', 'survey', 'call', 'visit', 'review'] as const;

/** Filters of which several values may be chosen; in the address they stand joined by commas. */
export const MANY = ['state', 'kind', 'tier', 'type', 'region', 'policy'] as const;
/** Filters with one value. */
const ONE = ['overdue', 'product', 'owner', 'team', 'q'] as const;

export type FilterName = (typeof MANY)[number] | (typeof ONE)[number] | 'bucket';
/** The board's filters as they stand in the address: text, and nothing for what is not filtered. */
export type BoardFilters = { bucket?: Bucket } & Partial<Record<Exclude<FilterName, 'bucket'>, string>>;

/** Reads the filters from an address; what is unknown or empty there is left out. */
export function readBoardFilters(search: Record<string, unknown>): BoardFilters {
  const filters: BoardFilters = {};
  for (const name of [...MANY, ...ONE]) {
    const text = textOf(search[name]);
    if (text !== undefined) filters[name] = text;
  }
  const bucket = BUCKETS.find((one) => one === search.bucket);
  return bucket ? { bucket, ...filters } : filters;
}

/** Values of one filter, in no particular order. */
export function valuesOf(filters: BoardFilters, name: (typeof MANY)[number]): string[] {
  return filters[name]?.split(',').filter(Boolean) ?? [];
}

/** The same filters with one of them set anew; no values take it away. */
export function withFilter(filters: BoardFilters, name: FilterName, values: readonly string[]): BoardFilters {
  const { [name]: _, ...others } = filters;
  return readBoardFilters(values.length === 0 ? others : { ...others, [name]: values.join(',') });
}

/** How many filters narrow the list, apart from the rail and the search. */
export function countFilters({ bucket: _bucket, q: _q, ...others }: BoardFilters): number {
  return Object.keys(others).length;
}

/** The same for a verb over everything that they find. */
export function toBulkFilter(filters: BoardFilters) {
  const { overdue, ...others } = toBoardQuery(filters);
  return { ...others, ...(overdue !== undefined && { overdue: overdue === 'true' }) };
}

function textOf(value: unknown): string | undefined {
  // An address that somebody typed may hold the same name twice.
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
  return text.trim() === '' ? undefined : text;
}

/**
 * The filters as the API takes them. Without a place of the rail or a state the board shows what is work now: not what
 * is planned for later, and not the texts that left.
 */
export function toBoardQuery({ overdue, ...filters }: BoardFilters) {
  const state = filters.state ?? (filters.bucket === undefined ? 'due' : undefined);
  return {
    ...filters,
    state,
    overdue: overdue === 'true' || overdue === 'false' ? overdue : undefined,
  } as const;
}
