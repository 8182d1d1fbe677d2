import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { type BoardFilters, toBoardQuery } from './filters';

const PAGE = 50;
const REFRESH_MS = 30_000;

/** The board page by page, in the API's order: by weight of the customer, then by due instant. */
export const boardQuery = (filters: BoardFilters) =>
  infiniteQueryOptions({
    queryKey: ['follow-ups', 'board', filters],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/follow-ups', { params: { query: { ...toBoardQuery(filters), limit: PAGE, after } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

/** How many follow-ups stand in each place of the rail. */
export const countsQuery = queryOptions({
  queryKey: ['follow-ups', 'counts'],
  queryFn: async () => {
    const board = await unwrap(
      api.GET('/v1/follow-ups', { params: { query: { counts: 'true', limit: 1 } } }),
    );
    return board.counts ?? {};
  },
  refetchInterval: REFRESH_MS,
});
