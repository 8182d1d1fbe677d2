import { z } from 'zod';

export const healthSchema = z.object({ status: z.literal('up') }).meta({ id: 'Health' });

const reachable = z.enum(['reachable', 'unreachable']);

export const readySchema = z
  .object({ status: z.enum(['ready', 'not-ready']), database: reachable, temporal: reachable })
  .meta({ id: 'Readiness' });

export type Ready = z.infer<typeof readySchema>;
