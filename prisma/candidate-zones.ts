import { getCountry } from 'countries-and-timezones';
import { countryOfNumber } from './country-of-number.js';

/** What is known of where somebody is. */
export interface Whereabouts {
  /** IANA zone of the customer, or else of the site that is looked after there. */
  zone?: string | null;
  siteZone?: string | null;
  country?: string | null;
  /** E.164 */
  phone?: string;
}

/**
 * The zones somebody may be in: the stored one, else every zone of the country their number belongs to and of the one
 * they live in. An area code decides nothing: mobile numbers move with people. Undefined where nothing is known.
 */
export function zonesOf({ zone, siteZone, country, phone }: Whereabouts): string[] | undefined {
  const known = zone ?? siteZone;
  if (known) return [known];
  const countries = [country, phone === undefined ? undefined : countryOfNumber(phone)];
  const zones = new Set(countries.flatMap((code) => (code && getCountry(code)?.timezones) || []));
  return zones.size > 0 ? [...zones] : undefined;
}
