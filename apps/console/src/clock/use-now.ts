import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { clockQuery, readClock } from './clock.api';

/**
 * The product's present time, UTC milliseconds, in steps of `everyMs`. In sandbox mode it is the moved clock; only in
 * production, where server and browser share the time of day, the browser's.
 */
export function useNow(everyMs = 15_000): number {
  const { data: clock } = useQuery(clockQuery);
  const subscribe = useCallback(
    (tick: () => void) => {
      const timer = setInterval(tick, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () => {
    const now = clock ? readClock(clock, performance.now()) : Date.now();
    // In whole steps, wider when the clock runs fast, so that reading it twice in one render gives the same.
    const step = everyMs * Math.max(1, clock?.speed ?? 1);
    return Math.floor(now / step) * step;
  });
}
