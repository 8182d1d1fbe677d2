import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { ProblemError, toProblemError } from '../api/problem';
import type { Me } from '../api/types';

/** Who is signed in. Fails with 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me> => unwrap(api.GET('/v1/me')),
  staleTime: 5 * 60_000,
  meta: { asksWho: true },
});

export interface Credentials {
  email: string;
  password: string;
}

/** Signs in; the session comes back as a cookie. @throws ProblemError: 401 for a wrong e-mail or password */
export function signIn(credentials: Credentials): Promise<void> {
  return postAuth('/api/auth/sign-in/email', credentials);
}

export function signOut(): Promise<void> {
  return postAuth('/api/auth/sign-out', {});
}

/** The sign-in library answers these; they are not part of our API's document. */
async function postAuth(path: string, body: object): Promise<void> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new ProblemError(0, 'network', String(cause));
  });
  if (!answer.ok) throw toProblemError(answer.status, await answer.json().catch(() => null));
}
