import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockQuery, readClock } from './clock.api';

/**
 * The product's present time, UTC milliseconds, read again every `everyMs`. In sandbox mode it is the moved clock;
 * only in production, where server and browser share the time of day, the browser's.
 */
export function useNow(everyMs = 15_000): number {
  const { data: clock } = useQuery(clockQuery);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return clock ? readClock(clock, performance.now()) : Date.now();
}
