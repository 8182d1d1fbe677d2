import type { Tx } from '@aftercare/db/client.js';
import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import type { Document } from '../common/versions.js';

/**
 * A policy that may be saved under its key.
 * @throws `policy.invalid` with all faults at once, calendars and templates that are not there among them
 */
export async function checkPolicy(tx: Tx, key: string, document: Document): Promise<Policy> {
  const { policy, errors } = await findFaults(tx, key, document);
  if (policy) return policy;
  throw new DomainError('policy.invalid', 'The policy has faults; see errors', { errors });
}

/** The policy, or else every fault of its document, each with its place. */
export async function findFaults(
  tx: Tx,
  key: string,
  document: Document,
): Promise<{ policy: Policy | null; errors: Fault[] }> {
  const parsed = parsePolicy(document, {
    calendars: keysOf(await tx.calendar.findMany({ distinct: ['key'], select: { key: true } })),
    templates: keysOf(await tx.template.findMany({ distinct: ['key'], select: { key: true } })),
  });
  const errors = parsed.ok ? [] : [...parsed.errors];
  if (document['policy'] !== key)
    errors.unshift({ path: '/policy', message: `must be ${key}, as in the address` });
  return { policy: parsed.ok && errors.length === 0 ? parsed.policy : null, errors };
}

function keysOf(rows: readonly { key: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.key));
}
