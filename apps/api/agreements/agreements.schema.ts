import type { Prisma } from '@aftercare/db/client.js';
import { findDuration } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, localDateOut, localDateSchema, toDateText } from '../common/schemas.js';
import { bucketOf } from './buckets.js';
import { openedPlanSchema, productSchema, siteSchema, subjectFields } from '../subjects/subjects.schema.js';

/** A length in calendar units: an agreement does not end in the middle of a day. */
export const termSchema = z.string().refine((text) => {
  const duration = findDuration(text);
  return (
    duration !== null &&
    duration.elapsedMs === 0 &&
    duration.months >= 0 &&
    duration.days >= 0 &&
    duration.months + duration.days > 0
  );
}, 'must be a duration in years, months, weeks or days, such as P1Y');

export const newAgreementSchema = z
  .strictObject({
    ...subjectFields,
    startsOn: localDateSchema,
    /** The last day, included. */
    endsOn: localDateSchema.optional(),
    term: termSchema.optional(),
    autoRenew: z.boolean().default(false),
    renewFor: termSchema.optional(),
    notice: termSchema.optional(),
    /** How long before the last day to cancel we announce the renewal, where the agreement promises that. */
    renewalNotice: termSchema.optional(),
    products: z.array(productSchema).max(200).default([]),
    site: siteSchema,
    /** Ids of what it cares for; left out: everything at its site. */
    assets: z.array(z.string().max(100)).max(200).optional(),
    price: z.number().min(0).max(1e12).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters')
      .optional(),
  })
  .check(({ value, issues }) => {
    if (value.endsOn === undefined && value.term === undefined)
      issues.push({ code: 'custom', path: ['term'], message: 'endsOn or term is needed', input: undefined });
    if (value.endsOn !== undefined && value.endsOn < value.startsOn)
      issues.push({
        code: 'custom',
        path: ['endsOn'],
        message: 'must not be before startsOn',
        input: value.endsOn,
      });
  });
export type NewAgreement = z.infer<typeof newAgreementSchema>;

export const BUCKETS = [
  'expired',
  'within-30',
  'within-60',
  'within-90',
  'later',
  'suspended',
  'lapsed',
  'cancelled',
  'replaced',
] as const;
/**
 * Where an agreement stands with its end. expired: over for up to 90 days and not renewed; lapsed: for longer; within-n:
 * the present term ends in at most n days; replaced: another agreement took its place.
 */
export const bucketSchema = z.enum(BUCKETS);
export type Bucket = z.infer<typeof bucketSchema>;

export const agreementCountsSchema = z
  .object(Object.fromEntries(BUCKETS.map((bucket) => [bucket, z.int()])) as Record<Bucket, z.ZodInt>)
  .meta({ id: 'AgreementCounts' });
export type AgreementCounts = z.infer<typeof agreementCountsSchema>;

const stateSchema = z.enum(['active', 'suspended', 'ending', 'lapsed', 'cancelled']);

export const agreementSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    customer: z.object({
      id: z.string(),
      externalId: z.string().nullable(),
      name: z.string(),
      tier: z.string(),
      type: z.string(),
    }),
    startsOn: localDateOut,
    endsOn: localDateOut.nullable(),
    term: z.string().nullable(),
    autoRenew: z.boolean(),
    renewFor: z.string().nullable(),
    notice: z.string().nullable(),
    renewalNotice: z.string().nullable(),
    /** active; suspended; ending: the day of notice is over and it will not renew; lapsed: ended, not renewed; cancelled. */
    state: stateSchema,
    /** Last day of the present term; `endsOn` is that of the first. */
    currentEndsOn: localDateOut,
    noticeOn: localDateOut.nullable(),
    /** 1 for the first term. */
    termNumber: z.int(),
    bucket: bucketSchema,
    replacedBy: z.string().nullable(),
    products: z.array(productSchema),
    site: z.string().nullable(),
    assets: z.array(z.string()),
    price: z.number().nullable(),
    currency: z.string().nullable(),
    plans: z.array(openedPlanSchema).optional(),
  })
  .meta({ id: 'Agreement' });
export const agreementPageSchema = pageOf(agreementSchema).meta({ id: 'AgreementPage' });
export type AgreementView = z.infer<typeof agreementSchema>;

export const agreementQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  externalId: z.string().max(200).optional(),
  bucket: bucketSchema.optional(),
  state: stateSchema.optional(),
  tier: z.enum(['platinum', 'gold', 'iron', 'lead']).optional(),
  autoRenew: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  /** Found in the number or the customer's name. */
  q: filterSchema(200),
  /** id (default): as they came in; ends: those whose term ends first. */
  sort: z.enum(['id', 'ends']).default('id'),
});
export type AgreementQuery = z.infer<typeof agreementQuerySchema>;

export const AGREEMENT_INCLUDE = {
  customer: { select: { id: true, externalId: true, name: true, tier: true, type: true } },
  assets: { select: { assetId: true }, orderBy: { assetId: 'asc' } },
} as const satisfies Prisma.AgreementInclude;
export type AgreementRow = Prisma.AgreementGetPayload<{ include: typeof AGREEMENT_INCLUDE }>;

/** @param today by our own calendar */
export function toAgreement(row: AgreementRow, today: string): AgreementView {
  return {
    id: row.id,
    externalId: row.externalId,
    customer: row.customer,
    startsOn: toDateText(row.startsOn),
    endsOn: row.endsOn && toDateText(row.endsOn),
    term: row.term,
    autoRenew: row.autoRenew,
    renewFor: row.renewFor,
    notice: row.notice,
    renewalNotice: row.renewalNotice,
    state: row.state as AgreementView['state'],
    currentEndsOn: toDateText(row.currentEndsOn!),
    noticeOn: row.noticeOn && toDateText(row.noticeOn),
    termNumber: row.termNumber,
    bucket: bucketOf(row, today),
    replacedBy: row.replacedById,
    products: row.products as AgreementView['products'],
    site: row.siteId,
    assets: row.assets.map(({ assetId }) => assetId),
    price: row.price === null ? null : Number(row.price),
    currency: row.currency,
  };
}
