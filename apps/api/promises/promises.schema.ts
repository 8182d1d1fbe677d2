import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, idSchema, instantOut, instantSchema, textSchema } from '../common/schemas.js';

/** About which of these it was made: exactly one. */
const ABOUT = ['ticket', 'sale', 'agreement'] as const;

export const newPromiseSchema = z
  .strictObject({
    ticket: idSchema.optional(),
    sale: idSchema.optional(),
    agreement: idSchema.optional(),
    /** What we told the customer, in our words. */
    text: textSchema(1_000),
    dueAt: instantSchema,
    /** Whether it is kept by calling the customer. */
    kind: z.enum(['call', 'review']).default('review'),
    /** Id or key of the member of staff who keeps it; default: whoever has the other work. */
    owner: textSchema(100).optional(),
  })
  .refine((body) => ABOUT.filter((one) => body[one] !== undefined).length === 1, {
    path: ['ticket'],
    message: 'exactly one of ticket, sale and agreement is needed',
  })
  .meta({ id: 'NewPromise' });
export type NewPromise = z.infer<typeof newPromiseSchema>;

/** open: not due yet; broken: due and not kept; kept; withdrawn: it is no longer wanted. */
const stateSchema = z.enum(['open', 'broken', 'kept', 'withdrawn']);

export const promiseQuerySchema = pageQuerySchema.extend({
  customer: filterSchema(100),
  owner: filterSchema(100),
  state: stateSchema.optional(),
});
export type PromiseQuery = z.infer<typeof promiseQuerySchema>;

export const promiseSchema = z
  .object({
    /** Of the follow-up that keeps it: `complete` says that it was kept. */
    id: z.string(),
    text: z.string(),
    state: stateSchema,
    kind: z.enum(['call', 'review']),
    dueAt: instantOut,
    customer: z.object({ id: z.string(), name: z.string() }),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    plan: z.string(),
    subject: z.object({ type: z.enum(ABOUT), id: z.string() }),
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'Promise' });
export const promisePageSchema = pageOf(promiseSchema).meta({ id: 'PromisePage' });
export type PromiseView = z.infer<typeof promiseSchema>;
