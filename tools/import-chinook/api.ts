import { setTimeout as wait } from 'node:timers/promises';

/** What became of one line. `unchanged`: the API had exactly this already. */
export type Outcome =
  { readonly state: 'created' | 'unchanged' } | { readonly state: 'rejected'; readonly reason: string };

/** No line can succeed: wrong address, wrong key, server gone. The import stops. */
export class ImportStopped extends Error {}

const TRIES = 5;
const LONGEST_WAIT_MS = 60_000;

/**
 * Posts one resource. Trying again is harmless, because `externalId` makes it the same resource; so a lost answer, 429
 * and 5xx are tried up to five times. Throws `ImportStopped` when the API cannot be reached or does not take the key.
 */
export async function post(
  target: { api: string; key: string },
  path: string,
  body: object,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await tryPost(target, path, body, attempt === TRIES);
    if (response?.status === 201) return { state: 'created' };
    if (response?.status === 200) return { state: 'unchanged' };
    if (response && response.status < 500 && response.status !== 429) return refuse(response);
    if (response && attempt === TRIES) return { state: 'rejected', reason: await readReason(response) };
    await wait(waitMs(response?.headers.get('retry-after'), attempt));
  }
}

async function tryPost(
  { api, key }: { api: string; key: string },
  path: string,
  body: object,
  last: boolean,
) {
  try {
    return await fetch(new URL(path, api), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    if (!last) return null;
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ImportStopped(`${api} cannot be reached: ${cause}`);
  }
}

async function refuse(response: Response): Promise<Outcome> {
  const reason = await readReason(response);
  if (response.status === 401 || response.status === 403)
    throw new ImportStopped(`The key is not accepted: ${reason}`);
  return { state: 'rejected', reason };
}

/** The sentence of a problem document with all its faults, or what there is instead. */
async function readReason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return describeProblem(response.status, JSON.parse(text));
  } catch {
    return `status ${response.status}: ${text.slice(0, 200)}`;
  }
}

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** `customer.conflict: … (/phone: must be …)` */
export function describeProblem(status: number, { code, detail, errors = [] }: Problem): string {
  const faults = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const sentence = [code ?? `status ${status}`, detail].filter(Boolean).join(': ');
  return faults ? `${sentence} (${faults})` : sentence;
}

function waitMs(retryAfter: string | null | undefined, attempt: number): number {
  const asked = Number(retryAfter || Number.NaN) * 1000;
  return Math.min(Number.isFinite(asked) ? asked : 500 * 2 ** attempt, LONGEST_WAIT_MS);
}
