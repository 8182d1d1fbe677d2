import { z } from 'zod';
import type { ContactRules } from '../domain/contact-rules.js';
import { WEEKDAYS } from '../domain/quiet-hours.js';
import { checkShape, type Fault } from './fault.js';
import { country, length, localDate, localTime, monthDay } from './values.js';

const quietHours = z.strictObject({ from: localTime, to: localTime }).refine(({ from, to }) => from !== to, {
  error: 'Quiet hours must have a beginning and an end that differ.',
});

export const purpose = z.enum(['service', 'survey', 'marketing', 'safety', 'confirmation']);
const consentRule = z.enum(['none', 'informed', 'soft-opt-in', 'required', 'written']);
const outside = z.enum(['defer', 'pull-back']);
const consentRules = z.union([consentRule, z.record(z.union([country, z.literal('default')]), consentRule)], {
  error:
    'This is none, informed, soft-opt-in, required or written, or one of them for each country with a default.',
});

const contactHours = z.strictObject({
  quietHours: quietHours.optional(),
  weekdays: z.partialRecord(z.enum(WEEKDAYS), quietHours).optional(),
  blackoutDays: z
    .array(z.union([localDate, monthDay], { error: 'This is not a day such as 2027-12-25 or 12-25.' }))
    .max(400)
    .optional(),
});

/** When, how often and with which consent customers are contacted: section 6 of the policy format, without its outer key. */
export const contactRulesDocument = z.strictObject({
  ...contactHours.shape,
  countries: z.record(country, contactHours).optional(),
  urgent: z.array(purpose).optional(),
  outside: z.strictObject({ sms: outside.optional(), survey: outside.optional() }).optional(),
  frequency: z
    .strictObject({ max: z.int().min(1), per: length, exempt: z.array(purpose).optional() })
    .optional(),
  surveyEvery: length.optional(),
  merge: length.optional(),
  consent: z
    .strictObject({
      service: consentRules.optional(),
      survey: consentRules.optional(),
      marketing: consentRules.optional(),
      safety: consentRules.optional(),
      confirmation: consentRules.optional(),
    })
    .optional(),
});

export type ParsedContactRules =
  | { readonly ok: true; readonly contactRules: ContactRules }
  | { readonly ok: false; readonly errors: Fault[] };

/** Checks contact rules and names all faults at once. */
export function parseContactRules(json: unknown): ParsedContactRules {
  const { value, faults } = checkShape(contactRulesDocument, json);
  return value ? { ok: true, contactRules: value } : { ok: false, errors: faults };
}
