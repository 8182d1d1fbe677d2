import { z } from 'zod';
import { instantOut, instantSchema, textSchema } from '../common/schemas.js';

export const reachRequestSchema = z.strictObject({
  /** The step that is asked about. */
  step: textSchema(100),
  /** `draft` (default), or a published version. */
  version: z.union([z.literal('draft'), z.int().min(1)]).default('draft'),
  /** Due from here (default: now) up to here (default: a year later). */
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type ReachRequest = z.infer<typeof reachRequestSchema>;

const whySchema = z.object({ code: z.string(), text: z.string() });

export const reachSchema = z
  .object({
    looked: z.int(),
    /** There are more subjects than were looked at. */
    truncated: z.boolean(),
    gets: z.int(),
    getsNot: z.int(),
    /** Why not, most frequent first. */
    reasons: z.array(whySchema.extend({ count: z.int() })),
    /** How many get it on each local date. */
    days: z.array(z.object({ date: z.string(), count: z.int() })),
    examples: z.array(
      z.object({
        subject: z.string(),
        customer: z.object({ id: z.string(), name: z.string() }),
        gets: z.boolean(),
        dueAt: instantOut.nullable(),
        dueLocal: z.string().nullable(),
        reason: whySchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Reach' });
export type ReachView = z.infer<typeof reachSchema>;

/** `next` of the answer before; without it from the beginning. */
export const enrolRequestSchema = z.strictObject({ after: z.string().max(100).optional() }).default({});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolSchema = z
  .object({
    /** Plans that were made. */
    opened: z.int(),
    /** Goes into `after` of the next call; null: everybody was looked at. */
    next: z.string().nullable(),
  })
  .meta({ id: 'Enrolled' });
export type EnrolView = z.infer<typeof enrolSchema>;
