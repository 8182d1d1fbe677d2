import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, orNull, unwrap } from '../api/client';
import type { components } from '../api/schema';
import type { PolicyDraft, SubjectType } from './policy-document';

type Schemas = components['schemas'];
export type Policy = Schemas['Policy'];
export type PolicyVersion = Schemas['PolicyVersion'];
export type PolicyMatrix = Schemas['PolicyMatrix'];
export type Simulation = Schemas['Simulation'];
export type Job = Schemas['Job'];

const MOST = 200;

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async () => (await unwrap(api.GET('/v1/policies', { params: { query: { limit: MOST } } }))).items,
});

/** Null where nothing is stored under the key. */
export const policyQuery = (key: string) =>
  queryOptions({
    queryKey: ['policies', key],
    queryFn: () => orNull(unwrap(api.GET('/v1/policies/{key}', { params: { path: { key } } }))),
  });

export const matrixQuery = (subject: SubjectType) =>
  queryOptions({
    queryKey: ['policies', 'matrix of', subject],
    queryFn: () => unwrap(api.GET('/v1/policies/matrix', { params: { query: { subject } } })),
  });

export const versionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['policies', key, 'versions'],
    queryFn: async () => {
      const params = { path: { key }, query: { limit: MOST } };
      return (await unwrap(api.GET('/v1/policies/{key}/versions', { params }))).items;
    },
  });

export const diffQuery = (key: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['policies', key, 'diff', from, to],
    queryFn: () =>
      unwrap(
        api.GET('/v1/policies/{key}/versions/{from}/diff/{to}', { params: { path: { key, from, to } } }),
      ),
    staleTime: Infinity,
  });

/** Keys of calendars and templates, to choose from. */
export const calendarKeysQuery = queryOptions({
  queryKey: ['calendars', 'keys'],
  queryFn: async () => {
    const page = await unwrap(api.GET('/v1/calendars', { params: { query: { limit: MOST } } }));
    return page.items.map(({ calendar }) => calendar);
  },
});

export const templateKeysQuery = queryOptions({
  queryKey: ['templates', 'keys'],
  queryFn: async () => {
    const page = await unwrap(api.GET('/v1/templates', { params: { query: { limit: MOST } } }));
    return page.items.map(({ template }) => template);
  },
});

export const policySchemaQuery = queryOptions({
  queryKey: ['schemas', 'policy'],
  queryFn: () => unwrap(api.GET('/v1/schemas/{name}', { params: { path: { name: 'policy' } } })),
  staleTime: Infinity,
});

/** All faults that saving would be refused for. */
export const faultsQuery = (key: string, value: PolicyDraft) =>
  queryOptions({
    queryKey: ['policies', key, 'faults', value],
    queryFn: async () => {
      const body = value as Record<string, unknown>;
      const params = { path: { key } };
      return (await unwrap(api.POST('/v1/policies/{key}/check', { params, body }))).errors;
    },
    staleTime: 30_000,
    gcTime: 60_000,
  });

/** What would follow, by the documents that are stored. `body` says which policy, customer and subject. */
export const simulationQuery = (body: Record<string, unknown>) =>
  queryOptions({
    queryKey: ['simulation', body],
    queryFn: () => unwrap(api.POST('/v1/simulations', { body })),
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });

export function useSavePolicy(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ value, text, basedOn }: { value: PolicyDraft; text: string; basedOn?: number }) =>
      unwrap(
        api.PUT('/v1/policies/{key}', {
          params: { path: { key }, query: { basedOn } },
          body: { ...value, $yaml: text } as Record<string, unknown>,
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(policyQuery(key).queryKey, saved);
      void queries.invalidateQueries({ queryKey: policiesQuery.queryKey, exact: true });
      void queries.invalidateQueries({ queryKey: ['setup'] });
    },
  });
}

export function usePublishPolicy(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/policies/{key}/publish', { params: { path: { key } } })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['policies'] }),
        queries.invalidateQueries({ queryKey: ['setup'] }),
      ]),
  });
}

export function useImpact(key: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/policies/{key}/impact', { params: { path: { key } }, body: {} })),
  });
}

export function useMovePlans(key: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/policies/{key}/move', { params: { path: { key } }, body: {} })),
  });
}
