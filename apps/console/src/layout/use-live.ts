import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What to ask anew when a table has changed, by the first part of the queries' keys. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  follow_ups: ['follow-ups', 'customers', 'calls', 'visits'],
  escalations: ['escalations', 'follow-ups'],
  inbound_messages: ['inbox', 'customers'],
};

/**
 * Asks anew for what is on screen as soon as the API says that it has changed. The answer replaces rows in place, so
 * cursor, selection and scroll position stay where they are. Without a stream (an old browser, a proxy that cuts it)
 * the pages still ask by themselves now and then.
 */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!('EventSource' in window)) return;
    const stream = new EventSource('/v1/live');
    stream.addEventListener('change', ({ data }: MessageEvent<string>) => refresh(queries, data));
    return () => stream.close();
  }, [queries]);
}

function refresh(queries: QueryClient, data: string): void {
  const { of } = JSON.parse(data) as { of: string[] };
  if (of.includes('everything')) return void queries.invalidateQueries();
  for (const key of new Set(of.flatMap((table) => STALE[table] ?? [])))
    void queries.invalidateQueries({ queryKey: [key] });
}
