import { z } from 'zod';
import { agreementSchema } from '../agreements/agreements.schema.js';
import { followUpSchema } from '../common/follow-up.view.js';
import { instantOut } from '../common/schemas.js';
import { assetSchema, siteSchema } from '../customers/belongings.schema.js';
import { consentSchema } from '../customers/consents.schema.js';
import { customerSchema } from '../customers/customers.schema.js';
import { escalationSchema } from '../escalations/escalations.schema.js';
import { messageSchema } from '../messages/messages.schema.js';
import { planSummarySchema } from '../plans/plans.schema.js';
import { promiseSchema } from '../promises/promises.schema.js';
import { saleSchema } from '../sales/sales.schema.js';
import { ticketSchema } from '../tickets/tickets.schema.js';
import { timelineSchema } from '../timeline/timeline.schema.js';

/** An answer to a question, on whatever channel it came. */
const scoreSchema = z.object({
  followUp: z.string(),
  step: z.string(),
  question: z.string().nullable(),
  score: z.string(),
  comment: z.string().nullable(),
  at: instantOut,
});
export type ScoreView = z.infer<typeof scoreSchema>;

/** One attempt to speak with the customer, as it was told. */
const spokenSchema = z.object({
  followUp: z.string(),
  step: z.string(),
  at: instantOut,
  outcome: z.string(),
  comment: z.string().nullable(),
  callBackAt: instantOut.nullable(),
  by: z.string(),
});
export type SpokenView = z.infer<typeof spokenSchema>;

/** The newest of a list, and how many there are in all. */
const newest = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.int() });

/** Everything about one customer, for whoever has to know it now. Each list shows its newest; `total` counts all. */
export const serviceFileSchema = z
  .object({
    now: instantOut,
    customer: customerSchema,
    /** The zone in which the customer lives, and the wall time there now. */
    zone: z.string(),
    localTime: z.string(),
    /** Who stands in for an owner who is away. */
    deputy: z.object({ id: z.string(), name: z.string() }).nullable(),
    sites: newest(siteSchema),
    assets: newest(assetSchema),
    agreements: newest(agreementSchema),
    sales: newest(saleSchema),
    tickets: newest(ticketSchema),
    /** Open ones first. */
    plans: newest(planSummarySchema),
    /** What is still to come or to be done, by date. */
    work: newest(followUpSchema),
    visits: newest(followUpSchema),
    calls: newest(spokenSchema),
    scores: newest(scoreSchema),
    messages: newest(messageSchema),
    promises: newest(promiseSchema),
    /** Those that nobody has resolved. */
    escalations: newest(escalationSchema),
    /** The consent ledger. */
    consents: newest(consentSchema),
    /** Its first page; `GET /v1/customers/{id}/timeline` goes on behind `next`. */
    timeline: timelineSchema,
  })
  .meta({ id: 'ServiceFile' });
export type ServiceFile = z.infer<typeof serviceFileSchema>;
