import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, many } from '../common/schemas.js';

export const TIMELINE_KINDS = [
  'sale',
  'ticket',
  'agreement',
  'follow-up',
  'call',
  'message',
  'reply',
  'escalation',
  'consent',
  'event',
] as const;

export const timelineQuerySchema = pageQuerySchema.extend({ kind: many(z.enum(TIMELINE_KINDS)) });
export type TimelineQuery = z.infer<typeof timelineQuerySchema>;

export const timelineItemSchema = z
  .object({
    id: z.string(),
    at: instantOut,
    kind: z.enum(TIMELINE_KINDS),
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
