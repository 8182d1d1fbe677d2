import { vi } from 'vitest';

type Answer = object | ((request: { url: URL; body: unknown }) => Response | object);
export interface Call {
  method: string;
  url: URL;
  body: unknown;
}

/** A refusal as the API words it. */
export function problem(
  status: number,
  code: string,
  faults: { path: string; message: string }[] = [],
): Response {
  const body = {
    type: `urn:${code}`,
    title: code,
    status,
    code,
    detail: `refused: ${code}`,
    errors: faults,
    requestId: '1',
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/**
 * Answers at `fetch` in place of the API, by `METHOD /path`; what is not named does not exist there.
 * @returns every call that was made, in order
 */
export function answerWith(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : undefined;
    calls.push({ method: request.method, url, body });
    const answer = answers[`${request.method} ${url.pathname}`] ?? problem(404, 'route.not-found');
    const given = typeof answer === 'function' ? answer({ url, body }) : answer;
    return given instanceof Response ? given.clone() : Response.json(given);
  });
  return calls;
}
