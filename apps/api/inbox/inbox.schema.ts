import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, textSchema, toInstantText } from '../common/schemas.js';

/** inbox: waits for staff; handled: a rule understood it; settled: staff dealt with it; received: being read. */
const stateSchema = z.enum(['received', 'handled', 'inbox', 'settled']);

export const inboxQuerySchema = pageQuerySchema.extend({
  state: stateSchema.default('inbox'),
  customer: z.string().max(100).optional(),
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

export const settleSchema = z.strictObject({ comment: textSchema(5_000).optional() }).default({});
export type Settle = z.infer<typeof settleSchema>;

export const inboundSchema = z
  .object({
    id: z.string(),
    messageSid: z.string(),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    receivedAt: instantOut,
    state: stateSchema,
    customer: z.object({ id: z.string(), name: z.string() }).nullable(),
    followUp: z.string().nullable(),
    intent: z.string().nullable(),
    /** Which rule decided. */
    rule: z.string().nullable(),
    value: z.string().nullable(),
    comment: z.string().nullable(),
    handledAt: instantOut.nullable(),
    handledBy: z.string().nullable(),
  })
  .meta({ id: 'InboundMessage' });
export const inboundPageSchema = pageOf(inboundSchema).meta({ id: 'InboundMessagePage' });
export type InboundView = z.infer<typeof inboundSchema>;

export const INBOUND_INCLUDE = { customer: { select: { id: true, name: true } } } as const;
export type InboundRow = Prisma.InboundMessageGetPayload<{ include: typeof INBOUND_INCLUDE }>;

export function toInbound(row: InboundRow): InboundView {
  return {
    id: row.id,
    messageSid: row.messageSid,
    from: row.from,
    to: row.to,
    body: row.body,
    receivedAt: toInstantText(row.receivedAt),
    state: row.state as InboundView['state'],
    customer: row.customer,
    followUp: row.followUpId,
    intent: row.intent,
    rule: row.rule,
    value: row.value,
    comment: row.comment,
    handledAt: row.handledAt && toInstantText(row.handledAt),
    handledBy: row.handledBy,
  };
}
