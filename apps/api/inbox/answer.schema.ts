import { z } from 'zod';
import { reasonSchema } from '../common/reason.schema.js';
import { instantOut, keySchema, textSchema } from '../common/schemas.js';

/** The provider takes no longer text. */
const LONGEST_TEXT = 1_600;

/** What is answered: own words, or a ready answer. */
export const answerTextSchema = z
  .strictObject({
    text: textSchema(LONGEST_TEXT).optional(),
    /** Key of a ready answer: a template whose key begins with `reply-`. */
    template: keySchema.optional(),
    /** Whether it waits for staff no longer. */
    settle: z.boolean().default(true),
  })
  .refine(({ text, template }) => (text === undefined) !== (template === undefined), {
    path: ['text'],
    error: 'one of text and template is needed',
  })
  .meta({ id: 'InboxAnswer' });
export type AnswerText = z.infer<typeof answerTextSchema>;

const writtenFields = {
  /** As it leaves: composed letters, plain quotes and hyphens. */
  body: z.string(),
  language: z.string(),
  encoding: z.enum(['GSM-7', 'UCS-2']),
  units: z.int(),
  segments: z.int(),
  /** The characters that force UCS-2. */
  odd: z.array(z.string()),
};

const allowedFields = {
  /** confirmation: within a day of the customer's text; service: after it. */
  purpose: z.enum(['confirmation', 'service']),
  /** Whether it may leave at all. */
  allowed: z.boolean(),
  /** When it may leave; null: never, as things stand. */
  sendAt: instantOut.nullable(),
  /** What stands against it, or moves it. */
  reasons: z.array(reasonSchema),
};

/** Whether and when an answer may leave. */
export const answeringSchema = z.object(allowedFields).meta({ id: 'InboxAnswering' });
export type AnsweringView = z.infer<typeof answeringSchema>;

export const answerPreviewSchema = z
  .object({ ...writtenFields, ...allowedFields })
  .meta({ id: 'InboxAnswerPreview' });
export type AnswerPreview = z.infer<typeof answerPreviewSchema>;

export const answeredSchema = z
  .object({
    /** Id of the message that leaves. */
    message: z.string(),
    state: z.string(),
    body: z.string(),
    purpose: z.enum(['confirmation', 'service']),
    segments: z.int(),
    sendAt: instantOut,
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'InboxAnswered' });
export type AnsweredView = z.infer<typeof answeredSchema>;
