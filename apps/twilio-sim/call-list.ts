import { type CallRecord, toCallResource } from './call.js';
import { dateFilter, listPage, type Query } from './list-page.js';
import type { Store } from './store.js';

/** One page of an account's calls, newest first, in Twilio's list form. */
export function listCalls(store: Store, account: string, path: string, query: Query): object {
  const dates = ['StartTime', 'EndTime'].flatMap((name) => [name, `${name}<`, `${name}>`]);
  const listed = {
    name: 'calls',
    filters: ['To', 'From', 'ParentCallSid', 'Status', ...dates],
    items: store.calls(),
    isWanted: readFilter(account, query),
    find: (sid: string) => store.findCall(sid),
    toResource: toCallResource,
  };
  return listPage(listed, path, query);
}

function readFilter(account: string, query: Query): (call: CallRecord) => boolean {
  const hasBegun = dateFilter('StartTime', query);
  const hasEnded = dateFilter('EndTime', query);
  return (call) => {
    if (call.account !== account || call.isDeleted) return false;
    if (query.To && call.to !== query.To) return false;
    if (query.From && call.from !== query.From) return false;
    if (query.ParentCallSid && call.parentSid !== query.ParentCallSid) return false;
    if (query.Status && call.status !== query.Status) return false;
    return hasBegun(call.startedAt) && hasEnded(call.endedAt);
  };
}
