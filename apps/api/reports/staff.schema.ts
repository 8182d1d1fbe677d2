import { z } from 'zod';
import { count, estimateSchema, periodSchema } from './report.schema.js';

export const staffReportSchema = z
  .object({
    period: periodSchema,
    /** By name: what one person's customers are like is no merit of theirs, so nobody is ranked. */
    staff: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        team: z.string().nullable(),
        /** Now: open work, what of it is overdue, and how much they can carry. */
        open: count,
        overdue: count,
        workload: z.int().nullable(),
        /** Work that fell due in the period, and what of it was done by its time. */
        due: count,
        onTime: estimateSchema,
        done: count,
        calls: count,
        visits: count,
        reviews: count,
        /** Customers of the work they did, by tier. */
        platinum: count,
        gold: count,
        iron: count,
        lead: count,
        /** What customers answered about sales, tickets and agreements whose work was theirs. */
        asked: count,
        response: estimateSchema,
        csat: estimateSchema,
        nps: estimateSchema,
        ces: estimateSchema,
        low: count,
        complaints: count,
        compliments: count,
        /** Findings of reviews of their work: how many were reviewed, and the findings by severity. */
        reviewed: count,
        minor: count,
        major: count,
        critical: count,
      }),
    ),
  })
  .meta({ id: 'StaffReport' });
export type StaffReport = z.infer<typeof staffReportSchema>;
