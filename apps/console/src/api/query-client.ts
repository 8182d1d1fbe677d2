import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem';

const FRESH_MS = 10_000;
const RETRIES = 2;

/**
 * The one store of server data.
 * @param onSignedOut called when an answer says that the session is over
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: Error): void => {
    if (error instanceof ProblemError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    // Who asks whether somebody is signed in hears the answer itself; telling it again would go round in circles.
    queryCache: new QueryCache({ onError: (error, { meta }) => (meta?.asksWho ? undefined : notice(error)) }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: { queries: { staleTime: FRESH_MS, retry: mayRetry } },
  });
}

/** Only what may pass by itself is tried again: nobody answered, or the server is in trouble. */
function mayRetry(failures: number, error: Error): boolean {
  if (!(error instanceof ProblemError)) return false;
  return (error.status === 0 || error.status >= 500) && failures < RETRIES;
}
