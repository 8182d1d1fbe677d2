import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

const MOST = 200;

export type GuideDraft = components['schemas']['GuideDraft'];

export const guidesQuery = queryOptions({
  queryKey: ['guides'],
  queryFn: async () => (await unwrap(api.GET('/v1/guides', { params: { query: { limit: MOST } } }))).items,
});

export const openingsQuery = (key: string) =>
  queryOptions({
    queryKey: ['guides', key, 'openings'],
    queryFn: () => unwrap(api.GET('/v1/guides/{key}/openings', { params: { path: { key } } })),
  });

/** The words as readers see them: safe to show, the API makes it of Markdown alone. */
export const previewQuery = (title: string, text: string) =>
  queryOptions({
    queryKey: ['guide-preview', text],
    queryFn: async () =>
      (await unwrap(api.POST('/v1/guides/preview', { body: { title: title || '–', text } }))).html,
    enabled: text.trim() !== '',
  });

export function useSaveGuide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, draft }: { key: string; draft: GuideDraft }) =>
      unwrap(api.PUT('/v1/guides/{key}', { params: { path: { key } }, body: draft })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['guides'] }),
  });
}
