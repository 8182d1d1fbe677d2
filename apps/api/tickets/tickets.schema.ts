import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  idSchema,
  instantOut,
  instantSchema,
  keySchema,
  textSchema,
  toInstantText,
} from '../common/schemas.js';
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
    products: z.array(productSchema),
    owner: z.string().nullable(),
    relatedSale: z.string().nullable(),
    praised: z.string().nullable(),
    plans: z.array(openedPlanSchema).optional(),
  })
  .meta({ id: 'Ticket' });
export const ticketPageSchema = pageOf(ticketSchema).meta({ id: 'TicketPage' });
export type TicketView = z.infer<typeof ticketSchema>;

export const ticketQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  externalId: z.string().max(200).optional(),
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
    products: row.products as TicketView['products'],
    owner: row.ownerId,
    relatedSale: row.relatedSaleId,
    praised: row.praisedId,
  };
}
