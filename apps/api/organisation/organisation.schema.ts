import type { Prisma } from '@aftercare/db/client.js';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { parsePhone } from '../common/phone.js';
import { textSchema, zoneSchema } from '../common/schemas.js';

export const organisationSchema = z
  .strictObject({
    /** How texts name us. */
    name: textSchema(100),
    zone: zoneSchema,
    country: z.string().refine(isSupportedCountry, 'is not a country code of ISO 3166-1'),
    language: z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as en'),
    /** The number that people answer; texts name it. */
    phone: textSchema(40).nullable().default(null),
    /** Where customers tell others how it was; texts that ask for it name it as `{link}`. */
    reviewUrl: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .nullable()
      .default(null),
  })
  .check(({ value, issues }) => {
    if (value.phone === null || parsePhone(value.phone, value.country) !== null) return;
    issues.push({
      code: 'custom',
      path: ['phone'],
      message: 'must be a phone number that can exist',
      input: value.phone,
    });
  })
  .transform((facts) => ({ ...facts, phone: facts.phone && parsePhone(facts.phone, facts.country) }))
  .meta({ id: 'OrganisationFacts' });
export type OrganisationFacts = z.infer<typeof organisationSchema>;

export const organisationView = z
  .object({
    name: z.string(),
    zone: z.string(),
    country: z.string(),
    language: z.string(),
    phone: z.string().nullable(),
    reviewUrl: z.string().nullable(),
  })
  .meta({ id: 'Organisation' });
export type OrganisationView = z.infer<typeof organisationView>;

export function toOrganisation(row: Prisma.OrganisationGetPayload<object>): OrganisationView {
  const { name, zone, country, language, phone, reviewUrl } = row;
  return { name, zone, country, language, phone, reviewUrl };
}
