import { useCallback } from 'react';
import { ProblemError } from '../api/problem';
import { useWords } from '../messages/use-words';

export interface ProblemWords {
  title: string;
  /** What the API said of it; empty when there is nothing to add. */
  detail: string;
  /** All faults of the request, each a plain sentence with its place. */
  faults: readonly string[];
}

/** Words an error: the common ones in the reader's language, the rest as the API says it. */
export function useProblemWords(): (error: Error) => ProblemWords {
  const words = useWords();
  return useCallback(
    (error) => {
      if (!(error instanceof ProblemError))
        return { title: words('problem.internal'), detail: error.message, faults: [] };
      const faults = error.faults.map(({ path, message }) => `${path.replace(/^\//, '')} ${message}`.trim());
      const plain = { detail: error.detail, faults };
      if (error.status === 0)
        return { title: words('problem.network'), detail: words('problem.network.text'), faults };
      if (error.status === 404) return { title: words('problem.not-found'), ...plain };
      if (error.status === 409) return { title: words('problem.conflict'), ...plain };
      if (error.status === 429) return { title: words('problem.too-many'), ...plain };
      if (error.status >= 500) return { title: words('problem.internal'), ...plain };
      return { title: words('problem.refused'), ...plain };
    },
    [words],
  );
}
