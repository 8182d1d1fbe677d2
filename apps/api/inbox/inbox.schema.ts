import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, textSchema, toInstantText } from '../common/schemas.js';
import { customerRefSchema } from '../customers/customer-ref.js';

/** inbox: waits for staff; handled: a rule understood it; settled: staff dealt with it; received: being read. */
const stateSchema = z.enum(['received', 'handled', 'inbox', 'settled']);

/** opt-out: it may ask for no more messages; unclear: its question is known; unmatched: nobody knows what it answers. */
export const INBOX_KINDS = ['opt-out', 'unclear', 'unmatched'] as const;
const kindSchema = z.enum(INBOX_KINDS);

/** A text that may be a withdrawal: nothing but a person can tell. */
export const POSSIBLE_OPT_OUT = 'opt-out.possible';

export const inboxQuerySchema = pageQuerySchema.extend({
  state: stateSchema.default('inbox'),
  kind: kindSchema.optional(),
  customer: filterSchema(100),
  /** Id or key of the staff member who looks after it; `none`: nobody does. */
  owner: filterSchema(100),
  /** Found in the text, the number or the customer's name. */
  q: filterSchema(200),
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

export const settleSchema = z.strictObject({ comment: textSchema(5_000).optional() }).default({});
export type Settle = z.infer<typeof settleSchema>;

/** Id or key of a staff member; null: nobody's any more. */
export const assignInboundSchema = z.strictObject({ owner: textSchema(100).nullable() });
export type AssignInbound = z.infer<typeof assignInboundSchema>;

/** Whose text it is: our id, an `externalId`, or a whole new customer. */
export const inboundCustomerSchema = z.strictObject({ customer: customerRefSchema });
export type InboundCustomer = z.infer<typeof inboundCustomerSchema>;

/** What they want no more of; by default nothing at all by this channel. */
export const inboundOptOutSchema = z
  .strictObject({
    purpose: z.enum(['all', 'service', 'survey', 'marketing']).default('all'),
    comment: textSchema(5_000).optional(),
  })
  .prefault({});
export type InboundOptOut = z.infer<typeof inboundOptOutSchema>;

export const inboundSchema = z
  .object({
    id: z.string(),
    messageSid: z.string(),
    channel: z.enum(['sms', 'whatsapp', 'email']),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    /** Pictures and the like that came with it. */
    media: z.int(),
    receivedAt: instantOut,
    state: stateSchema,
    kind: kindSchema,
    customer: z.object({ id: z.string(), name: z.string() }).nullable(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    followUp: z.string().nullable(),
    ticket: z.object({ id: z.string(), externalId: z.string(), subject: z.string() }).nullable(),
    /** How many texts answered it. */
    answers: z.int(),
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

export const INBOUND_INCLUDE = {
  customer: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  ticket: { select: { id: true, externalId: true, subject: true } },
  _count: { select: { answers: true } },
} as const satisfies Prisma.InboundMessageInclude;
export type InboundRow = Prisma.InboundMessageGetPayload<{ include: typeof INBOUND_INCLUDE }>;

export function toInbound(row: InboundRow): InboundView {
  return {
    id: row.id,
    messageSid: row.messageSid,
    channel: row.channel as InboundView['channel'],
    from: row.from,
    to: row.to,
    body: row.body,
    media: row.numMedia,
    receivedAt: toInstantText(row.receivedAt),
    state: row.state as InboundView['state'],
    kind: kindOf(row),
    customer: row.customer,
    owner: row.owner,
    followUp: row.followUpId,
    ticket: row.ticket,
    answers: row._count.answers,
    intent: row.intent,
    rule: row.rule,
    value: row.value,
    comment: row.comment,
    handledAt: row.handledAt && toInstantText(row.handledAt),
    handledBy: row.handledBy,
  };
}

function kindOf({ rule, followUpId }: InboundRow): InboundView['kind'] {
  if (rule === POSSIBLE_OPT_OUT) return 'opt-out';
  return followUpId === null ? 'unmatched' : 'unclear';
}
