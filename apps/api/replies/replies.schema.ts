import { z } from 'zod';

export const replySchema = z
  .strictObject({
    /** May be empty: a customer can send nothing. */
    text: z.string().max(5000),
    question: z.enum(['csat', 'nps', 'ces', 'yes-no', 'confirm', 'slot', 'none']),
    /** slot: how many times were offered; default 3. */
    choices: z.int().min(1).max(9).optional(),
    /** Twilio's `OptOutType`, where Advanced Opt-Out is on. */
    optOutType: z.string().max(20).optional(),
  })
  .meta({ id: 'Reply' });
export type Reply = z.infer<typeof replySchema>;

export const interpretationSchema = z
  .object({
    intent: z.enum([
      'opt-out',
      'opt-in',
      'help',
      'score',
      'choice',
      'yes',
      'no',
      'reschedule',
      'comment',
      'unclear',
    ]),
    value: z.union([z.number(), z.enum(['yes', 'no'])]).optional(),
    comment: z.string().optional(),
    rule: z.string(),
    possibleOptOut: z.boolean().optional(),
  })
  .meta({ id: 'Interpretation' });
