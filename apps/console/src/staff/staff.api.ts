import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const MOST = 200;

/** Those who work here now, by name: whom work can be given to. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async () => {
    const { items } = await unwrap(
      api.GET('/v1/staff', { params: { query: { active: 'true', limit: MOST } } }),
    );
    return items;
  },
  staleTime: 5 * 60_000,
});
