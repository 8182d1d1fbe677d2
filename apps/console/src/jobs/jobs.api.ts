import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

export type Job = components['schemas']['Job'];

const LOOK_EVERY_MS = 700;

/** A job, asked for again and again until it is over. */
export const jobQuery = (job: Job) =>
  queryOptions({
    queryKey: ['jobs', job.id],
    queryFn: () => unwrap(api.GET('/v1/jobs/{id}', { params: { path: { id: job.id } } })),
    initialData: job,
    staleTime: LOOK_EVERY_MS,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : LOOK_EVERY_MS),
  });

export function isOver(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running';
}
