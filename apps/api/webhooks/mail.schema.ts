import { createHash } from 'node:crypto';
import type { MailReportFacts } from '@aftercare/db/mail-reports.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { z } from 'zod';
import { canonicalJson } from '../common/canonical-json.js';
import { faultsOf } from '../common/faults.js';
import { instantSchema, textSchema } from '../common/schemas.js';
import { PROVIDERS, findOurMessageId } from './mail-providers.js';

/** A report as this API describes it; those of some providers are understood as they come. */
export const mailReportSchema = z
  .strictObject({
    /** hard: nobody reads mail there; soft: not now; complaint: reported as spam; delivered: it arrived. */
    kind: z.enum(['hard', 'soft', 'complaint', 'delivered']),
    address: z.email('must be an e-mail address'),
    /** The Message-ID of our mail, or our message id. Without it the newest mail to the address is meant. */
    messageId: textSchema(300).optional(),
    /** What the other server said. */
    detail: textSchema(2000).optional(),
    /** Default: now. */
    at: instantSchema.optional(),
    /** The same for the same report; default: made from all it says. */
    id: textSchema(200).optional(),
  })
  .meta({ id: 'MailReport' });
export type MailReportInput = z.infer<typeof mailReportSchema>;

const reportsSchema = z.union([
  z.strictObject({ reports: z.array(mailReportSchema).min(1).max(1000) }),
  mailReportSchema,
]);

/** Whatever a provider sends; what it means is found out by `readReports`. */
export const mailWebhookSchema = z.unknown().meta({
  id: 'MailWebhook',
  description: 'A MailReport, { "reports": [MailReport] }, or a webhook of a known provider',
});

/**
 * The reports in a body, of our own form or of a provider's. What a provider tells besides (opened, clicked) is none.
 * @throws DomainError `request.invalid` when it is neither
 */
export function readReports(body: unknown, now: number): MailReportFacts[] {
  for (const readProvider of PROVIDERS) {
    const found = readProvider(body);
    if (found) return found.map((report) => toFacts(report, now));
  }
  const parsed = reportsSchema.safeParse(body);
  if (!parsed.success)
    throw new DomainError('request.invalid', 'The request does not fit; see errors', {
      errors: faultsOf(mailReportSchema.safeParse(body).error?.issues ?? [], []),
    });
  const reports = 'reports' in parsed.data ? parsed.data.reports : [parsed.data];
  return reports.map((report) => toFacts(report, now));
}

function toFacts({ messageId, detail, at, id, ...report }: MailReportInput, now: number): MailReportFacts {
  return {
    ...report,
    // A Message-ID of somebody else's mail finds none of ours.
    messageId: messageId === undefined ? null : (findOurMessageId(messageId) ?? messageId),
    detail: detail ?? null,
    at: at ?? now,
    externalId: id ?? fingerprint({ ...report, messageId, detail, at }),
  };
}

function fingerprint(report: object): string {
  return createHash('sha256').update(canonicalJson(report)).digest('hex');
}
