import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const MOST = 200;

export const tierRulesQuery = queryOptions({
  queryKey: ['tiers', 'rules'],
  queryFn: () => unwrap(api.GET('/v1/tier-rules')),
});

/** The preview that waits for a decision, with everybody who would move; null: none waits. */
export const openReviewQuery = queryOptions({
  queryKey: ['tiers', 'open'],
  queryFn: async () => {
    const { items } = await unwrap(
      api.GET('/v1/tier-reviews', { params: { query: { state: 'open', limit: 1 } } }),
    );
    const [review] = items;
    if (!review) return null;
    const params = { path: { id: review.id }, query: { limit: MOST } };
    const moves = await unwrap(api.GET('/v1/tier-reviews/{id}/moves', { params }));
    return { review, moves: moves.items };
  },
});

export type TierVerb =
  | { verb: 'look' }
  | { verb: 'save'; rules: Record<string, unknown> }
  | { verb: 'approve' | 'reject'; review: string }
  | { verb: 'exclude'; review: string; move: string; reason: string | null };

export function useTierVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: TierVerb): Promise<unknown> => carryOut(act),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tiers'] }),
  });
}

function carryOut(act: TierVerb): Promise<unknown> {
  switch (act.verb) {
    case 'look':
      return unwrap(api.POST('/v1/tier-reviews'));
    case 'save':
      return unwrap(api.PUT('/v1/tier-rules', { body: act.rules }));
    case 'approve':
      return unwrap(
        api.POST('/v1/tier-reviews/{id}/approve', { params: { path: { id: act.review } }, body: {} }),
      );
    case 'reject':
      return unwrap(
        api.POST('/v1/tier-reviews/{id}/reject', { params: { path: { id: act.review } }, body: {} }),
      );
    case 'exclude': {
      const params = { path: { id: act.review, move: act.move } };
      return unwrap(
        api.POST('/v1/tier-reviews/{id}/moves/{move}/exclude', { params, body: { reason: act.reason } }),
      );
    }
  }
}
