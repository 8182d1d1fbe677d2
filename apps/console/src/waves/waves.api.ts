import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type NewWave = Schemas['NewSurveyWave'];
export type Wave = Schemas['SurveyWave'];
export type WavePreview = Schemas['SurveyWavePreview'];

export const wavesQuery = queryOptions({
  queryKey: ['survey-waves'],
  queryFn: () => unwrap(api.GET('/v1/survey-waves', { params: { query: { limit: 50 } } })),
});

/** Says whom a wave would ask; stores nothing. */
export function usePreviewWave() {
  return useMutation({
    mutationFn: (body: NewWave) => unwrap(api.POST('/v1/survey-waves/preview', { body })),
  });
}

export function useCreateWave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewWave) => unwrap(api.POST('/v1/survey-waves', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['survey-waves'] }),
  });
}

export function useStopWave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/v1/survey-waves/{id}/stop', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['survey-waves'] }),
  });
}
