import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { instantOut, instantSchema, textSchema, toInstantText } from '../common/schemas.js';
import { CHANNELS, PURPOSES } from './customers.schema.js';

/** `all` stands for every purpose on that channel. */
const consentPurposeSchema = z.enum([...PURPOSES, 'all']);

export const newConsentSchema = z
  .strictObject({
    channel: z.enum(CHANNELS),
    purpose: consentPurposeSchema,
    granted: z.boolean(),
    /** How it came: form, web, in-person, phone-call, sms-reply, carrier, import … */
    method: textSchema(60),
    /** The exact words the customer saw or wrote. */
    text: textSchema(2000),
    /** Default: now. */
    at: instantSchema.optional(),
  })
  .meta({ id: 'NewConsent' });
export type NewConsent = z.infer<typeof newConsentSchema>;

export const consentSchema = z
  .object({
    id: z.string(),
    channel: z.enum(CHANNELS),
    purpose: consentPurposeSchema,
    granted: z.boolean(),
    method: z.string(),
    text: z.string(),
    at: instantOut,
    recordedBy: z.string(),
  })
  .meta({ id: 'Consent' });
export const consentPageSchema = pageOf(consentSchema).meta({ id: 'ConsentPage' });
export type ConsentView = z.infer<typeof consentSchema>;

export function toConsent(row: Prisma.ConsentGetPayload<object>): ConsentView {
  return {
    id: row.id,
    channel: row.channel as ConsentView['channel'],
    purpose: row.purpose as ConsentView['purpose'],
    granted: row.granted,
    method: row.method,
    text: row.text,
    at: toInstantText(row.at),
    recordedBy: row.recordedBy,
  };
}
