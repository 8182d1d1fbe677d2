import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components, paths } from '../api/schema';

export type Verdict = components['schemas']['ContactVerdict'];
export type Question = paths['/v1/contact-rules/try']['post']['requestBody']['content']['application/json'];

export const contactRulesQuery = queryOptions({
  queryKey: ['contact-rules'],
  queryFn: () => unwrap(api.GET('/v1/contact-rules')),
});

export function useSaveContactRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ rules, basedOn }: { rules: object; basedOn?: number }) =>
      unwrap(
        api.PUT('/v1/contact-rules', {
          params: { query: { basedOn } },
          body: rules as Record<string, unknown>,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['contact-rules'] }),
        queries.invalidateQueries({ queryKey: ['setup'] }),
      ]),
  });
}

export function useTryContact() {
  return useMutation({
    mutationFn: (question: Question) => unwrap(api.POST('/v1/contact-rules/try', { body: question })),
  });
}
