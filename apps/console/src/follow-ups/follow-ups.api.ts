import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { paths } from '../api/schema';
import type { FollowUpDetail } from '../api/types';

export const followUpQuery = (id: string) =>
  queryOptions({
    queryKey: ['follow-ups', id],
    queryFn: (): Promise<FollowUpDetail> =>
      unwrap(api.GET('/v1/follow-ups/{id}', { params: { path: { id } } })),
  });

export type Score = number | 'yes' | 'no';
/** What a person can do to a follow-up, with what is recorded of it. */
export type Verb =
  | { verb: 'complete'; body: { score?: Score; comment?: string } }
  | { verb: 'skip'; body: { reason: string } }
  | { verb: 'snooze'; body: { until: string; reason?: string } }
  | { verb: 'assign'; body: { owner: string | null } }
  | { verb: 'outcome'; body: Outcome };
type Outcome = paths['/v1/follow-ups/{id}/outcome']['post']['requestBody']['content']['application/json'];
export type CallOutcome = Outcome['outcome'];

/** What became of a verb over several follow-ups. */
export interface Carried {
  done: string[];
  refused: { id: string; error: Error }[];
}

/**
 * Does a verb to each of some follow-ups. One that is refused does not keep the others from going on; the answer says
 * which. Then every list that shows them is asked for anew.
 */
export function useVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({
      ids,
      verb,
    }: {
      ids: readonly string[];
      verb: (id: string) => Verb;
    }): Promise<Carried> => {
      const carried: Carried = { done: [], refused: [] };
      for (const id of ids) {
        try {
          await carryOut(id, verb(id));
          carried.done.push(id);
        } catch (error) {
          carried.refused.push({ id, error: error as Error });
        }
      }
      return carried;
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['follow-ups'] }),
        queries.invalidateQueries({ queryKey: ['escalations'] }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]),
  });
}

function carryOut(id: string, act: Verb): Promise<unknown> {
  const params = { path: { id } };
  switch (act.verb) {
    case 'complete':
      return unwrap(api.POST('/v1/follow-ups/{id}/complete', { params, body: act.body }));
    case 'skip':
      return unwrap(api.POST('/v1/follow-ups/{id}/skip', { params, body: act.body }));
    case 'snooze':
      return unwrap(api.POST('/v1/follow-ups/{id}/snooze', { params, body: act.body }));
    case 'assign':
      return unwrap(api.POST('/v1/follow-ups/{id}/assign', { params, body: act.body }));
    case 'outcome':
      return unwrap(api.POST('/v1/follow-ups/{id}/outcome', { params, body: act.body }));
  }
}
