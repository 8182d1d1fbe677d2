import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { z } from 'zod';

/** A stand-in that does not answer within so long is not there. */
const PATIENCE_MS = 10_000;

interface Ask {
  /** Sent as JSON by POST; without it the stand-in is only asked. */
  body?: unknown;
  /** What it calls itself in errors. */
  name: string;
}

/**
 * Asks one of the sandbox's stand-ins (for Twilio, for a mail server), which browsers may not talk to themselves.
 * @throws `sandbox.no-stand-in` (404) where there is none in this run; `sandbox.stand-in-down` (502) when it does not
 *   answer; `sandbox.stand-in-refused` (409) with its own words
 */
export async function askStandIn<T>(
  base: string | undefined,
  path: string,
  schema: z.ZodType<T>,
  { body, name }: Ask,
): Promise<T> {
  if (base === undefined)
    throw new DomainError('sandbox.no-stand-in', `There is no ${name} in this sandbox`, { status: 404 });
  const answer = await fetch(base.replace(/\/$/, '') + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    throw new DomainError('sandbox.stand-in-down', `The ${name} does not answer: ${String(cause)}`, {
      status: 502,
    });
  });
  if (answer.status >= 500)
    throw new DomainError('sandbox.stand-in-down', `The ${name} answered ${answer.status}`, { status: 502 });
  if (!answer.ok) throw new DomainError('sandbox.stand-in-refused', await answer.text(), { status: 409 });
  return schema.parse(await answer.json());
}
