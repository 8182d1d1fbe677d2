import createClient from 'openapi-fetch';
import { ProblemError, toProblemError } from './problem';
import type { paths } from './schema';

/** The API, at the same origin as the console; the session is a cookie. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  // Looked up at each call, so that tests can answer in its place.
  fetch: (request) => globalThis.fetch(request),
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer. @throws ProblemError for every other one, and when nobody answers */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw cause instanceof ProblemError ? cause : new ProblemError(0, 'network', String(cause));
  });
  if (!response.ok) throw toProblemError(response.status, error);
  return data as NonNullable<T>;
}

/**
 * The answer, or null where nothing stands under that address. For pages that begin what is not there yet: a failed query
 * has no data while it is asked again, which would take the form away from under its writer.
 *
 * @throws ProblemError for every other refusal.
 */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}
