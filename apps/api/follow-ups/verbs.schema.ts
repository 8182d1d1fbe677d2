import { z } from 'zod';
import { instantSchema, textSchema } from '../common/schemas.js';
import { outcomeSchema, scoreSchema } from '../subjects/events.schema.js';

const comment = textSchema(5_000).optional();

export const completeSchema = z.strictObject({ score: scoreSchema.optional(), comment }).default({});
export const skipSchema = z.strictObject({ reason: textSchema(1_000) });
export const snoozeSchema = z.strictObject({ until: instantSchema, reason: textSchema(1_000).optional() });
/** Id or key of a staff member; null gives it back to nobody. */
export const assignSchema = z.strictObject({ owner: textSchema(100).nullable() });
export const bookSchema = z.strictObject({ at: instantSchema, comment });
export const outcomeBodySchema = z.strictObject({
  outcome: outcomeSchema,
  callBackAt: instantSchema.optional(),
  score: scoreSchema.optional(),
  comment,
});
export const sendNowSchema = z.strictObject({}).default({});

export type Complete = z.infer<typeof completeSchema>;
export type Skip = z.infer<typeof skipSchema>;
export type Snooze = z.infer<typeof snoozeSchema>;
export type Assign = z.infer<typeof assignSchema>;
export type Book = z.infer<typeof bookSchema>;
export type Outcome = z.infer<typeof outcomeBodySchema>;
