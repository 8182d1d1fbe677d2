import { z } from 'zod';
import { count, estimateSchema, periodSchema, stretchStart } from './report.schema.js';

/** How what was due in the period was kept. `dropped` (withdrawn, skipped, cancelled) is in no share. */
const kept = {
  due: count,
  onTime: count,
  /** Done within 24 hours after it was due. */
  withinADay: count,
  later: count,
  /** Expired, or nobody was reached. */
  never: count,
  stillOpen: count,
  dropped: count,
  share: estimateSchema,
};

export const overdueSchema = z
  .object({
    period: periodSchema,
    /** What is overdue now, by how long it has been, elapsed time. */
    ageing: z.array(
      z.object({
        name: z.string(),
        n: count,
        upTo1Day: count,
        upTo3Days: count,
        upTo7Days: count,
        upTo14Days: count,
        upTo30Days: count,
        older: count,
      }),
    ),
    /** Calls, visits and reviews that were overdue: how many came, were cleared, and were left at the end. */
    burnDown: z.array(z.object({ start: stretchStart, came: count, cleared: count, open: count })),
    onTime: z.array(z.object({ name: z.string(), ...kept })),
    onTimeTrend: z.array(z.object({ start: stretchStart, name: z.string(), ...kept })),
  })
  .meta({ id: 'OverdueReport' });
export type OverdueReport = z.infer<typeof overdueSchema>;
