import { TwilioError } from './errors.js';

export type Query = Record<string, string | undefined>;

const DAY_MS = 86_400_000;

/** What a list needs to know of a kind of resource. */
export interface Listed<Item extends { seq: number; sid: string }> {
  /** Its name in the answer, such as `messages`. */
  name: string;
  /** Filters that the addresses of other pages repeat. */
  filters: readonly string[];
  /** Oldest first, all that may match. */
  items: readonly Item[];
  isWanted: (item: Item) => boolean;
  find: (sid: string) => Item | undefined;
  toResource: (item: Item) => object;
}

/**
 * One page of a list, newest first, in Twilio's form.
 *
 * @throws TwilioError for a page size, number or token that cannot be
 */
export function listPage<Item extends { seq: number; sid: string }>(
  listed: Listed<Item>,
  path: string,
  query: Query,
): object {
  const pageSize = readPageSize(query.PageSize);
  const page = readCount(query.Page, 'Page');
  const found = collect(listed, {
    // A token names the last one seen, so what comes in meanwhile does not shift the pages.
    before: query.PageToken ? seqOfToken(listed, query.PageToken) : Infinity,
    skip: query.PageToken ? 0 : page * pageSize,
    take: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  const uriOf = (number: number, token?: string) =>
    pageUri(path, listed.filters, query, { pageSize, number, token });
  return {
    end: page * pageSize + Math.max(0, shown.length - 1),
    first_page_uri: uriOf(0),
    [listed.name]: shown.map(listed.toResource),
    next_page_uri: found.length > pageSize && last ? uriOf(page + 1, `PA${last.sid}`) : null,
    page,
    page_size: pageSize,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    start: page * pageSize,
    uri: uriOf(page, query.PageToken),
  };
}

function collect<Item extends { seq: number; sid: string }>(
  { items, isWanted }: Listed<Item>,
  range: { before: number; skip: number; take: number },
): Item[] {
  const found: Item[] = [];
  let skipped = 0;
  for (let index = items.length - 1; index >= 0 && found.length < range.take; index -= 1) {
    const item = items[index];
    if (!item || item.seq >= range.before || !isWanted(item)) continue;
    if (skipped < range.skip) skipped += 1;
    else found.push(item);
  }
  return found;
}

/**
 * A check of an instant (UTC milliseconds, or null) against `Name`, `Name<` and `Name>` of a query.
 *
 * @throws TwilioError for what is no date
 */
export function dateFilter(name: string, query: Query): (instant: number | null) => boolean {
  const on = readDate(query[name]);
  const until = readDate(query[`${name}<`]);
  const since = readDate(query[`${name}>`]);
  return (instant) => {
    if (!on && !until && !since) return true;
    if (instant === null) return false;
    if (on && (instant < on.from || instant >= on.from + DAY_MS)) return false;
    if (until && instant >= until.to) return false;
    return !since || instant >= since.from;
  };
}

/** A UTC day, or an instant (which lasts one second). */
function readDate(value: string | undefined): { from: number; to: number } | null {
  if (!value) return null;
  const from = Date.parse(value);
  if (Number.isNaN(from)) throw new TwilioError(20001, `${value} is not a date`);
  return { from, to: from + (/^\d{4}-\d\d-\d\d$/.test(value) ? DAY_MS : 1000) };
}

function readPageSize(value: string | undefined): number {
  const size = value === undefined ? 50 : readCount(value, 'PageSize');
  if (size < 1) throw new TwilioError(20001, 'PageSize must be between 1 and 1000');
  return Math.min(size, 1000);
}

function readCount(value: string | undefined, name: string): number {
  const count = Number(value ?? 0);
  if (!Number.isInteger(count) || count < 0) throw new TwilioError(20001, `${name} must be a whole number`);
  return count;
}

function seqOfToken<Item extends { seq: number; sid: string }>(
  { find }: Listed<Item>,
  token: string,
): number {
  const item = find(token.replace(/^PA/, ''));
  if (!item) throw new TwilioError(20001, 'The PageToken is not known');
  return item.seq;
}

function pageUri(
  path: string,
  filters: readonly string[],
  query: Query,
  page: { pageSize: number; number: number; token?: string },
): string {
  const params = new URLSearchParams(
    filters.flatMap((name) => (query[name] ? [[name, query[name]] as [string, string]] : [])),
  );
  params.set('PageSize', String(page.pageSize));
  params.set('Page', String(page.number));
  if (page.token) params.set('PageToken', page.token);
  return `${path}?${params.toString()}`;
}
