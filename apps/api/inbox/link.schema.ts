import { z } from 'zod';
import { idSchema, textSchema } from '../common/schemas.js';

/** What a text belongs to: a follow-up whose question it answers, or an open ticket. */
export const linkInboundSchema = z
  .strictObject({
    followUp: idSchema.optional(),
    ticket: idSchema.optional(),
    /**
     * What it answers, as a person reads it: a score, yes or no; for times that were offered the number of one, or
     * `reschedule`. Default: as the rules read it; without either it is a comment.
     */
    value: z.union([z.int().min(0).max(10), z.enum(['yes', 'no', 'reschedule'])]).optional(),
    /** Beside the answer. Default: the customer's words, where they say more. */
    comment: textSchema(5_000).optional(),
  })
  .refine(({ followUp, ticket }) => (followUp === undefined) !== (ticket === undefined), {
    path: ['followUp'],
    error: 'one of followUp and ticket is needed',
  })
  .refine(({ ticket, value }) => ticket === undefined || value === undefined, {
    path: ['value'],
    error: 'only a question of a follow-up has an answer',
  })
  .meta({ id: 'LinkInbound' });
export type LinkInbound = z.infer<typeof linkInboundSchema>;
