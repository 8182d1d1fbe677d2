import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import type { Reply, ReplyDetail } from '../api/types';
import type { InboxFilters } from './filters';

type Schemas = components['schemas'];
type Question = ReplyDetail['suggestions']['questions'][number];
export type Answer = Question['values'][number];

const PAGE = 50;
const REFRESH_MS = 30_000;
/** While an answer is on its way, its bubble should follow. */
const LEAVING_MS = 3_000;
const ON_ITS_WAY = ['staged', 'in-flight', 'accepted', 'sent'];
/** A callback that never comes must not be asked for for ever. */
const WATCHED_MS = 5 * 60_000;

/** Texts of customers. @param me the reader's own id, for those that are theirs */
export const inboxQuery = (
  { state = 'inbox', kind, owner, q }: Omit<InboxFilters, 'reply'>,
  me: string | undefined,
) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', { state, kind, owner: owner === 'me' ? me : owner, q }],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/inbox', {
          params: {
            query: { state, kind, owner: owner === 'me' ? (me ?? 'none') : owner, q, limit: PAGE, after },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

/** How many wait for a person. */
export const inboxCountQuery = queryOptions({
  queryKey: ['inbox', 'count'],
  queryFn: async (): Promise<number> => {
    const page = await unwrap(api.GET('/v1/inbox', { params: { query: { limit: 1 } } }));
    return page.total ?? page.items.length;
  },
  refetchInterval: REFRESH_MS,
});

export const replyQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox', 'one', id],
    queryFn: () => unwrap(api.GET('/v1/inbox/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && dataUpdateCount * LEAVING_MS < WATCHED_MS && data.conversation.some(isOnItsWay)
        ? LEAVING_MS
        : REFRESH_MS,
  });

function isOnItsWay({ answers, state }: ReplyDetail['conversation'][number]): boolean {
  return answers !== null && ON_ITS_WAY.includes(state);
}

export type AnswerBody = Schemas['InboxAnswer'];

/** Answers the customer with one text. */
export function useAnswer(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: AnswerBody) =>
      unwrap(api.POST('/v1/inbox/{id}/answer', { params: { path: { id } }, body })),
    onSettled: refresh,
  });
}

export interface MadeTicket {
  subject?: string;
  owner?: string;
  praised?: string;
  promise?: { text: string; dueAt: string };
}

/** What staff do with a text, other than answering it. */
export type InboxAct =
  | { verb: 'link'; followUp?: string; ticket?: string; value?: Answer; comment?: string }
  | { verb: 'assign'; owner: string | null }
  | { verb: 'ticket' | 'complaint' | 'compliment'; body: MadeTicket }
  | { verb: 'opt-out'; purpose: 'all' | 'survey' | 'marketing' | 'service' }
  | { verb: 'customer'; customer: string | NewPerson }
  | { verb: 'settle'; comment?: string };

export interface NewPerson {
  name: string;
  phone: string;
  language: string;
  country: string;
  externalId: string;
}

/** Does one of these; then every list that shows it is asked for anew. */
export function useInboxAct(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (act: InboxAct): Promise<Reply> => carryOut(id, act),
    onSettled: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['inbox', 'escalations', 'tickets', 'follow-ups', 'customers'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

function carryOut(id: string, act: InboxAct): Promise<Reply> {
  const params = { path: { id } };
  switch (act.verb) {
    case 'link': {
      const { verb: _, ...body } = act;
      return unwrap(api.POST('/v1/inbox/{id}/link', { params, body }));
    }
    case 'assign':
      return unwrap(api.POST('/v1/inbox/{id}/assign', { params, body: { owner: act.owner } }));
    case 'ticket':
      return unwrap(api.POST('/v1/inbox/{id}/ticket', { params, body: act.body }));
    case 'complaint':
      return unwrap(api.POST('/v1/inbox/{id}/complaint', { params, body: act.body }));
    case 'compliment':
      return unwrap(api.POST('/v1/inbox/{id}/compliment', { params, body: act.body }));
    case 'opt-out':
      return unwrap(api.POST('/v1/inbox/{id}/opt-out', { params, body: { purpose: act.purpose } }));
    case 'customer': {
      const { customer } = act;
      // Nobody knows more of a stranger yet; the customer's page is where the rest is said.
      const body =
        typeof customer === 'string' ? customer : ({ ...customer, type: 'retail', tier: 'lead' } as const);
      return unwrap(api.POST('/v1/inbox/{id}/customer', { params, body: { customer: body } }));
    }
    case 'settle':
      return unwrap(api.POST('/v1/inbox/{id}/settle', { params, body: { comment: act.comment } }));
  }
}
