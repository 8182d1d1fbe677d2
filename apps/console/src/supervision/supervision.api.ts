import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import type { SupervisionFilters } from './filters';

type Schemas = components['schemas'];
export type Review = Schemas['Review'];
export type Finding = Schemas['Finding'];
export type CompleteReview = Schemas['CompleteReview'];

const PAGE = 50;

export const reviewsQuery = ({ state = 'open', whose, month, staff }: SupervisionFilters) =>
  infiniteQueryOptions({
    queryKey: ['reviews', { state, whose, month, staff }],
    queryFn: ({ pageParam: after }) => {
      const reviewer = whose === 'all' ? undefined : 'me';
      return unwrap(
        api.GET('/v1/reviews', { params: { query: { state, reviewer, month, staff, limit: PAGE, after } } }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', id],
    queryFn: () => unwrap(api.GET('/v1/reviews/{id}', { params: { path: { id } } })),
  });

export const openFindingsQuery = queryOptions({
  queryKey: ['reviews', 'findings'],
  queryFn: () => unwrap(api.GET('/v1/findings', { params: { query: { state: 'open', limit: PAGE } } })),
});

export const rulesQuery = queryOptions({
  queryKey: ['reviews', 'rules'],
  queryFn: () => unwrap(api.GET('/v1/supervision/rules')),
});

/** Stores what a review found; then every list that shows it is asked for anew. */
export function useCompleteReview(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CompleteReview) =>
      unwrap(api.POST('/v1/reviews/{id}/complete', { params: { path: { id } }, body })),
    onSettled: () =>
      Promise.all(['reviews', 'follow-ups'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
