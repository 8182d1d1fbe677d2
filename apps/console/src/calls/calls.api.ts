import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { CallQueue, PlacedCall } from '../api/types';

/** More than anybody calls before the queue is asked again. */
const SHOWN = 30;
/** Real time: how often a call that is under way is looked at. */
const LOOK_EVERY_MS = 3_000;

export const callQueueQuery = (of: { staff?: string; team?: string }) =>
  queryOptions({
    queryKey: ['calls', 'queue', of],
    queryFn: (): Promise<CallQueue> =>
      unwrap(api.GET('/v1/calls/queue', { params: { query: { ...of, limit: SHOWN } } })),
    refetchInterval: 60_000,
  });

/** The last call that was placed through the provider for a follow-up; asked again while it is under way. */
export const placedCallQuery = (followUp: string) =>
  queryOptions({
    queryKey: ['calls', 'placed', followUp],
    queryFn: async (): Promise<PlacedCall | null> => {
      const { items } = await unwrap(api.GET('/v1/calls', { params: { query: { followUp, limit: 1 } } }));
      return items[0] ?? null;
    },
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? LOOK_EVERY_MS : false),
  });

export function isUnderWay({ state }: PlacedCall): boolean {
  return ['staged', 'in-flight', 'unknown', 'accepted', 'ringing', 'answered'].includes(state);
}

/** Connects one's own telephone with the customer. */
export function usePlaceCall() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (followUp: string) => unwrap(api.POST('/v1/calls', { body: { followUp } })),
    onSettled: (_call, _error, followUp) =>
      queries.invalidateQueries({ queryKey: ['calls', 'placed', followUp] }),
  });
}
