import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  filterSchema,
  idSchema,
  instantOut,
  instantSchema,
  keySchema,
  textSchema,
  toInstantText,
} from '../common/schemas.js';
import { reasonSchema } from '../common/reason.schema.js';
import { openedPlanSchema, productSchema, subjectFields } from '../subjects/subjects.schema.js';

const kindSchema = z.enum(['request', 'incident', 'complaint', 'compliment']);
const prioritySchema = z.enum(['low', 'normal', 'high', 'urgent']);

export const newTicketSchema = z.strictObject({
  ...subjectFields,
  openedAt: instantSchema,
  subject: textSchema(500),
  kind: kindSchema,
  /** Why they came to us, in a word that many tickets share (leak, invoice, no-show): reports count by it. */
  reason: keySchema.optional(),
  priority: prioritySchema,
  products: z.array(productSchema).max(200).default([]),
  /** Id or key of the staff member whose ticket it is. */
  owner: textSchema(100).optional(),
  /** Id of the sale it is about. */
  relatedSale: idSchema.optional(),
  /** A compliment: id or key of the staff member who is praised; they hear of it, and their manager. */
  praised: textSchema(100).optional(),
});
export type NewTicket = z.infer<typeof newTicketSchema>;

/** open: ours to work on; waiting: for the customer; resolved; closed. */
export const ticketStateSchema = z.enum(['open', 'waiting', 'resolved', 'closed']);

/** A promised time and how its clock stands. */
export const clockSchema = z
  .object({
    target: z.enum(['first-response', 'next-reply', 'resolution']),
    /** Null while it is paused or has not begun. */
    dueAt: instantOut.nullable(),
    state: z.enum(['running', 'paused', 'met', 'breached', 'inactive']),
    workedMinutes: z.number(),
    pausedMinutes: z.number(),
    /** Target minus worked; negative when it took too long. */
    marginMinutes: z.number(),
    /** When it stopped; null while it runs or stands paused. A breached clock may still run. */
    endedAt: instantOut.nullable(),
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'TicketClock' });
export type ClockView = z.infer<typeof clockSchema>;

export const ticketSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    customer: z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string() }),
    openedAt: instantOut,
    subject: z.string(),
    kind: kindSchema,
    reason: z.string().nullable(),
    priority: prioritySchema,
    state: ticketStateSchema,
    /** Since when it is in this state. */
    stateAt: instantOut,
    products: z.array(productSchema),
    owner: z.string().nullable(),
    relatedSale: z.string().nullable(),
    praised: z.string().nullable(),
    plans: z.array(openedPlanSchema).optional(),
  })
  .meta({ id: 'Ticket' });

/** A ticket as a list shows it: with its customer, its owner by name, and its clocks. */
export const ticketItemSchema = ticketSchema
  .omit({ plans: true })
  .extend({
    customer: z.object({
      id: z.string(),
      externalId: z.string().nullable(),
      name: z.string(),
      tier: z.string(),
      type: z.string(),
    }),
    ownerName: z.string().nullable(),
    clocks: z.array(clockSchema),
    /** When the first clock that still runs is due; past when it is breached. */
    dueAt: instantOut.nullable(),
    openEscalations: z.int(),
  })
  .meta({ id: 'TicketItem' });
export const ticketPageSchema = pageOf(ticketItemSchema).meta({ id: 'TicketPage' });
export type TicketItem = z.infer<typeof ticketItemSchema>;

/** Everything about one ticket. */
export const ticketDetailSchema = ticketItemSchema
  .extend({
    /** IANA zone that its times are local to. */
    zone: z.string().nullable(),
    plans: z.array(openedPlanSchema),
    /** Stretches in which it waited for the customer. */
    pauses: z.array(z.object({ from: instantOut, until: instantOut.nullable() })),
    /** What happened to it, oldest first. */
    events: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        at: instantOut,
        by: z.string(),
        step: z.string().nullable(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    escalations: z.array(
      z.object({
        id: z.string(),
        of: z.string(),
        state: z.enum(['open', 'acknowledged', 'resolved']),
        level: z.int(),
        at: instantOut,
        owner: z.object({ id: z.string(), name: z.string() }).nullable(),
      }),
    ),
    /** Verbs that the state allows. */
    verbs: z.array(z.enum(['reply', 'wait', 'resume', 'resolve', 'close', 'reopen', 'assign'])),
  })
  .meta({ id: 'TicketDetail' });
export type TicketDetail = z.infer<typeof ticketDetailSchema>;

const commentSchema = textSchema(5_000).optional();
export const ticketVerbSchema = z.strictObject({ comment: commentSchema }).default({});
export type TicketVerbBody = z.infer<typeof ticketVerbSchema>;
/** Id or key of the staff member whose ticket it becomes. */
export const assignTicketSchema = z.strictObject({ owner: textSchema(100), comment: commentSchema });
export type AssignTicket = z.infer<typeof assignTicketSchema>;
export type TicketView = z.infer<typeof ticketSchema>;

export const ticketQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  externalId: z.string().max(200).optional(),
  /** `unresolved`: open or waiting. */
  state: z.enum(['open', 'waiting', 'resolved', 'closed', 'unresolved']).optional(),
  kind: kindSchema.optional(),
  priority: prioritySchema.optional(),
  tier: z.enum(['platinum', 'gold', 'iron', 'lead']).optional(),
  /** Id or key of a staff member; `none`: nobody's. */
  owner: z.string().max(100).optional(),
  /** How one of its clocks stands. */
  clock: z.enum(['running', 'paused', 'breached']).optional(),
  /** Found in the subject, the number or the customer's name. */
  q: filterSchema(200),
  /** newest (default), or by the clock that is due first. */
  sort: z.enum(['newest', 'due']).default('newest'),
});
export type TicketQuery = z.infer<typeof ticketQuerySchema>;

export const TICKET_INCLUDE = { customer: { select: { id: true, externalId: true, name: true } } } as const;
export type TicketRow = Prisma.TicketGetPayload<{ include: typeof TICKET_INCLUDE }>;

export function toTicket(row: TicketRow): TicketView {
  return {
    id: row.id,
    externalId: row.externalId,
    customer: row.customer,
    openedAt: toInstantText(row.openedAt),
    subject: row.subject,
    kind: row.kind as TicketView['kind'],
    reason: row.reason,
    priority: row.priority as TicketView['priority'],
    state: row.state as TicketView['state'],
    stateAt: toInstantText(row.stateAt),
    products: row.products as TicketView['products'],
    owner: row.ownerId,
    relatedSale: row.relatedSaleId,
    praised: row.praisedId,
  };
}
