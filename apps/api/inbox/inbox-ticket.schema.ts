import { z } from 'zod';
import { idSchema, instantSchema, keySchema, textSchema } from '../common/schemas.js';

/** What is made of a text. All have sensible defaults, so that one press is enough. */
const fields = {
  /** Default: what the customer wrote. */
  subject: textSchema(500).optional(),
  /** Default: high for a complaint, low for a compliment, else normal. */
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  reason: keySchema.optional(),
  /** Id or key of the staff member whose ticket it is; default: who looks after the text, or who presses. */
  owner: textSchema(100).optional(),
  relatedSale: idSchema.optional(),
};

/** What we tell the customer that we will do; it is work on the board until it is kept. */
const promiseSchema = z.strictObject({
  text: textSchema(1_000),
  dueAt: instantSchema,
  kind: z.enum(['call', 'review']).default('call'),
  owner: textSchema(100).optional(),
});

export const inboxTicketSchema = z
  .strictObject({
    ...fields,
    kind: z.enum(['request', 'incident']).default('request'),
    promise: promiseSchema.optional(),
  })
  .prefault({});
export const inboxComplaintSchema = z
  .strictObject({ ...fields, promise: promiseSchema.optional() })
  .prefault({});
export const inboxComplimentSchema = z
  .strictObject({
    ...fields,
    /** Id or key of the staff member who is praised; they hear of it, and their manager. */
    praised: textSchema(100).optional(),
  })
  .prefault({});

export type InboxTicket = z.infer<typeof inboxTicketSchema>;
export type InboxComplaint = z.infer<typeof inboxComplaintSchema>;
export type InboxCompliment = z.infer<typeof inboxComplimentSchema>;

/** Facts of a ticket that is made of a text. */
export type TicketOfText = Omit<InboxTicket, 'kind'> & {
  kind: 'request' | 'incident' | 'complaint' | 'compliment';
  praised?: string;
};
