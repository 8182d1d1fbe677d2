import { z } from 'zod';
import { reasonSchema } from '../common/reason.schema.js';
import { idSchema, instantOut, instantSchema, zoneSchema } from '../common/schemas.js';

const localTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'must be a local date and time such as 2027-03-07T20:50',
  )
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'must be a date that exists');

export const tryContactSchema = z
  .strictObject({
    /** Id of a stored customer; or else a telephone number. */
    customer: idSchema.optional(),
    phone: z.string().max(30).optional(),
    /** Where the person is, in place of what is stored. */
    zone: zoneSchema.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    channel: z.enum(['sms', 'whatsapp', 'email', 'call']).default('sms'),
    purpose: z.enum(['service', 'survey', 'marketing', 'safety', 'confirmation']).default('service'),
    /** Default: now. */
    at: instantSchema.optional(),
    /** The same on the clock of the person. */
    atLocal: localTime.optional(),
  })
  .refine(({ customer, phone }) => (customer === undefined) !== (phone === undefined), {
    path: ['customer'],
    error: 'one of customer and phone says who is meant',
  })
  .refine(({ at, atLocal }) => at === undefined || atLocal === undefined, {
    path: ['atLocal'],
    error: 'one of at and atLocal is enough',
  });
export type TryContact = z.infer<typeof tryContactSchema>;

export const contactVerdictSchema = z
  .object({
    allowed: z.boolean(),
    /** The instant asked about. */
    at: instantOut,
    atLocal: z.string(),
    /** The first instant at which it is allowed; null: never, as things stand. */
    nextAllowedAt: instantOut.nullable(),
    nextAllowedLocal: z.string().nullable(),
    reasons: z.array(reasonSchema),
    /** Whom the answer is about; null for a number of nobody we know. */
    customer: z.string().nullable(),
    /** The zone that local times are of. */
    zone: z.string(),
    /** All zones the person may be in: it has to be a decent hour in each. */
    zones: z.array(z.string()),
  })
  .meta({ id: 'ContactVerdict' });
export type ContactVerdictView = z.infer<typeof contactVerdictSchema>;
