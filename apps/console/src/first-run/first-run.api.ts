import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import { sendTest } from '../templates/templates.api';

type Schemas = components['schemas'];
export type Setup = Schemas['Setup'];
export type ReadyPolicy = Schemas['Gallery']['items'][number];

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => unwrap(api.GET('/v1/setup')),
});

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => unwrap(api.GET('/v1/organisation')),
});

export const galleryQuery = queryOptions({
  queryKey: ['gallery'],
  queryFn: async () => (await unwrap(api.GET('/v1/gallery'))).items,
});

/** A change after which the checklist and what stands on it are asked for anew. */
function useStep<T, R>(mutationFn: (facts: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all(
        ['setup', 'organisation', 'gallery', 'policies', 'templates'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

export function useSaveOrganisation() {
  return useStep((body: Schemas['OrganisationFacts']) => unwrap(api.PUT('/v1/organisation', { body })));
}

export function useTakePolicy() {
  return useStep(({ key, calendar }: { key: string; calendar?: string }) =>
    unwrap(api.POST('/v1/gallery/{key}/take', { params: { path: { key } }, body: { calendar } })),
  );
}

/** Takes a ready policy and publishes it. */
export function useTakeAndPublish() {
  return useStep(async ({ key, calendar }: { key: string; calendar?: string }) => {
    await unwrap(api.POST('/v1/gallery/{key}/take', { params: { path: { key } }, body: { calendar } }));
    return unwrap(api.POST('/v1/policies/{key}/publish', { params: { path: { key } } }));
  });
}

export function useSendTest() {
  return useStep(({ template, phone, language }: { template: string; phone: string; language: string }) =>
    sendTest(template, { phone, language }),
  );
}

export function useCloseSetup() {
  return useStep(() => unwrap(api.POST('/v1/setup/close')));
}
