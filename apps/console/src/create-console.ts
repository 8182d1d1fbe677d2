import type { RouterHistory } from '@tanstack/react-router';
import { createQueryClient } from './api/query-client';
import { meQuery } from './auth/auth.api';
import { createConsoleRouter } from './routes';

/**
 * The router and the store of server data, which know of each other: an answer that says the session is over makes the
 * guard of the rooms ask again who is signed in, and that leads to the sign-in, which keeps the address.
 * @param history where tests begin; the browser's address by default
 */
export function createConsole(history?: RouterHistory) {
  const queries = createQueryClient(() => {
    queries.removeQueries({ queryKey: meQuery.queryKey });
    void router.invalidate();
  });
  const router = createConsoleRouter(queries, history);
  return { queries, router };
}
