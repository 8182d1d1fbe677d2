import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * The E.164 form of a phone number as people write it, or null when no such number can exist.
 * @param country ISO 3166-1 alpha-2; a number without `+` is read as dialled there
 */
export function parsePhone(text: string, country?: string): string | null {
  const inCountry =
    country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: inCountry, extract: false });
  return parsed?.isPossible() && parsed.ext === undefined ? parsed.number : null;
}

export const PHONE_FAULT =
  'must be a phone number that can exist, with its country code or as dialled in its country';

/** As `parsePhone`. @throws `request.invalid` for a number that cannot exist */
export function readPhone(text: string, country?: string): string {
  const phone = parsePhone(text, country);
  if (phone !== null) return phone;
  throw new DomainError('request.invalid', 'The request does not fit; see errors', {
    errors: [{ path: '/phone', message: PHONE_FAULT }],
  });
}
