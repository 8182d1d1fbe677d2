import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const PAGE = 50;
const MOST = 200;
const REFRESH_MS = 30_000;

/** Replies that no rule understood. */
export const inboxQuery = infiniteQueryOptions({
  queryKey: ['inbox', 'list'],
  queryFn: ({ pageParam: after }) =>
    unwrap(api.GET('/v1/inbox', { params: { query: { limit: PAGE, after } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
  refetchInterval: REFRESH_MS,
});

export const inboxCountQuery = queryOptions({
  queryKey: ['inbox', 'count'],
  queryFn: async (): Promise<number> => {
    const page = await unwrap(api.GET('/v1/inbox', { params: { query: { limit: MOST } } }));
    return page.items.length;
  },
  refetchInterval: REFRESH_MS,
});

/** Marks a reply as dealt with. */
export function useSettle() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, comment }: { id: string; comment?: string }) =>
      unwrap(api.POST('/v1/inbox/{id}/settle', { params: { path: { id } }, body: { comment } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
  });
}
