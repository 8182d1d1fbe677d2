import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, instantSchema, toInstantText } from '../common/schemas.js';

export const auditQuerySchema = pageQuerySchema.extend({
  /** What was written at this instant or later. */
  from: instantSchema.optional(),
  /** What was written before this instant. */
  until: instantSchema.optional(),
  actor: filterSchema(200),
  action: filterSchema(100),
  entity: filterSchema(100),
  entityId: filterSchema(200),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: instantOut,
    actor: z.string(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export const auditPageSchema = pageOf(auditEntrySchema).meta({ id: 'AuditPage' });
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

export function toAuditEntry({ at, data, ...row }: Prisma.AuditGetPayload<object>): AuditEntryView {
  return { ...row, at: toInstantText(at), data: data as AuditEntryView['data'] };
}
