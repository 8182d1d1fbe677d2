import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { KINDS, STATES, followUpSchema } from '../common/follow-up.view.js';
import { boardItemSchema } from './board-item.js';
import { decisionSchema } from '../common/decision.schema.js';
import { reasonSchema } from '../common/reason.schema.js';
import { instantOut, many } from '../common/schemas.js';

/**
 * The board's left rail. breached: overdue; due-today: due today, by the clock of the organisation; at-risk: due within two hours; waiting: the
 * customer was asked; unowned: work of nobody; unreachable: the customer cannot be reached; stale: overdue for two
 * weeks; nothing-scheduled: open plans with nothing ahead.
 */
export const BUCKETS = [
  'breached',
  'due-today',
  'at-risk',
  'waiting',
  'nothing-scheduled',
  'unowned',
  'unreachable',
  'stale',
] as const;
export type Bucket = (typeof BUCKETS)[number];

const word = z.string().max(200);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const boardQuerySchema = pageQuerySchema.extend({
  state: many(z.enum(STATES)),
  overdue: flag.optional(),
  kind: many(z.enum(KINDS)),
  tier: many(z.enum(['platinum', 'gold', 'iron', 'lead'])),
  type: many(z.enum(['retail', 'business', 'channel', 'internal'])),
  region: many(word),
  product: word.optional(),
  owner: word.optional(),
  team: word.optional(),
  policy: many(word),
  bucket: z.enum(BUCKETS).optional(),
  customer: word.optional(),
  plan: word.optional(),
  q: word.optional(),
  counts: flag.optional(),
  /** weight: by tier, then by date; urgency: overdue first, by opening time overdue × weight of the tier. */
  sort: z.enum(['weight', 'urgency']).default('weight'),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

export const boardSchema = pageOf(boardItemSchema)
  .extend({
    /** The clock's instant the answer was made for. */
    now: instantOut,
    counts: z.partialRecord(z.enum(BUCKETS), z.int()).optional(),
  })
  .meta({ id: 'Board' });
export type BoardView = z.infer<typeof boardSchema>;

export const followUpDetailSchema = followUpSchema
  .extend({
    why: z.object({
      reasons: z.array(reasonSchema),
      policy: z.object({ key: z.string(), version: z.int(), name: z.string() }),
      step: z.record(z.string(), z.unknown()),
      changes: z.array(
        z.object({
          at: instantOut,
          by: z.string(),
          changed: z.record(z.string(), z.unknown()),
          reason: z.string().nullable(),
        }),
      ),
    }),
    /** What the contact rules kept back, moved or merged. */
    decisions: z.array(decisionSchema),
    messages: z.array(
      z.object({
        id: z.string(),
        part: z.string(),
        state: z.string(),
        to: z.string().nullable(),
        body: z.string().nullable(),
        sendAt: instantOut,
        sid: z.string().nullable(),
        errorCode: z.int().nullable(),
        reasons: z.array(reasonSchema),
        /** The message in whose text it left. */
        sentWith: z.string().nullable(),
        attempts: z.array(
          z.object({
            number: z.int(),
            state: z.string(),
            startedAt: instantOut,
            error: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FollowUpDetail' });
export type FollowUpDetail = z.infer<typeof followUpDetailSchema>;
