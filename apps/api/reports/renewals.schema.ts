import { z } from 'zod';
import { count, estimateSchema, periodSchema, stretchStart } from './report.schema.js';

/** Terms by what became of them; the share is renewed of those that are over. */
const terms = {
  ended: count,
  renewed: count,
  lapsed: count,
  cancelled: count,
  share: estimateSchema,
};

export const renewalsSchema = z
  .object({
    period: periodSchema,
    groups: z.array(z.object({ name: z.string(), ...terms })),
    trend: z.array(z.object({ start: stretchStart, ...terms })),
    /** Present terms by when they run out: whether they renew by themselves or need somebody to do something. */
    expiring: z.array(
      z.object({
        within: z.enum(['30-days', '60-days', '90-days', '180-days', 'later']),
        n: count,
        renewByThemselves: count,
        needRenewing: count,
      }),
    ),
  })
  .meta({ id: 'RenewalsReport' });
export type RenewalsReport = z.infer<typeof renewalsSchema>;

/** Who is still with us so many months after the beginning; null: not so long ago for enough of them. */
const months = z.array(z.object({ month: z.int(), n: count, kept: count, share: estimateSchema }));

export const retentionSchema = z
  .object({
    period: periodSchema,
    /** Agreements by the month in which they began. */
    agreements: z.array(
      z.object({ cohort: stretchStart, n: count, lapsed: count, cancelled: count, months }),
    ),
    /** Customers by the month of their first sale: who bought again by then. */
    customers: z.array(z.object({ cohort: stretchStart, n: count, left: count, months })),
  })
  .meta({ id: 'RetentionReport' });
export type RetentionReport = z.infer<typeof retentionSchema>;
