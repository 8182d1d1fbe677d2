import { z } from 'zod';
import { instantOut } from '../common/schemas.js';
import { answeringSchema } from './answer.schema.js';
import { inboundSchema } from './inbox.schema.js';

const personSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  tier: z.string(),
  type: z.string(),
  language: z.string(),
});

/** How the rules read the text as an answer to one question. */
const readingSchema = z.object({
  intent: z.string(),
  value: z.union([z.number(), z.enum(['yes', 'no'])]).nullable(),
  comment: z.string().nullable(),
  rule: z.string(),
});

export const suggestedQuestionSchema = z.object({
  /** Link the text to this follow-up. */
  followUp: z.string(),
  customer: z.string(),
  question: z.enum(['csat', 'nps', 'ces', 'yes-no', 'confirm', 'slot']),
  step: z.string(),
  policy: z.string(),
  product: z.string().nullable(),
  /** The text that asked it. */
  asked: z.string().nullable(),
  askedAt: instantOut,
  /** open: it waits for an answer; late: it waited, in vain; answered: another one would correct it. */
  state: z.enum(['open', 'late', 'answered']),
  /** The answer it has. */
  score: z.string().nullable(),
  reading: readingSchema,
  /** Every answer it can have, likeliest reading or not. */
  values: z.array(z.union([z.number(), z.enum(['yes', 'no', 'reschedule'])])),
});
export type SuggestedQuestion = z.infer<typeof suggestedQuestionSchema>;

export const bubbleSchema = z.object({
  id: z.string(),
  /** in: the customer wrote; out: we did. */
  direction: z.enum(['in', 'out']),
  at: instantOut,
  body: z.string(),
  channel: z.string(),
  state: z.string(),
  /** out: what it was: message, reminder, reask, answer … */
  part: z.string().nullable(),
  followUp: z.string().nullable(),
  /** out: the text of the customer that it answers. */
  answers: z.string().nullable(),
  errorCode: z.int().nullable(),
});
export type Bubble = z.infer<typeof bubbleSchema>;

export const inboundDetailSchema = inboundSchema
  .extend({
    customer: personSchema.nullable(),
    /** Everybody whose number it is. */
    candidates: z.array(personSchema),
    /** Texts both ways, oldest first; the last fifty. */
    conversation: z.array(bubbleSchema),
    /** Whether and when an answer may leave; null while nobody knows whose number it is. */
    answering: answeringSchema.nullable(),
    suggestions: z.object({
      /** Likeliest first. */
      questions: z.array(suggestedQuestionSchema),
      /** In the customer's language. */
      answers: z.array(
        z.object({ template: z.string(), body: z.string(), language: z.string(), segments: z.int() }),
      ),
      /** Open ones of the customer. */
      tickets: z.array(
        z.object({
          id: z.string(),
          externalId: z.string(),
          subject: z.string(),
          kind: z.string(),
          state: z.string(),
          openedAt: instantOut,
        }),
      ),
    }),
    /** What staff did with it, oldest first. */
    history: z.array(
      z.object({
        at: instantOut,
        action: z.string(),
        by: z.string(),
        byName: z.string().nullable(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'InboundMessageDetail' });
export type InboundDetail = z.infer<typeof inboundDetailSchema>;
