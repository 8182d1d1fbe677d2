import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

const MOST = 200;

/** The page's people, with how much open work each has. */
export const peopleQuery = queryOptions({
  queryKey: ['staff', 'people'],
  queryFn: async () =>
    (await unwrap(api.GET('/v1/staff', { params: { query: { active: 'true', limit: MOST } } }))).items,
});

export const teamsQuery = queryOptions({
  queryKey: ['staff', 'teams'],
  queryFn: async () => (await unwrap(api.GET('/v1/teams', { params: { query: { limit: MOST } } }))).items,
});

export const absencesQuery = (from: string) =>
  queryOptions({
    queryKey: ['staff', 'absences', from],
    queryFn: async () =>
      (await unwrap(api.GET('/v1/absences', { params: { query: { from, limit: MOST } } }))).items,
  });

type NewAbsence = components['schemas']['NewAbsence'];
type Handover = components['schemas']['Handover'];

function useStaffChange<T, R>(change: (given: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  });
}

export const useAddAbsence = () =>
  useStaffChange((body: NewAbsence) => unwrap(api.POST('/v1/absences', { body })));

export const useEndAbsence = () =>
  useStaffChange(async (id: string) => {
    const { response } = await api.DELETE('/v1/absences/{id}', { params: { path: { id } } });
    return response.ok;
  });

export const useHandover = () =>
  useStaffChange(({ id, body }: { id: string; body: Handover }) =>
    unwrap(api.POST('/v1/staff/{id}/handover', { params: { path: { id } }, body })),
  );
