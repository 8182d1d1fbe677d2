import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

/** The numbers that are held, and how much waits there. */
export const heldSendersQuery = queryOptions({
  queryKey: ['senders'],
  queryFn: async () => (await unwrap(api.GET('/v1/senders'))).items.filter(({ held }) => held !== null),
  refetchInterval: 60_000,
});

export function useReleaseSender() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (number: string) =>
      unwrap(api.POST('/v1/senders/{number}/release', { params: { path: { number } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['senders'] }),
  });
}
