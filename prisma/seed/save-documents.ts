import { parseCalendar } from '@aftercare/workflows/documents/calendar-document.js';
import { parseContactRules } from '@aftercare/workflows/documents/contact-rules-document.js';
import type { Fault } from '@aftercare/workflows/documents/fault.js';
import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { WALL_DAY_MS } from '@aftercare/workflows/domain/local-date.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import { CALENDARS, CONTACT_RULES } from './documents.js';
import type { PublishedPolicy } from './policies/published.js';
import { TEMPLATE_LIBRARY } from './templates/library.js';

const BY = 'seed';

/** Stores the ready templates and the contact rules: what any company needs before its first message. */
export async function saveTexts(tx: Tx, at: Instant): Promise<void> {
  const saved = { version: 1, savedAt: new Date(at), savedBy: BY };
  await tx.template.createMany({
    data: TEMPLATE_LIBRARY.map(({ template, purpose, texts }) => ({
      key: template,
      purpose,
      texts,
      ...saved,
    })),
  });
  assertFaultless('contact rules', parseContactRules(CONTACT_RULES));
  await tx.contactRules.create({ data: { document: CONTACT_RULES, ...saved } });
}

export async function saveCalendars(tx: Tx, at: Instant): Promise<void> {
  for (const document of CALENDARS) {
    assertFaultless(document.calendar, parseCalendar(document));
    const saved = { version: 1, savedAt: new Date(at), savedBy: BY };
    await tx.calendar.create({ data: { key: document.calendar, document, ...saved } });
  }
}

/** Publishes a version; from then on it is the one for new subjects. */
export async function publish(tx: Tx, { version, document }: PublishedPolicy, at: Instant): Promise<void> {
  const templates = new Set(TEMPLATE_LIBRARY.map(({ template }) => template));
  const calendars = new Set(CALENDARS.map(({ calendar }) => calendar));
  const { policy: key, subject, family, rank } = document;
  assertFaultless(key, parsePolicy(document, { templates, calendars }));
  const json = document as object;
  const saved = { draft: json, draftSavedAt: new Date(at), draftSavedBy: BY, currentVersion: version };
  await tx.policy.upsert({ where: { key }, create: { key, ...saved }, update: saved });
  await tx.policyVersion.create({
    data: {
      id: newId('policyVersion'),
      policyKey: key,
      version,
      subject,
      family,
      rank,
      document: json,
      publishedAt: new Date(at),
      publishedBy: BY,
    },
  });
}

/** When a version was published. */
export function publishedAt({ daysAgo }: PublishedPolicy, now: Instant): Instant {
  return now - daysAgo * WALL_DAY_MS;
}

function assertFaultless(what: string, parsed: { ok: true } | { ok: false; errors: readonly Fault[] }): void {
  if (parsed.ok) return;
  const faults = parsed.errors.map(({ path, message }) => `${path}: ${message}`);
  throw new Error(`The seed's ${what} cannot be used: ${faults.join('; ')}`);
}
