import { z } from 'zod';

/** A token that cannot be ours is simply not found. */
export const tokenSchema = z.string().max(200);
/** What a link says was chosen; one that is no answer chooses none. */
export const valueSchema = z.string().max(20);

export const answerFormSchema = z.looseObject({
  value: z.string().max(20).default(''),
  comment: z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').trim().slice(0, 1000))
    .default(''),
});
export type AnswerForm = z.infer<typeof answerFormSchema>;
