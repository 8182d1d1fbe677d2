import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { paths } from '../api/schema';
import type { BulkResult, FollowUpDetail } from '../api/types';

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
  const refresh = useRefresh();
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
    onSettled: refresh,
  });
}

export type BulkVerb = paths['/v1/follow-ups/bulk']['post']['requestBody']['content']['application/json'];

/** What one verb over many would do; nothing is changed. */
export const bulkPreviewQuery = (body: BulkVerb) =>
  queryOptions({
    queryKey: ['bulk', body],
    queryFn: () => unwrap(api.POST('/v1/follow-ups/bulk', { body: { ...body, dryRun: true } })),
    gcTime: 0,
    staleTime: 0,
  });

/** One verb over many, in one go that can be taken back. */
export function useBulk() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: BulkVerb): Promise<BulkResult> => unwrap(api.POST('/v1/follow-ups/bulk', { body })),
    onSettled: refresh,
  });
}

/** Takes back an outcome that was just told. */
export function useUndoOutcome() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/v1/follow-ups/{id}/outcome/undo', { params: { path: { id } } })),
    onSettled: refresh,
  });
}

export function useUndoBulk() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/v1/follow-ups/bulk/{id}/undo', { params: { path: { id } } })),
    onSettled: refresh,
  });
}

/** Asks anew for every list that shows follow-ups. */
function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['follow-ups', 'escalations', 'customers', 'calls'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
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
