import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, toInstantText } from '../common/schemas.js';
import { followUpSchema } from '../common/follow-up.view.js';
import { reasonSchema } from '../common/reason.schema.js';

export const planQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  policy: z.string().max(100).optional(),
  state: z.enum(['open', 'resting']).optional(),
});
export type PlanQuery = z.infer<typeof planQuerySchema>;

export const planSummarySchema = z
  .object({
    id: z.string(),
    policy: z.string(),
    version: z.int(),
    family: z.string(),
    /** open: something will happen or is waited for; resting: nothing will, until something happens to it. */
    state: z.enum(['open', 'resting']),
    customer: z.object({ id: z.string(), name: z.string() }),
    subject: z.object({ type: z.enum(['sale', 'ticket', 'agreement']), id: z.string() }),
    zone: z.string(),
    startedAt: instantOut,
    wakeAt: instantOut.nullable(),
  })
  .meta({ id: 'PlanSummary' });
export const planPageSchema = pageOf(planSummarySchema).meta({ id: 'PlanPage' });
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const planSchema = planSummarySchema
  .extend({
    followUps: z.array(followUpSchema),
    /** Planned, done and kept back, in order of time; `projected`: as it will be if all goes as planned. */
    timeline: z.array(
      z.object({
        step: z.string(),
        occurrence: z.int(),
        kind: z.string(),
        state: z.string(),
        dueAt: instantOut,
        dueLocal: z.string(),
        sendAt: instantOut.nullable(),
        projected: z.boolean(),
        reasons: z.array(reasonSchema),
        version: z.int(),
      }),
    ),
    targets: z.array(
      z.object({
        target: z.string(),
        dueAt: instantOut.nullable(),
        state: z.string(),
        workedMinutes: z.number(),
        pausedMinutes: z.number(),
        marginMinutes: z.number(),
        reasons: z.array(reasonSchema),
      }),
    ),
    waitingFor: z.array(z.object({ step: z.string(), anchor: z.string() })),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof planSchema>;

export const PLAN_INCLUDE = {
  customer: { select: { id: true, name: true } },
  policyVersion: { select: { policyKey: true, version: true } },
} as const satisfies Prisma.PlanInclude;
type PlanRow = Prisma.PlanGetPayload<{ include: typeof PLAN_INCLUDE }>;

export function toPlanSummary(row: PlanRow): PlanSummary {
  return {
    id: row.id,
    policy: row.policyVersion.policyKey,
    version: row.policyVersion.version,
    family: row.family,
    state: row.state as PlanSummary['state'],
    customer: row.customer,
    subject: row.saleId
      ? { type: 'sale', id: row.saleId }
      : row.ticketId
        ? { type: 'ticket', id: row.ticketId }
        : { type: 'agreement', id: row.agreementId! },
    zone: row.zone,
    startedAt: toInstantText(row.startedAt),
    wakeAt: row.wakeAt && toInstantText(row.wakeAt),
  };
}
