import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { EscalationState } from './filters';

const PAGE = 50;
const MOST = 200;
const REFRESH_MS = 30_000;

export const escalationsQuery = (state: EscalationState) =>
  infiniteQueryOptions({
    queryKey: ['escalations', state],
    queryFn: ({ pageParam: after }) =>
      unwrap(api.GET('/v1/escalations', { params: { query: { state, limit: PAGE, after } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

/** How many escalations nobody took yet, up to what one page holds. */
export const openEscalationsQuery = queryOptions({
  queryKey: ['escalations', 'count'],
  queryFn: async (): Promise<number> => {
    const page = await unwrap(
      api.GET('/v1/escalations', { params: { query: { state: 'open', limit: MOST } } }),
    );
    return page.items.length;
  },
  refetchInterval: REFRESH_MS,
});

export type EscalationVerb =
  | { verb: 'acknowledge'; body: { comment?: string } }
  | { verb: 'resolve'; body: { comment?: string } }
  | { verb: 'reassign'; body: { owner: string } };

/** Does something to one escalation; then every list that shows it is asked for anew. */
export function useEscalationVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: EscalationVerb }): Promise<unknown> => carryOut(id, act),
    onSettled: () =>
      Promise.all(
        ['escalations', 'follow-ups', 'customers'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

function carryOut(id: string, act: EscalationVerb): Promise<unknown> {
  const params = { path: { id } };
  switch (act.verb) {
    case 'acknowledge':
      return unwrap(api.POST('/v1/escalations/{id}/acknowledge', { params, body: act.body }));
    case 'resolve':
      return unwrap(api.POST('/v1/escalations/{id}/resolve', { params, body: act.body }));
    case 'reassign':
      return unwrap(api.POST('/v1/escalations/{id}/reassign', { params, body: act.body }));
  }
}
