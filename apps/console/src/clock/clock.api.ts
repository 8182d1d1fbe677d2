import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { ProblemError } from '../api/problem';

/** A clock that may be moved, and what the browser's own timer showed when it was read. */
export interface SandboxClock {
  /** UTC milliseconds. */
  now: number;
  /** Clock seconds in one real second. */
  speed: number;
  /** `performance.now()` at the answer: the browser's date is never trusted, only how much time went by. */
  readAt: number;
  /** When something next happens by itself, UTC milliseconds; null: nothing will. */
  next: number | null;
  /** Where the customers' phones are shown. */
  phones: string | null;
  /** The company's own zone. */
  zone: string;
}

/** The sandbox clock; null in production, where there is none. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: async (): Promise<SandboxClock | null> => {
    try {
      const { now, next, ...clock } = await unwrap(api.GET('/v1/sandbox/clock'));
      return {
        ...clock,
        now: Date.parse(now),
        next: next === null ? null : Date.parse(next),
        readAt: performance.now(),
      };
    } catch (error) {
      if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return null;
      throw error;
    }
  },
  staleTime: 30_000,
  refetchInterval: 60_000,
});

/** Where the clock stands by now, UTC milliseconds. */
export function readClock(clock: SandboxClock, timer: number): number {
  return Math.round(clock.now + (timer - clock.readAt) * clock.speed);
}

/** By an ISO 8601 duration, or to the next instant at which something happens. */
export type Advance = { by: string } | { toNext: true };
export interface Advanced {
  now: string;
  carriedOut: number;
  sent: number;
}

/** Moves the clock; answers when all that fell due has been carried out. Then everything on screen is asked for anew. */
export function useAdvance() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Advance): Promise<Advanced> => unwrap(api.POST('/v1/sandbox/advance', { body })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
