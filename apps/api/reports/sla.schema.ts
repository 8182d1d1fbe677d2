import { z } from 'zod';
import { count, estimateSchema, periodSchema, stretchStart } from './report.schema.js';

/** Tickets opened in the stretch, by what became of a promised time. The share is met of met and breached. */
const clocks = {
  target: z.enum(['first-response', 'next-reply', 'resolution']),
  met: count,
  breached: count,
  running: count,
  paused: count,
  share: estimateSchema,
  /** Median time left when it was met or broken, minutes as the target counts; negative: it was late. */
  marginMinutes: z.number().nullable(),
};

export const slaSchema = z
  .object({
    period: periodSchema,
    targets: z.array(z.object(clocks)),
    groups: z.array(z.object({ name: z.string(), ...clocks })),
    priorities: z.array(z.object({ priority: z.string(), ...clocks })),
    trend: z.array(z.object({ start: stretchStart, ...clocks })),
  })
  .meta({ id: 'SlaReport' });
export type SlaReport = z.infer<typeof slaSchema>;
