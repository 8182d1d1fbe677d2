import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, textSchema, toInstantText } from '../common/schemas.js';
import { reasonSchema } from '../common/reason.schema.js';

/** open: nobody took it; acknowledged: somebody did; resolved: done. */
const stateSchema = z.enum(['open', 'acknowledged', 'resolved']);

export const escalationQuerySchema = pageQuerySchema.extend({
  state: stateSchema.optional(),
  customer: z.string().max(100).optional(),
  owner: z.string().max(100).optional(),
});
export type EscalationQuery = z.infer<typeof escalationQuerySchema>;

const noteSchema = textSchema(5_000).optional();
export const acknowledgeSchema = z.strictObject({ comment: noteSchema }).default({});
export const resolveSchema = z.strictObject({ comment: noteSchema }).default({});
/** Id or key of the staff member who takes it over. */
export const reassignSchema = z.strictObject({ owner: textSchema(100) });
export type Note = z.infer<typeof acknowledgeSchema>;
export type Reassign = z.infer<typeof reassignSchema>;

export const escalationSchema = z
  .object({
    id: z.string(),
    state: stateSchema,
    /** What it is about: `target:<key>` or `step:<key>`. */
    of: z.string(),
    cause: z.enum(['ladder', 'reaction']),
    level: z.int(),
    customer: z.object({ id: z.string(), name: z.string(), tier: z.string(), type: z.string() }),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** In one sentence; all of it is in `reasons`. */
    reason: z.string(),
    reasons: z.array(reasonSchema),
    comment: z.string().nullable(),
    plan: z.string(),
    policy: z.object({ key: z.string(), version: z.int() }),
    followUp: z.string().nullable(),
    at: instantOut,
    /** When the next level is told; null: none is left. */
    dueAt: instantOut.nullable(),
    acknowledgedAt: instantOut.nullable(),
    acknowledgedBy: z.string().nullable(),
    resolvedAt: instantOut.nullable(),
    resolvedBy: z.string().nullable(),
    levels: z.array(z.object({ round: z.int(), level: z.int(), at: instantOut, to: z.array(z.string()) })),
  })
  .meta({ id: 'Escalation' });
export const escalationPageSchema = pageOf(escalationSchema).meta({ id: 'EscalationPage' });
export type EscalationView = z.infer<typeof escalationSchema>;

export const ESCALATION_INCLUDE = {
  customer: { select: { id: true, name: true, tier: true, type: true } },
  owner: { select: { id: true, name: true } },
  plan: { select: { policyVersion: { select: { policyKey: true, version: true } } } },
  levels: { orderBy: { at: 'asc' } },
} as const satisfies Prisma.EscalationInclude;
export type EscalationRow = Prisma.EscalationGetPayload<{ include: typeof ESCALATION_INCLUDE }>;

export function toEscalation(row: EscalationRow): EscalationView {
  const reasons = row.reasons as EscalationView['reasons'];
  return {
    id: row.id,
    state: row.state as EscalationView['state'],
    of: row.of,
    cause: row.cause as EscalationView['cause'],
    level: row.level,
    customer: row.customer,
    owner: row.owner,
    reason: reasons.map((reason) => reason.text).join('; '),
    reasons,
    comment: row.comment,
    plan: row.planId,
    policy: { key: row.plan.policyVersion.policyKey, version: row.plan.policyVersion.version },
    followUp: row.followUpId,
    at: toInstantText(row.at),
    dueAt: row.dueAt && toInstantText(row.dueAt),
    acknowledgedAt: row.acknowledgedAt && toInstantText(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    resolvedAt: row.resolvedAt && toInstantText(row.resolvedAt),
    resolvedBy: row.resolvedBy,
    levels: row.levels.map(({ round, level, at, to }) => ({ round, level, at: toInstantText(at), to })),
  };
}
