import type { Prisma } from '@aftercare/db/client.js';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { PHONE_FAULT, parsePhone } from '../common/phone.js';
import {
  externalIdSchema,
  filterSchema,
  instantOut,
  instantSchema,
  textSchema,
  toInstantText,
  zoneSchema,
} from '../common/schemas.js';

export const CHANNELS = ['sms', 'whatsapp', 'email', 'call'] as const;
export const PURPOSES = ['service', 'survey', 'marketing', 'safety', 'confirmation'] as const;

const customerTypeSchema = z.enum(['retail', 'business', 'channel', 'internal']);
const tierSchema = z.enum(['platinum', 'gold', 'iron', 'lead']);
export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
  .refine(isSupportedCountry, 'is not a country code of ISO 3166-1')
  .meta({ example: 'LT' });
const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'must be a language code such as en, es, zh or lt')
  .meta({ example: 'lt' });

/** With letters of any script on both sides of the @, as RFC 6531 allows. */
const EMAIL =
  /^[\p{L}\p{N}_'%+&-]+(?:\.[\p{L}\p{N}_'%+&-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)$/u;

/** What may be said of a customer. */
const factFields = {
  name: textSchema(200),
  /** As people write it; stored as E.164. Without `+` it is read as dialled in `country`. */
  phone: textSchema(40),
  email: z.email({ pattern: EMAIL, error: 'must be an e-mail address' }).optional(),
  language: languageSchema,
  type: customerTypeSchema,
  tier: tierSchema,
  country: countrySchema,
  region: textSchema(60).optional(),
  zone: zoneSchema.optional(),
  /** In order of preference. */
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length).optional(),
  /** Id or key of a staff member. */
  owner: textSchema(100).optional(),
};

/** A new customer. `phone` comes out as E.164. */
export const newCustomerSchema = z
  .strictObject({ externalId: externalIdSchema, ...factFields })
  // Also when other fields have faults, so that all are told at once.
  .refine(hasPossiblePhone, {
    path: ['phone'],
    message: PHONE_FAULT,
    when: ({ value }) => hasPhoneText(value),
  })
  .transform((facts) => ({ ...facts, phone: parsePhone(facts.phone, facts.country)! }))
  .meta({ id: 'NewCustomer' });
export type NewCustomer = z.infer<typeof newCustomerSchema>;

/** What may change later. `null` takes a fact away; a phone without `+` is read in the country that then holds. */
export const customerChangesSchema = z
  .strictObject({
    ...factFields,
    email: factFields.email.nullable(),
    region: factFields.region.nullable(),
    zone: factFields.zone.nullable(),
    owner: factFields.owner.nullable(),
    /** When the customer left us for good: nothing is sent any more. */
    leftAt: instantSchema.nullable(),
  })
  .partial()
  .meta({ id: 'CustomerChanges' });
export type CustomerChanges = z.infer<typeof customerChangesSchema>;

export const customerQuerySchema = pageQuerySchema.extend({
  q: filterSchema(200),
  phone: filterSchema(40),
  externalId: filterSchema(200),
});
export type CustomerQuery = z.infer<typeof customerQuerySchema>;

export const customerSchema = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    name: z.string(),
    phone: z.string(),
    phoneState: z.enum(['ok', 'doubtful', 'landline', 'invalid']),
    email: z.string().nullable(),
    language: z.string(),
    type: customerTypeSchema,
    tier: tierSchema,
    country: z.string(),
    region: z.string().nullable(),
    zone: z.string().nullable(),
    channels: z.array(z.enum(CHANNELS)),
    owner: z.object({ id: z.string(), key: z.string(), name: z.string() }).nullable(),
    leftAt: instantOut.nullable(),
    createdAt: instantOut,
  })
  .meta({ id: 'Customer' });
export const customerPageSchema = pageOf(customerSchema).meta({ id: 'CustomerPage' });
export type CustomerView = z.infer<typeof customerSchema>;

/** What a customer is read with. */
export const CUSTOMER_INCLUDE = { owner: { select: { id: true, key: true, name: true } } } as const;
export type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof CUSTOMER_INCLUDE }>;

export function toCustomer(row: CustomerRow): CustomerView {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    phone: row.phone,
    // The columns below are text that check constraints hold to these words.
    phoneState: row.phoneState as CustomerView['phoneState'],
    email: row.email,
    language: row.language,
    type: row.type as CustomerView['type'],
    tier: row.tier as CustomerView['tier'],
    country: row.country,
    region: row.region,
    zone: row.zone,
    channels: row.channels as CustomerView['channels'],
    owner: row.owner,
    leftAt: row.leftAt && toInstantText(row.leftAt),
    createdAt: toInstantText(row.createdAt),
  };
}

function hasPhoneText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'phone' in value && typeof value.phone === 'string';
}

function hasPossiblePhone({ phone, country }: { phone: string; country: unknown }): boolean {
  return parsePhone(phone, typeof country === 'string' ? country : undefined) !== null;
}
