import { dateFilter, listPage, type Query } from './list-page.js';
import { toResource, type MessageRecord } from './message.js';
import type { Store } from './store.js';

/** One page of an account's messages, newest first, in Twilio's list form. */
export function listMessages(store: Store, account: string, path: string, query: Query): object {
  const listed = {
    name: 'messages',
    filters: ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'],
    items: candidates(store, account, query),
    isWanted: readFilter(account, query),
    find: (sid: string) => store.findMessage(sid),
    toResource,
  };
  return listPage(listed, path, query);
}

/** The shortest list that holds all matches. */
function candidates(store: Store, account: string, query: Query): readonly MessageRecord[] {
  const lists = [store.messagesOf(account)];
  if (query.To) lists.push(store.messagesWith(query.To));
  if (query.From) lists.push(store.messagesWith(query.From));
  return lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest));
}

function readFilter(account: string, query: Query): (message: MessageRecord) => boolean {
  const isInTime = dateFilter('DateSent', query);
  return (message) => {
    if (message.account !== account || message.isDeleted) return false;
    if (query.To && message.to !== query.To) return false;
    if (query.From && message.from !== query.From) return false;
    return isInTime(message.sentAt);
  };
}
