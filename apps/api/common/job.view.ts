import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from './page.js';
import { instantOut, toInstantText } from './schemas.js';

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['policy-impact', 'policy-move', 'replan', 'tier-apply']),
    /** queued: waits for a worker; stopped: by a person, can go on. */
    state: z.enum(['queued', 'running', 'done', 'failed', 'stopped']),
    /** Plans concerned when it began, and how many are done. */
    total: z.int(),
    done: z.int(),
    result: z.record(z.string(), z.unknown()),
    error: z.string().nullable(),
    createdBy: z.string(),
    createdAt: instantOut,
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'Job' });
export const jobPageSchema = pageOf(jobSchema).meta({ id: 'JobPage' });
export type JobView = z.infer<typeof jobSchema>;

export function toJob(row: Prisma.JobGetPayload<object>): JobView {
  return {
    id: row.id,
    kind: row.kind as JobView['kind'],
    state: row.state as JobView['state'],
    total: row.total,
    done: row.done,
    result: row.result as JobView['result'],
    error: row.error,
    createdBy: row.createdBy,
    createdAt: toInstantText(row.createdAt),
    endedAt: row.endedAt && toInstantText(row.endedAt),
  };
}
