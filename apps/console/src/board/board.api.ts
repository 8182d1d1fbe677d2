import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { type BoardFilters, toBoardQuery } from './filters';

const PAGE = 50;
/** Changes are told at once (`use-live.ts`); this covers what only time changes. */
const REFRESH_MS = 60_000;

/** The board page by page, the most urgent first. */
export const boardQuery = (filters: BoardFilters) =>
  infiniteQueryOptions({
    queryKey: ['follow-ups', 'board', filters],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/follow-ups', {
          params: { query: { ...toBoardQuery(filters), sort: 'urgency', limit: PAGE, after } },
        }),
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

/** Filters that have a name: one's own and those that are shared. */
export const viewsQuery = queryOptions({
  queryKey: ['board-views'],
  queryFn: async () => (await unwrap(api.GET('/v1/board-views'))).items,
});

export function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; filters: BoardFilters; shared: boolean }) =>
      unwrap(
        api.PUT('/v1/board-views', {
          body: { ...body, filters: { ...body.filters } as Record<string, string> },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['board-views'] }),
  });
}

export function useRemoveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/v1/board-views/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['board-views'] }),
  });
}
