import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { TicketDetail } from '../api/types';
import type { TicketFilters } from './filters';

const PAGE = 50;
const REFRESH_MS = 30_000;

export const ticketsQuery = ({ state = 'unresolved', priority, clock, q }: TicketFilters) =>
  infiniteQueryOptions({
    queryKey: ['tickets', { state, priority, clock, q }],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/tickets', {
          params: { query: { state, priority, clock, q, sort: 'due', limit: PAGE, after } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', 'one', id],
    queryFn: () => unwrap(api.GET('/v1/tickets/{id}', { params: { path: { id } } })),
    refetchInterval: REFRESH_MS,
  });

export const ladderQuery = (id: string) =>
  queryOptions({
    queryKey: ['escalations', 'one', id],
    queryFn: () => unwrap(api.GET('/v1/escalations/{id}', { params: { path: { id } } })),
  });

export type TicketVerb = TicketDetail['verbs'][number];
export type TicketAct =
  | { verb: Exclude<TicketVerb, 'assign'>; comment?: string }
  | { verb: 'assign'; owner: string; comment?: string };

/** Does something to one ticket; then every list that shows it is asked for anew. */
export function useTicketVerb(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: TicketAct): Promise<TicketDetail> => carryOut(id, act),
    onSuccess: (ticket) => queries.setQueryData(ticketQuery(id).queryKey, ticket),
    onSettled: () =>
      Promise.all(
        ['tickets', 'escalations', 'follow-ups', 'customers'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

function carryOut(id: string, act: TicketAct): Promise<TicketDetail> {
  const params = { path: { id } };
  const body = { comment: act.comment };
  switch (act.verb) {
    case 'reply':
      return unwrap(api.POST('/v1/tickets/{id}/reply', { params, body }));
    case 'wait':
      return unwrap(api.POST('/v1/tickets/{id}/wait', { params, body }));
    case 'resume':
      return unwrap(api.POST('/v1/tickets/{id}/resume', { params, body }));
    case 'resolve':
      return unwrap(api.POST('/v1/tickets/{id}/resolve', { params, body }));
    case 'close':
      return unwrap(api.POST('/v1/tickets/{id}/close', { params, body }));
    case 'reopen':
      return unwrap(api.POST('/v1/tickets/{id}/reopen', { params, body }));
    case 'assign':
      return unwrap(api.POST('/v1/tickets/{id}/assign', { params, body: { ...body, owner: act.owner } }));
  }
}
