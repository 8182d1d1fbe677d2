import { z } from 'zod';
import { instantOut, textSchema } from '../common/schemas.js';
import { boardQuerySchema } from './follow-ups.schema.js';
import { assignSchema, completeSchema, skipSchema, snoozeSchema } from './verbs.schema.js';

/** No more at once: a filter that finds more has to be narrowed. */
export const MOST_AT_ONCE = 1_000;

const which = {
  ids: z.array(textSchema(100)).min(1).max(MOST_AT_ONCE).optional(),
  /** The filters of the board, as in its address. */
  filter: boardQuerySchema
    .omit({ limit: true, after: true, counts: true, sort: true })
    .extend({ overdue: z.union([z.boolean(), boardQuerySchema.shape.overdue]) })
    .strict()
    .optional(),
  /** Only says what would happen. */
  dryRun: z.boolean().default(false),
};

/** A verb, what it needs as for one follow-up, and which ones: by ids or by a filter. */
export const bulkSchema = z
  .discriminatedUnion('verb', [
    z.strictObject({ verb: z.literal('complete'), ...completeSchema.unwrap().shape, ...which }),
    z.strictObject({ verb: z.literal('skip'), ...skipSchema.shape, ...which }),
    z.strictObject({ verb: z.literal('snooze'), ...snoozeSchema.shape, ...which }),
    z.strictObject({ verb: z.literal('assign'), ...assignSchema.shape, ...which }),
    z.strictObject({ verb: z.literal('send-now'), ...which }),
  ])
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    path: ['ids'],
    message: 'either ids or filter is needed, and not both',
  })
  .meta({ id: 'BulkVerb' });
export type BulkVerb = z.infer<typeof bulkSchema>;

export const bulkResultSchema = z
  .object({
    /** Names it for `undo`; null for a dry run and where nothing changed. */
    id: z.string().nullable(),
    dryRun: z.boolean(),
    matched: z.int(),
    changed: z.int(),
    /** It was so already. */
    unchanged: z.int(),
    /** Why the others stay as they are, by the code that the verb alone would answer. */
    refused: z.array(
      z.object({ code: z.string(), detail: z.string(), count: z.int(), examples: z.array(z.string()) }),
    ),
    /** Until then it can be undone; null: it cannot. */
    undoUntil: instantOut.nullable(),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof bulkResultSchema>;

export const bulkUndoneSchema = z.object({ id: z.string(), restored: z.int() }).meta({ id: 'BulkUndone' });
export type BulkUndone = z.infer<typeof bulkUndoneSchema>;
