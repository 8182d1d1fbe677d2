import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import { type AuditFilters, startOf } from './filters';

export type AuditEntry = components['schemas']['AuditEntry'];
const PAGE = 50;

/** Who did what, the newest first. */
export const auditQuery = ({ from, until, ...filters }: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', { from, until, ...filters }],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/v1/audit', {
          params: {
            query: {
              ...filters,
              from: from && startOf(from),
              until: until && startOf(until, 1),
              after: pageParam,
              limit: PAGE,
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
