import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { AgreementDetail } from '../api/types';
import type { AgreementFilters } from './filters';

const PAGE = 50;
const REFRESH_MS = 60_000;

export const agreementsQuery = ({ expiry: bucket, q }: AgreementFilters) =>
  infiniteQueryOptions({
    queryKey: ['agreements', { bucket, q }],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/agreements', { params: { query: { bucket, q, sort: 'ends', limit: PAGE, after } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

export const agreementCountsQuery = queryOptions({
  queryKey: ['agreements', 'counts'],
  queryFn: () => unwrap(api.GET('/v1/agreements/counts', { params: { query: {} } })),
  refetchInterval: REFRESH_MS,
});

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id],
    queryFn: () => unwrap(api.GET('/v1/agreements/{id}', { params: { path: { id } } })),
  });

export const noticesQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'notices', id],
    queryFn: () => unwrap(api.GET('/v1/agreements/{id}/notices', { params: { path: { id } } })),
  });

/** Texts that an offer can be made by. */
export const offerTemplatesQuery = queryOptions({
  queryKey: ['templates', 'offers'],
  queryFn: async () => {
    const { items } = await unwrap(api.GET('/v1/templates', { params: { query: { limit: 200 } } }));
    return items.filter(({ template }) => template.includes('offer')).map(({ template }) => template);
  },
});

export type AgreementVerb = AgreementDetail['verbs'][number];
export interface OfferForm {
  kind: 'renewal' | 'upgrade';
  term: string;
  price?: number;
  currency?: string;
  template: string;
  standsFor: string;
}
export type AgreementAct =
  | { verb: 'renew'; endsOn?: string; comment?: string }
  | { verb: 'suspend' | 'resume' | 'cancel'; comment?: string }
  | { verb: 'offer'; offer: OfferForm }
  | { verb: 'accept' | 'decline'; offerId: string }
  | { verb: 'remind-later'; offerId: string; until: string };

/** Does something to one agreement or its offer; then all that shows it is asked for anew. */
export function useAgreementVerb(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: AgreementAct): Promise<unknown> => carryOut(id, act),
    onSettled: () =>
      Promise.all(
        ['agreements', 'follow-ups', 'customers'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

function carryOut(id: string, act: AgreementAct): Promise<unknown> {
  const params = { path: { id } };
  switch (act.verb) {
    case 'renew':
      return unwrap(
        api.POST('/v1/agreements/{id}/renew', { params, body: { endsOn: act.endsOn, comment: act.comment } }),
      );
    case 'suspend':
      return unwrap(api.POST('/v1/agreements/{id}/suspend', { params, body: { comment: act.comment } }));
    case 'resume':
      return unwrap(api.POST('/v1/agreements/{id}/resume', { params, body: { comment: act.comment } }));
    case 'cancel':
      return unwrap(api.POST('/v1/agreements/{id}/cancel', { params, body: { comment: act.comment } }));
    case 'offer': {
      const { template, standsFor, ...terms } = act.offer;
      return unwrap(api.POST('/v1/agreements/{id}/offers', { params, body: { terms, template, standsFor } }));
    }
    case 'accept':
      return unwrap(api.POST('/v1/offers/{id}/accept', { params: { path: { id: act.offerId } }, body: {} }));
    case 'decline':
      return unwrap(api.POST('/v1/offers/{id}/decline', { params: { path: { id: act.offerId } }, body: {} }));
    case 'remind-later':
      return unwrap(
        api.POST('/v1/offers/{id}/remind-later', {
          params: { path: { id: act.offerId } },
          body: { until: act.until },
        }),
      );
  }
}
