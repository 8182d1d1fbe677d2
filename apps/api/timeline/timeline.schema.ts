import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut } from '../common/schemas.js';

export const timelineQuerySchema = pageQuerySchema;

export const timelineItemSchema = z
  .object({
    id: z.string(),
    at: instantOut,
    kind: z.enum([
      'sale',
      'ticket',
      'agreement',
      'follow-up',
      'message',
      'reply',
      'escalation',
      'consent',
      'event',
    ]),
    /** A step, a subject, a purpose, an event's type: what it is about, in the system's own word. */
    title: z.string(),
    /** Words of people: a text, a comment, a product. */
    detail: z.string().nullable(),
    state: z.string().nullable(),
    plan: z.string().nullable(),
    followUp: z.string().nullable(),
  })
  .meta({ id: 'TimelineItem' });
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export const timelineSchema = pageOf(timelineItemSchema).meta({ id: 'Timeline' });
