import { TwilioError } from './errors.js';
import { toResource, type MessageRecord } from './message.js';
import type { Store } from './store.js';

type Query = Record<string, string | undefined>;

const DAY_MS = 86_400_000;

/** One page of an account's messages, newest first, in Twilio's list form. */
export function listMessages(store: Store, account: string, path: string, query: Query): object {
  const pageSize = readPageSize(query.PageSize);
  const page = readCount(query.Page, 'Page');
  const isWanted = readFilter(account, query);
  const found = collect(candidates(store, account, query), isWanted, {
    // A token names the last message seen, so texts that come in meanwhile do not shift the pages.
    before: query.PageToken ? seqOfToken(store, query.PageToken) : Infinity,
    skip: query.PageToken ? 0 : page * pageSize,
    take: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  const uriOf = (number: number, token?: string) => pageUri(path, query, { pageSize, number, token });
  return {
    end: page * pageSize + Math.max(0, shown.length - 1),
    first_page_uri: uriOf(0),
    messages: shown.map(toResource),
    next_page_uri: found.length > pageSize && last ? uriOf(page + 1, `PA${last.sid}`) : null,
    page,
    page_size: pageSize,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    start: page * pageSize,
    uri: uriOf(page, query.PageToken),
  };
}

/** The shortest list that holds all matches. */
function candidates(store: Store, account: string, query: Query): readonly MessageRecord[] {
  const lists = [store.messagesOf(account)];
  if (query.To) lists.push(store.messagesWith(query.To));
  if (query.From) lists.push(store.messagesWith(query.From));
  return lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest));
}

function collect(
  list: readonly MessageRecord[],
  isWanted: (message: MessageRecord) => boolean,
  range: { before: number; skip: number; take: number },
): MessageRecord[] {
  const found: MessageRecord[] = [];
  let skipped = 0;
  for (let index = list.length - 1; index >= 0 && found.length < range.take; index -= 1) {
    const message = list[index];
    if (!message || message.seq >= range.before || !isWanted(message)) continue;
    if (skipped < range.skip) skipped += 1;
    else found.push(message);
  }
  return found;
}

function readFilter(account: string, query: Query): (message: MessageRecord) => boolean {
  const on = readDate(query.DateSent);
  const until = readDate(query['DateSent<']);
  const since = readDate(query['DateSent>']);
  return (message) => {
    if (message.account !== account || message.isDeleted) return false;
    if (query.To && message.to !== query.To) return false;
    if (query.From && message.from !== query.From) return false;
    if (!on && !until && !since) return true;
    const sentAt = message.sentAt;
    if (sentAt === null) return false;
    if (on && (sentAt < on.from || sentAt >= on.from + DAY_MS)) return false;
    if (until && sentAt >= until.to) return false;
    return !since || sentAt >= since.from;
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

function seqOfToken(store: Store, token: string): number {
  const message = store.findMessage(token.replace(/^PA/, ''));
  if (!message) throw new TwilioError(20001, 'The PageToken is not known');
  return message.seq;
}

function pageUri(
  path: string,
  query: Query,
  page: { pageSize: number; number: number; token?: string },
): string {
  const filters = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'];
  const params = new URLSearchParams(
    filters.flatMap((name) => (query[name] ? [[name, query[name]] as [string, string]] : [])),
  );
  params.set('PageSize', String(page.pageSize));
  params.set('Page', String(page.number));
  if (page.token) params.set('PageToken', page.token);
  return `${path}?${params.toString()}`;
}
