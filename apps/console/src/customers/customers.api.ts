import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

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

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id],
    queryFn: () => unwrap(api.GET('/v1/customers/{id}', { params: { path: { id } } })),
  });

/** All that is known of one customer, in one answer. */
export const serviceFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'file'],
    queryFn: () => unwrap(api.GET('/v1/customers/{id}/file', { params: { path: { id } } })),
  });

/** Everything that happened and is planned, newest first. */
export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', id, 'timeline'],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/customers/{id}/timeline', { params: { path: { id }, query: { limit: PAGE, after } } }),
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
