import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, instantSchema, textSchema, toInstantText } from '../common/schemas.js';
import { reasonSchema } from '../common/reason.schema.js';

export const tierSchema = z.enum(['platinum', 'gold', 'iron', 'lead']);

export const tierRulesSchema = z
  .object({
    /** 0: none were saved, tiers are what people and other systems say. */
    version: z.int(),
    rules: z.record(z.string(), z.unknown()).nullable(),
    /** When customers are looked at next by themselves. */
    nextReviewAt: instantOut.nullable(),
    savedAt: instantOut.nullable(),
    savedBy: z.string().nullable(),
  })
  .meta({ id: 'TierRules' });
export const tierRulesPageSchema = pageOf(tierRulesSchema).meta({ id: 'TierRulesPage' });
export type TierRulesView = z.infer<typeof tierRulesSchema>;

const factsSchema = z.object({
  turnover: z.number().nullable(),
  margin: z.number().nullable(),
  years: z.number().nullable(),
  risk: z.number().nullable(),
  /** Sales in the window that count for nothing: another currency, or no amount. */
  uncounted: z.int(),
});

const effectsSchema = z.object({
  /** Plans that change their policy; `to` null: no policy of the family is for the new tier, and what was begun goes on. */
  plans: z.array(
    z.object({ plan: z.string(), family: z.string(), from: z.string(), to: z.string().nullable() }),
  ),
  /** Follow-ups that are open. */
  openWork: z.int(),
});

export const tierMoveSchema = z
  .object({
    id: z.string(),
    customer: z.object({ id: z.string(), name: z.string(), type: z.string() }),
    from: tierSchema,
    to: tierSchema,
    facts: factsSchema,
    reasons: z.array(reasonSchema),
    effects: effectsSchema,
    excluded: z.object({ reason: z.string(), by: z.string() }).nullable(),
    outcome: z.enum(['moved', 'passed-over']).nullable(),
  })
  .meta({ id: 'TierMove' });
export const tierMovePageSchema = pageOf(tierMoveSchema).meta({ id: 'TierMovePage' });
export type TierMoveView = z.infer<typeof tierMoveSchema>;

const stateSchema = z.enum(['open', 'approved', 'applied', 'rejected', 'superseded', 'unchanged']);

export const tierReviewSchema = z
  .object({
    id: z.string(),
    state: stateSchema,
    scheduled: z.boolean(),
    rulesVersion: z.int(),
    looked: z.int(),
    /** How many go from one tier to another, those who are left out apart. */
    moves: z.array(z.object({ from: tierSchema, to: tierSchema, count: z.int() })),
    excluded: z.int(),
    createdAt: instantOut,
    createdBy: z.string(),
    decidedAt: instantOut.nullable(),
    decidedBy: z.string().nullable(),
    comment: z.string().nullable(),
    /** The job that carries it out. */
    job: z.string().nullable(),
  })
  .meta({ id: 'TierReview' });
export const tierReviewPageSchema = pageOf(tierReviewSchema).meta({ id: 'TierReviewPage' });
export type TierReviewView = z.infer<typeof tierReviewSchema>;

export const tierReviewQuerySchema = pageQuerySchema.extend({ state: stateSchema.optional() });
export type TierReviewQuery = z.infer<typeof tierReviewQuerySchema>;
export const tierMoveQuerySchema = pageQuerySchema.extend({
  to: tierSchema.optional(),
  q: filterSchema(200),
});
export type TierMoveQuery = z.infer<typeof tierMoveQuerySchema>;

export const excludeSchema = z
  .strictObject({
    /** Null takes them in again. */
    reason: textSchema(500).nullable(),
  })
  .meta({ id: 'ExcludeTierMove' });
export type Exclude = z.infer<typeof excludeSchema>;

export const decideReviewSchema = z
  .strictObject({ comment: textSchema(1000).optional() })
  .meta({ id: 'DecideTierReview' });
export type DecideReview = z.infer<typeof decideReviewSchema>;

export const pinSchema = z
  .strictObject({
    tier: tierSchema,
    reason: textSchema(500),
    /** Default: until somebody takes it away. */
    until: instantSchema.optional(),
  })
  .meta({ id: 'TierPin' });
export type Pin = z.infer<typeof pinSchema>;

export const figuresSchema = z
  .strictObject({
    /** Percent of turnover. */
    margin: z.number().min(-1000).max(1000).optional(),
    /** 0 none to 100. */
    risk: z.number().min(0).max(100).optional(),
    /** Where it comes from: a system, a report, a person's judgement. */
    source: textSchema(200),
  })
  .refine(({ margin, risk }) => margin !== undefined || risk !== undefined, {
    path: ['margin'],
    message: 'margin or risk is needed',
  })
  .meta({ id: 'CustomerFigures' });
export type Figures = z.infer<typeof figuresSchema>;

const figureSchema = z.object({
  value: z.number(),
  source: z.string(),
  at: instantOut,
  recordedBy: z.string(),
});

export const customerTierSchema = z
  .object({
    tier: tierSchema,
    pin: z
      .object({
        tier: tierSchema,
        reason: z.string(),
        until: instantOut.nullable(),
        at: instantOut,
        by: z.string(),
      })
      .nullable(),
    figures: z.object({ margin: figureSchema.nullable(), risk: figureSchema.nullable() }),
    /** What the rules in force would say now; null: there are none, or they are not about this customer. */
    now: z.object({ tier: tierSchema, facts: factsSchema, reasons: z.array(reasonSchema) }).nullable(),
    /** Newest first, at most 100. */
    history: z.array(
      z.object({
        from: tierSchema,
        to: tierSchema,
        at: instantOut,
        by: z.string(),
        review: z.string().nullable(),
        reasons: z.array(reasonSchema),
      }),
    ),
  })
  .meta({ id: 'CustomerTier' });
export type CustomerTierView = z.infer<typeof customerTierSchema>;

export const MOVE_INCLUDE = { customer: { select: { id: true, name: true, type: true } } } as const;
type MoveRow = Prisma.TierMoveGetPayload<{ include: typeof MOVE_INCLUDE }>;

export function toMove(row: MoveRow): TierMoveView {
  const { id, customer, from, to, excludedReason, excludedBy, outcome } = row;
  return {
    ...{ id, customer, from: from as TierMoveView['from'], to: to as TierMoveView['to'] },
    facts: row.facts as TierMoveView['facts'],
    reasons: row.reasons as TierMoveView['reasons'],
    effects: row.effects as unknown as TierMoveView['effects'],
    excluded: excludedReason === null ? null : { reason: excludedReason, by: excludedBy! },
    outcome: outcome as TierMoveView['outcome'],
  };
}

export type ReviewCounts = { from: string; to: string; isExcluded: boolean; count: number }[];

export function toReview(row: Prisma.TierReviewGetPayload<object>, counts: ReviewCounts): TierReviewView {
  const { id, scheduled, rulesVersion, looked, createdBy, decidedBy, comment } = row;
  return {
    ...{ id, state: row.state as TierReviewView['state'], scheduled, rulesVersion, looked },
    moves: counts
      .filter(({ isExcluded }) => !isExcluded)
      .map(({ from, to, count }) => ({ from, to, count }) as TierReviewView['moves'][number]),
    excluded: counts.filter(({ isExcluded }) => isExcluded).reduce((sum, { count }) => sum + count, 0),
    createdAt: toInstantText(row.createdAt),
    createdBy,
    decidedAt: row.decidedAt && toInstantText(row.decidedAt),
    ...{ decidedBy, comment, job: row.jobId },
  };
}
