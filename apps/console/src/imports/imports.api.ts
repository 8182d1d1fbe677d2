import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

export type Import = components['schemas']['Import'];
export type ImportKind = Import['kind'];
export const IMPORT_KINDS: readonly ImportKind[] = ['customers', 'sales', 'tickets', 'agreements'];

const LOOK_EVERY_MS = 700;
const SHOWN = 50;

/** What an upload says beside its file. */
export interface ImportOrder {
  file: File;
  kind: ImportKind;
  mapping: Record<string, readonly string[]>;
  defaults: Record<string, string>;
  dryRun: boolean;
}

export const importFieldsQuery = queryOptions({
  queryKey: ['import-fields'],
  queryFn: () => unwrap(api.GET('/v1/imports/fields')),
  staleTime: Infinity,
});

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam }) =>
    unwrap(api.GET('/v1/imports', { params: { query: { limit: SHOWN, after: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

/** One import, asked for again and again until it stands still. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => unwrap(api.GET('/v1/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_EVERY_MS : false),
  });

/** The first of the lines that were rejected so far. */
export const rejectedQuery = ({ id, rejected, dryRun }: Import) =>
  queryOptions({
    queryKey: ['imports', id, 'rejected', dryRun, rejected],
    queryFn: () =>
      unwrap(api.GET('/v1/imports/{id}/rejected', { params: { path: { id }, query: { limit: SHOWN } } })),
    enabled: rejected > 0,
    placeholderData: (before) => before,
  });

export function isUnderWay({ state }: Import): boolean {
  return state === 'queued' || state === 'running';
}

/** Where the rejected lines wait as a file. */
export const rejectedFile = (id: string): string => `/v1/imports/${id}/rejected?format=csv`;

/** Sends a file as it lies on the disk: the browser streams it. */
export function useUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: ImportOrder) =>
      unwrap(
        api.POST('/v1/imports', {
          // The document can only say that a file is a string.
          body: { ...order, file: order.file.name, mapping: '', defaults: '', dryRun: 'true' },
          bodySerializer: () => toForm(order),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
}

function toForm({ file, kind, mapping, defaults, dryRun }: ImportOrder): FormData {
  const form = new FormData();
  form.set('kind', kind);
  form.set('mapping', JSON.stringify(mapping));
  form.set('defaults', JSON.stringify(defaults));
  form.set('dryRun', String(dryRun));
  form.set('file', file, file.name);
  return form;
}

export type ImportVerb = 'run' | 'stop' | 'resume';

export function useImportVerb(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: ImportVerb): Promise<Import> => {
      const params = { path: { id } };
      if (verb === 'run') return unwrap(api.POST('/v1/imports/{id}/run', { params }));
      if (verb === 'stop') return unwrap(api.POST('/v1/imports/{id}/stop', { params }));
      return unwrap(api.POST('/v1/imports/{id}/resume', { params }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
}
