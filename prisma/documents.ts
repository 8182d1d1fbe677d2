import { parseCalendar } from '@aftercare/workflows/documents/calendar-document.js';
import type { Calendar } from '@aftercare/workflows/domain/calendar.js';
import {
  DEFAULT_CONTACT_RULES,
  type ContactRules,
  type Purpose,
} from '@aftercare/workflows/domain/contact-rules.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { parseContactRules } from '@aftercare/workflows/documents/contact-rules-document.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Tx } from './client.js';

/** Calendars, purposes of templates and contact rules as they are in force. */
export interface CurrentDocuments {
  calendars: ReadonlyMap<string, Calendar>;
  purposes: ReadonlyMap<string, Purpose>;
  /** Templates that WhatsApp has approved, with their languages. */
  approved: ReadonlyMap<string, readonly string[]>;
  contactRules: ContactRules;
}

/**
 * Compiled documents, kept as long as nothing new was saved. All tables are append-only, so the number of rows tells
 * whether anything is new: one cheap query in place of reading and compiling every document for every plan.
 */
export class Documents {
  private stamp = '';
  private cached: CurrentDocuments | undefined;
  private readonly policies = new Map<string, Policy>();

  async current(tx: Tx): Promise<CurrentDocuments> {
    const [row] = await tx.$queryRaw<{ stamp: string }[]>`
      SELECT concat_ws('/', (SELECT count(*) FROM calendars), (SELECT count(*) FROM templates),
                            (SELECT count(*) FROM contact_rules)) AS stamp`;
    const stamp = row?.stamp ?? '';
    if (this.cached && stamp === this.stamp) return this.cached;
    this.cached = await readCurrent(tx);
    this.stamp = stamp;
    return this.cached;
  }

  /** A published version never changes, so it is compiled once for the life of the process. */
  async policy(tx: Tx, versionId: string): Promise<Policy> {
    const known = this.policies.get(versionId);
    if (known) return known;
    const { document } = await tx.policyVersion.findUniqueOrThrow({ where: { id: versionId } });
    const parsed = parsePolicy(document);
    if (!parsed.ok)
      throw new DomainError('policy.invalid', `Published version ${versionId} can no longer be read`);
    this.policies.set(versionId, parsed.policy);
    return parsed.policy;
  }

  /** Forgets everything, for a sandbox that was put back to its seed data. */
  clear(): void {
    this.stamp = '';
    this.cached = undefined;
    this.policies.clear();
  }
}

async function readCurrent(tx: Tx): Promise<CurrentDocuments> {
  const calendars = await tx.$queryRaw<{ key: string; document: unknown }[]>`
    SELECT DISTINCT ON (key) key, document FROM calendars ORDER BY key, version DESC`;
  const templates = await tx.$queryRaw<{ key: string; purpose: Purpose; whatsapp: object }[]>`
    SELECT DISTINCT ON (key) key, purpose, whatsapp FROM templates ORDER BY key, version DESC`;
  const rules = await tx.contactRules.findFirst({ orderBy: { version: 'desc' } });
  return {
    calendars: new Map(calendars.map((row) => [row.key, readCalendar(row.document)])),
    purposes: new Map(templates.map((row) => [row.key, row.purpose])),
    approved: new Map(templates.map((row) => [row.key, Object.keys(row.whatsapp)])),
    contactRules: rules ? readContactRules(rules.document) : DEFAULT_CONTACT_RULES,
  };
}

function readCalendar(document: unknown): Calendar {
  const parsed = parseCalendar(document);
  if (!parsed.ok) throw new DomainError('calendar.invalid', 'A saved calendar can no longer be read');
  return parsed.calendar;
}

function readContactRules(document: unknown): ContactRules {
  const parsed = parseContactRules(document);
  if (!parsed.ok)
    throw new DomainError('contact-rules.invalid', 'The saved contact rules can no longer be read');
  return parsed.contactRules;
}
