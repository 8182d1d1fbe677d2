import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import { addDays, type VisitList } from './filters';

type Schemas = components['schemas'];
export type Visit = Schemas['Visit'];
export type VisitWork = Schemas['VisitWork'];
export type CapacityDay = Schemas['VisitCapacity']['items'][number];
export type NewReport = Omit<Schemas['ReportVisit'], 'at' | 'staff'>;

const PAGE = 50;
const MOST = 200;
const REFRESH_MS = 30_000;

/** Booked and done visits of some days, each day by the team's date. */
export const weekQuery = (first: string, last: string, team: string | undefined) =>
  queryOptions({
    queryKey: ['visits', 'week', first, last, team],
    queryFn: async (): Promise<Visit[]> => {
      // A day wider: teams count days in their own zone.
      const query = {
        from: `${addDays(first, -1)}T00:00:00Z`,
        to: `${addDays(last, 2)}T00:00:00Z`,
        team,
        limit: MOST,
      };
      const found: Visit[] = [];
      for (let after: string | undefined; ;) {
        const page = await unwrap(api.GET('/v1/visits', { params: { query: { ...query, after } } }));
        found.push(...page.items);
        if (page.next === null) return found;
        after = page.next;
      }
    },
    refetchInterval: REFRESH_MS,
  });

export const capacityQuery = (from: string, to: string, team: string | undefined) =>
  queryOptions({
    queryKey: ['visits', 'capacity', from, to, team],
    queryFn: async () =>
      (await unwrap(api.GET('/v1/visits/capacity', { params: { query: { from, to, team } } }))).items,
    refetchInterval: REFRESH_MS,
  });

export const workQuery = (list: VisitList, team: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['visits', 'work', list, team],
    queryFn: ({ pageParam: after }) =>
      unwrap(
        api.GET('/v1/visits/work', { params: { query: { list, team, limit: PAGE, after, counts: 'true' } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFRESH_MS,
  });

export const visitQuery = (id: string) =>
  queryOptions({
    queryKey: ['visits', id],
    queryFn: () => unwrap(api.GET('/v1/visits/{id}', { params: { path: { id } } })),
  });

export const oneWorkQuery = (followUp: string) =>
  queryOptions({
    queryKey: ['visits', 'work', 'one', followUp],
    queryFn: async () => {
      const page = await unwrap(api.GET('/v1/visits/work', { params: { query: { followUp } } }));
      return page.items[0] ?? null;
    },
  });

export const slotsQuery = (followUps: readonly string[]) =>
  queryOptions({
    queryKey: ['visits', 'slots', ...followUps],
    queryFn: () =>
      unwrap(
        api.GET('/v1/visits/slots', { params: { query: { followUps: followUps.join(','), count: 8 } } }),
      ),
  });

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => (await unwrap(api.GET('/v1/teams', { params: { query: { limit: MOST } } }))).items,
  staleTime: 300_000,
});

export interface Place {
  startsAt: string;
  staff?: string | null;
  tell: boolean;
  force?: string;
}

export type VisitVerb =
  | { verb: 'book'; followUps: string[]; place: Place }
  | { verb: 'move'; id: string; place: Place }
  | { verb: 'cancel'; id: string; reason: string; again: boolean; tell: boolean };

/** Changes when a visit is; then everything that shows it is asked for anew. */
export function useVisitVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: VisitVerb) => carryOut(act),
    onSettled: () => Promise.all(SHOWN_IN.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

function carryOut(act: VisitVerb): Promise<Visit> {
  switch (act.verb) {
    case 'book':
      return unwrap(api.POST('/v1/visits', { body: { followUps: act.followUps, ...act.place } }));
    case 'move':
      return unwrap(api.POST('/v1/visits/{id}/move', { params: { path: { id: act.id } }, body: act.place }));
    case 'cancel': {
      const { id, reason, again, tell } = act;
      return unwrap(
        api.POST('/v1/visits/{id}/cancel', { params: { path: { id } }, body: { reason, again, tell } }),
      );
    }
  }
}

const SHOWN_IN = ['visits', 'follow-ups', 'customers'];

/** Writes down what was done, of a booked visit or of follow-ups that were never booked. */
export function useReport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      visit,
      followUps,
      report,
    }: {
      visit: string | null;
      followUps: string[];
      report: NewReport;
    }) =>
      visit === null
        ? unwrap(api.POST('/v1/visits/reports', { body: { followUps, ...report } }))
        : unwrap(api.POST('/v1/visits/{id}/report', { params: { path: { id: visit } }, body: report })),
    onSettled: () => Promise.all(SHOWN_IN.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

const OWN = { params: { path: { id: 'me' } } };

export const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: () => unwrap(api.GET('/v1/staff/{id}/calendar-feed', OWN)),
  retry: false,
});

/** Makes a new address for one's own calendar, or takes it back. */
export function useFeed() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (verb: 'make' | 'revoke') => {
      if (verb === 'make') await unwrap(api.POST('/v1/staff/{id}/calendar-feed', OWN));
      else await api.DELETE('/v1/staff/{id}/calendar-feed', OWN);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['calendar-feed'] }),
  });
}
