import { type ReadTierRules, parseTierRules } from '@aftercare/workflows/documents/tier-rules-document.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { parseTime } from '@aftercare/workflows/domain/local-date.js';
import { type Instant, addToDay, atLocal, localDay } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';

/** The rules in force with their number; null: none were ever saved. */
export interface CurrentTierRules {
  version: number;
  rules: ReadTierRules;
}

export async function findTierRules(tx: Tx): Promise<CurrentTierRules | null> {
  const row = await tx.tierRules.findFirst({ orderBy: { version: 'desc' } });
  return row && { version: row.version, rules: readTierRules(row) };
}

/** @throws `tier-rules.invalid` where a version of the past can no longer be read */
export function readTierRules({ version, document }: { version: number; document: unknown }): ReadTierRules {
  const parsed = parseTierRules(document);
  if (parsed.ok) return parsed.rules;
  throw new DomainError('tier-rules.invalid', `Version ${version} can no longer be read`, {
    errors: parsed.errors,
  });
}

/** When customers are looked at next by themselves: so long after the last look, at the hour of the rules. */
export async function nextTierReview(tx: Tx, rules: ReadTierRules, now: Instant): Promise<Instant> {
  const zone = await organisationZone(tx);
  const last = await tx.tierReview.findFirst({ where: { scheduled: true }, orderBy: { createdAt: 'desc' } });
  const day = addToDay(localDay(last?.createdAt.getTime() ?? now, zone), rules.every);
  const at = atLocal(day, parseTime(rules.at), zone);
  return Math.max(at, now);
}

export async function organisationZone(tx: Tx): Promise<string> {
  return (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
}
