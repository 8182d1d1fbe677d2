import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, idSchema, instantOut, textSchema, toInstantText } from '../common/schemas.js';

const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR');
const amountSchema = z.number().positive().max(1_000_000_000).multipleOf(0.01);

// --- authority ---

const limitSchema = z.number().min(0).max(1_000_000_000);
const tierLimitsSchema = z
  .strictObject({
    default: limitSchema,
    platinum: limitSchema,
    gold: limitSchema,
    iron: limitSchema,
    lead: limitSchema,
  })
  .partial();

/** The highest amount that each role may give of its own accord, by tier. An admin may give anything. */
export const authoritySchema = z
  .strictObject({
    currency: currencySchema,
    roles: z
      .strictObject({ staff: tierLimitsSchema, manager: tierLimitsSchema, operator: tierLimitsSchema })
      .partial(),
  })
  .meta({ id: 'Authority' });
export type AuthorityFacts = z.infer<typeof authoritySchema>;

// --- remedies ---

const kindSchema = z.enum(['refund', 'gift', 'discount', 'replacement', 'apology']);
/** awaiting: more than who asked may give, so somebody is asked; granted; refused */
const stateSchema = z.enum(['awaiting', 'granted', 'refused']);

export const newRemedySchema = z
  .strictObject({
    ticket: idSchema,
    kind: kindSchema,
    /** What it costs us; without it nothing. */
    amount: amountSchema.optional(),
    currency: currencySchema.optional(),
    text: textSchema(1_000),
  })
  .refine(({ amount, currency }) => (amount === undefined) === (currency === undefined), {
    path: ['currency'],
    message: 'goes together with amount',
  })
  .refine(({ kind, amount }) => amount !== undefined || kind === 'apology' || kind === 'replacement', {
    path: ['amount'],
    message: 'is needed for a refund, a gift and a discount',
  })
  .meta({ id: 'NewRemedy' });
export type NewRemedy = z.infer<typeof newRemedySchema>;

export const decideSchema = z.strictObject({ comment: textSchema(1_000).optional() }).default({});
export type Decide = z.infer<typeof decideSchema>;

export const remedyQuerySchema = pageQuerySchema.extend({
  ticket: filterSchema(100),
  customer: filterSchema(100),
  state: stateSchema.optional(),
});
export type RemedyQuery = z.infer<typeof remedyQuerySchema>;

export const remedySchema = z
  .object({
    id: z.string(),
    ticket: z.string(),
    customer: z.object({ id: z.string(), name: z.string(), tier: z.string() }),
    kind: kindSchema,
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    text: z.string(),
    state: stateSchema,
    askedAt: instantOut,
    askedBy: z.string(),
    decidedAt: instantOut.nullable(),
    decidedBy: z.string().nullable(),
    comment: z.string().nullable(),
    /** The approval on the board, where one was needed. */
    followUp: z.string().nullable(),
    /** Who is asked now. */
    approver: z.object({ id: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'Remedy' });
export const remedyPageSchema = pageOf(remedySchema).meta({ id: 'RemedyPage' });
export type RemedyView = z.infer<typeof remedySchema>;

export const REMEDY_INCLUDE = {
  customer: { select: { id: true, name: true, tier: true } },
  followUp: { select: { owner: { select: { id: true, name: true } } } },
} as const satisfies Prisma.RemedyInclude;
export type RemedyRow = Prisma.RemedyGetPayload<{ include: typeof REMEDY_INCLUDE }>;

export function toRemedy(row: RemedyRow): RemedyView {
  const { id, customer, currency, text, askedBy, decidedBy, comment } = row;
  return {
    ...{ id, customer, currency, text, askedBy, decidedBy, comment },
    ticket: row.ticketId,
    kind: row.kind as RemedyView['kind'],
    amount: row.amount === null ? null : row.amount.toNumber(),
    state: row.state as RemedyView['state'],
    askedAt: toInstantText(row.askedAt),
    decidedAt: row.decidedAt && toInstantText(row.decidedAt),
    followUp: row.followUpId,
    approver: row.state === 'awaiting' ? (row.followUp?.owner ?? null) : null,
  };
}
