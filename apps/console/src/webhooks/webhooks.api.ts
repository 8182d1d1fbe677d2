import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

export type Webhook = components['schemas']['Webhook'];
export type Delivery = components['schemas']['WebhookDelivery'];
export type WebhookDraft = components['schemas']['NewWebhook'];

const MOST = 200;
const SHOWN = 25;
const LOOK_EVERY_MS = 5_000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: async () => (await unwrap(api.GET('/v1/webhooks', { params: { query: { limit: MOST } } }))).items,
});

export const eventsQuery = queryOptions({
  queryKey: ['webhook-events'],
  queryFn: async () => (await unwrap(api.GET('/v1/webhooks/events'))).items,
  staleTime: Infinity,
});

/** What was told to an endpoint, the newest first. */
export const deliveriesQuery = (id: string, state: Delivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', id, 'deliveries', state],
    queryFn: ({ pageParam }) => {
      const query = { limit: SHOWN, after: pageParam, state };
      return unwrap(api.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: LOOK_EVERY_MS,
  });

export type WebhookVerb =
  | { verb: 'create'; draft: WebhookDraft }
  | { verb: 'change'; id: string; changes: components['schemas']['WebhookChanges'] }
  | { verb: 'remove' | 'renew-secret' | 'test'; id: string }
  | { verb: 'redeliver'; id: string; which: components['schemas']['Redeliver'] };

/** Answers with the secret where one was made: it is shown once. */
export function useWebhookVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: WebhookVerb): Promise<Webhook | null> => carryOut(act),
    onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
}

async function carryOut(act: WebhookVerb): Promise<Webhook | null> {
  if (act.verb === 'create') return unwrap(api.POST('/v1/webhooks', { body: act.draft }));
  const params = { path: { id: act.id } };
  switch (act.verb) {
    case 'change':
      return unwrap(api.PATCH('/v1/webhooks/{id}', { params, body: act.changes }));
    case 'renew-secret':
      return unwrap(api.POST('/v1/webhooks/{id}/secret', { params }));
    case 'test':
      return unwrap(api.POST('/v1/webhooks/{id}/test', { params }));
    case 'remove':
      await unwrap(api.DELETE('/v1/webhooks/{id}', { params }));
      return null;
    case 'redeliver':
      await unwrap(api.POST('/v1/webhooks/{id}/redeliver', { params, body: act.which }));
      return null;
  }
}
