import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components, paths } from '../api/schema';
import type { TimelineItem } from '../api/types';

const PAGE = 50;
const MOST = 200;

export const customersQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'list', q ?? ''],
    queryFn: ({ pageParam: after }) =>
      unwrap(api.GET('/v1/customers', { params: { query: { q, limit: PAGE, after } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** All that is known of one customer, in one answer. */
export const serviceFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'file'],
    queryFn: () => unwrap(api.GET('/v1/customers/{id}/file', { params: { path: { id } } })),
  });

/** Everything that happened and is planned, newest first; without kinds all of them. */
export const timelineQuery = (id: string, kind: TimelineItem['kind'][]) =>
  infiniteQueryOptions({
    queryKey: ['customers', id, 'timeline', kind],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/customers/{id}/timeline', {
          params: { path: { id }, query: { limit: PAGE, after, kind } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** The consent ledger. */
export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'consents'],
    queryFn: async () => {
      const params = { path: { id }, query: { limit: MOST } };
      return (await unwrap(api.GET('/v1/customers/{id}/consents', { params }))).items;
    },
  });

export const plansQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'plans'],
    queryFn: async () => {
      const params = { query: { customer, limit: MOST } };
      return (await unwrap(api.GET('/v1/plans', { params }))).items;
    },
  });

export type NewTicket = paths['/v1/tickets']['post']['requestBody']['content']['application/json'];
export type NewPromise = components['schemas']['NewPromise'];

/** Opens a ticket; then all that shows the customer is asked for anew. */
export function useOpenTicket() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewTicket) => unwrap(api.POST('/v1/tickets', { body })),
    onSuccess: refresh,
  });
}

/** Promises something by a date, which is itself followed up. */
export function useMakePromise() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewPromise) => unwrap(api.POST('/v1/promises', { body })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['customers', 'tickets', 'follow-ups'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
}
