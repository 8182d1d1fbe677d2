import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * The country that a telephone number belongs to, by its digits; undefined where it cannot be told (toll-free, satellite).
 * @param phone E.164
 */
export function countryOfNumber(phone: string): string | undefined {
  return parsePhoneNumberFromString(phone)?.country;
}
