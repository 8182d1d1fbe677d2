import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

export type Calendar = components['schemas']['Calendar'];

const MOST = 200;

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async () => (await unwrap(api.GET('/v1/calendars', { params: { query: { limit: MOST } } }))).items,
});

export const calendarQuery = (key: string) =>
  queryOptions({
    queryKey: ['calendars', key],
    queryFn: () => unwrap(api.GET('/v1/calendars/{key}', { params: { path: { key } } })),
  });

/** Countries whose public holidays are known. */
export const holidayCountriesQuery = queryOptions({
  queryKey: ['holidays', 'countries'],
  queryFn: async () => (await unwrap(api.GET('/v1/holidays/countries'))).items,
  staleTime: Infinity,
});

export const holidaysQuery = (country: string, region: string | undefined, year: number) =>
  queryOptions({
    queryKey: ['holidays', country, region ?? '', year],
    queryFn: () => unwrap(api.GET('/v1/holidays', { params: { query: { country, region, year } } })),
    staleTime: Infinity,
    retry: false,
  });

export function useSaveCalendar() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, document, basedOn }: { key: string; document: object; basedOn?: number }) =>
      unwrap(
        api.PUT('/v1/calendars/{key}', {
          params: { path: { key }, query: { basedOn } },
          body: document as Record<string, unknown>,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['calendars'] }),
        queries.invalidateQueries({ queryKey: ['setup'] }),
      ]),
  });
}
