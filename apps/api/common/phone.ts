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
