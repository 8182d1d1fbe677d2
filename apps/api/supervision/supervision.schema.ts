import { REVIEW_ANSWERS, SEVERITIES } from '@aftercare/workflows/domain/review-result.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, keySchema, localDateOut, textSchema } from '../common/schemas.js';

export const WORK_KINDS = ['call', 'visit', 'ticket'] as const;
export const workKindSchema = z.enum(WORK_KINDS);
export type WorkKind = (typeof WORK_KINDS)[number];

export const rulesSchema = z
  .strictObject({
    /** Of each member of staff and month. */
    perMonth: z.int().min(0).max(50),
    /** So many more for each low score of theirs, and at most so many in all. */
    afterLowScore: z.int().min(0).max(20),
    most: z.int().min(1).max(100),
    /** Days in which a review is to be done. */
    dueDays: z.int().min(1).max(60),
  })
  .refine(({ perMonth, most }) => most >= perMonth, {
    path: ['most'],
    message: 'must not be less than perMonth',
  })
  .meta({ id: 'SupervisionRules' });
export type Rules = z.infer<typeof rulesSchema>;

export const rulesViewSchema = z
  .object({
    /** Null: nothing is drawn until somebody says how much. */
    rules: rulesSchema.nullable(),
    /** How a sample is drawn. */
    rule: z.string(),
    /** When the sample of the month that is running is drawn. */
    nextAt: instantOut.nullable(),
  })
  .meta({ id: 'SupervisionRulesView' });
export type RulesView = z.infer<typeof rulesViewSchema>;

export const checklistSchema = z
  .strictObject({
    items: z
      .array(z.strictObject({ key: keySchema, text: textSchema(300) }))
      .min(1)
      .max(40),
  })
  .refine(({ items }) => new Set(items.map(({ key }) => key)).size === items.length, {
    path: ['items'],
    message: 'no two lines may have the same key',
  })
  .meta({ id: 'NewChecklist' });
export type NewChecklist = z.infer<typeof checklistSchema>;
export const checklistViewSchema = z
  .object({
    kind: workKindSchema,
    /** 0: none was saved yet. */
    version: z.int(),
    items: z.array(z.object({ key: z.string(), text: z.string() })),
  })
  .meta({ id: 'Checklist' });
export type ChecklistView = z.infer<typeof checklistViewSchema>;

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11');
export const sampleSchema = z
  .strictObject({ month: monthSchema, dryRun: z.boolean().default(false) })
  .meta({ id: 'DrawSample' });
export type Sample = z.infer<typeof sampleSchema>;
const personSchema = z.object({ id: z.string(), name: z.string() });
export const drawnSchema = z
  .object({
    month: z.string(),
    rule: z.string(),
    drawn: z.array(
      z.object({
        kind: workKindSchema,
        /** Id of the follow-up or ticket. */
        work: z.string(),
        customer: z.string(),
        staff: personSchema,
        /** Null: there is nobody else who could look at it. */
        reviewer: z.string().nullable(),
        why: z.enum(['sample', 'low-score']),
      }),
    ),
  })
  .meta({ id: 'DrawnSample' });
export type Drawn = z.infer<typeof drawnSchema>;

export const reviewQuerySchema = pageQuerySchema.extend({
  /** Id or key of a member of staff; `me`. */
  reviewer: filterSchema(100),
  staff: filterSchema(100),
  month: monthSchema.optional(),
  state: z.enum(['open', 'done', 'dropped']).optional(),
});
export type ReviewQuery = z.infer<typeof reviewQuerySchema>;

export const findingSchema = z
  .object({
    id: z.string(),
    review: z.string(),
    item: z.string().nullable(),
    severity: z.enum(SEVERITIES),
    text: z.string(),
    /** told: a minor one, which nobody follows up; open; settled. */
    state: z.enum(['told', 'open', 'settled']),
    followUp: z.string().nullable(),
    dueAt: instantOut.nullable(),
    settledAt: instantOut.nullable(),
    staff: personSchema,
    createdAt: instantOut,
  })
  .meta({ id: 'Finding' });
export const findingPageSchema = pageOf(findingSchema).meta({ id: 'FindingPage' });
export type FindingView = z.infer<typeof findingSchema>;
export const findingQuerySchema = pageQuerySchema.extend({
  staff: filterSchema(100),
  state: z.enum(['told', 'open', 'settled']).optional(),
});
export type FindingQuery = z.infer<typeof findingQuerySchema>;

export const reviewSchema = z
  .object({
    id: z.string(),
    month: localDateOut,
    kind: workKindSchema,
    /** dropped: the work of reviewing ended without a result. */
    state: z.enum(['open', 'done', 'dropped']),
    why: z.enum(['sample', 'low-score']),
    staff: personSchema,
    reviewer: personSchema,
    customer: personSchema,
    /** The work that is looked at. */
    work: z.object({
      id: z.string(),
      title: z.string(),
      closedAt: instantOut.nullable(),
      outcome: z.string().nullable(),
      score: z.string().nullable(),
      comment: z.string().nullable(),
    }),
    /** The work of reviewing. */
    followUp: z.string(),
    dueAt: instantOut,
    result: z.enum(['good', 'fair', 'poor']).nullable(),
    comment: z.string().nullable(),
    doneAt: instantOut.nullable(),
    checklist: checklistViewSchema,
    answers: z.record(z.string(), z.enum(REVIEW_ANSWERS)),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof reviewSchema>;
export const reviewPageSchema = pageOf(reviewSchema).meta({ id: 'ReviewPage' });

export const completeReviewSchema = z
  .strictObject({
    /** Of each line of the checklist, by its key. */
    answers: z.record(keySchema, z.enum(REVIEW_ANSWERS)),
    comment: textSchema(2_000).optional(),
    findings: z
      .array(
        z.strictObject({
          item: keySchema.optional(),
          severity: z.enum(SEVERITIES),
          text: textSchema(1_000),
        }),
      )
      .max(40)
      .default([]),
  })
  .meta({ id: 'CompleteReview' });
export type CompleteReview = z.infer<typeof completeReviewSchema>;
