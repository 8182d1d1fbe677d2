import { z } from 'zod';
import { count, estimateSchema, periodSchema, reportQuerySchema, stretchStart } from './report.schema.js';

/** What customers came to us about. */
export const ABOUT = ['reason', 'product', 'region'] as const;

export const contactQuerySchema = reportQuerySchema.extend({
  /** Days up to today that are compared with the days before; whole weeks. */
  window: z.coerce.number().int().min(7).max(91).multipleOf(7, 'must be whole weeks').default(28),
  /** How many such windows before it are what is usual. */
  baseline: z.coerce.number().int().min(1).max(12).default(3),
  /** The same customer again for the same reason within so many days is a repeat. */
  repeatDays: z.coerce.number().int().min(1).max(90).default(14),
});
export type ContactQuery = z.infer<typeof contactQuerySchema>;

export const contactSchema = z
  .object({
    period: periodSchema,
    trend: z.array(z.object({ start: stretchStart, about: z.enum(ABOUT), name: z.string(), n: count })),
    /** How it was found which ones are rising. */
    test: z.object({
      name: z.string(),
      correction: z.string(),
      alpha: z.number(),
      least: z.int(),
      windowDays: z.int(),
      baselineDays: z.int(),
      /** Contacts that were looked at, and how many names were asked about. */
      n: count,
      tested: count,
    }),
    rising: z.array(
      z.object({
        about: z.enum(ABOUT),
        name: z.string(),
        now: count,
        before: count,
        ratio: z.number().nullable(),
        low: z.number(),
        high: z.number().nullable(),
        p: z.number().nullable(),
        adjusted: z.number().nullable(),
        isRising: z.boolean(),
      }),
    ),
    /** Only contacts after which so many days have passed count. */
    repeats: z.array(z.object({ name: z.string(), n: count, repeated: count, share: estimateSchema })),
    /** Solved with one reply at most, not reopened, and the customer did not come again for the same reason. */
    firstContact: z.array(z.object({ name: z.string(), n: count, solved: count, share: estimateSchema })),
    repeatDays: z.int(),
  })
  .meta({ id: 'ContactReport' });
export type ContactReport = z.infer<typeof contactSchema>;
