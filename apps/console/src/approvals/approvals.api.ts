import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const MOST = 200;

/** What waits for somebody who may give it. */
export const approvalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: async () =>
    (await unwrap(api.GET('/v1/remedies', { params: { query: { state: 'awaiting', limit: MOST } } }))).items,
  refetchInterval: 30_000,
});

export const authorityQuery = queryOptions({
  queryKey: ['authority'],
  queryFn: () => unwrap(api.GET('/v1/authority')),
});

export function useDecision() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verb, comment }: { id: string; verb: 'approve' | 'refuse'; comment?: string }) => {
      const options = { params: { path: { id } }, body: { comment } };
      return verb === 'approve'
        ? unwrap(api.POST('/v1/remedies/{id}/approve', options))
        : unwrap(api.POST('/v1/remedies/{id}/refuse', options));
    },
    onSettled: () =>
      Promise.all(['approvals', 'follow-ups'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
