import { getTimezonesForCountry } from 'countries-and-timezones';

/** States and provinces of countries with several zones; without one the zone of the capital or main city holds. */
const ZONES_BY_REGION: Readonly<Record<string, string>> = {
  ...named('America/Los_Angeles', ['US-CA', 'US-WA', 'US-NV', 'US-OR']),
  ...named('America/Denver', ['US-UT', 'US-CO', 'US-NM']),
  'US-AZ': 'America/Phoenix',
  ...named('America/Chicago', ['US-IL', 'US-WI', 'US-TX']),
  ...named('America/New_York', ['US-NY', 'US-FL', 'US-MA']),
  'CA-BC': 'America/Vancouver',
  ...named('America/Edmonton', ['CA-AB', 'CA-NT']),
  'CA-MB': 'America/Winnipeg',
  ...named('America/Toronto', ['CA-ON', 'CA-QC']),
  'CA-NS': 'America/Halifax',
  ...named('America/Sao_Paulo', ['BR-SP', 'BR-RJ', 'BR-DF']),
  'AU-NSW': 'Australia/Sydney',
};

const MAIN_ZONES: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
  US: 'America/New_York',
};

/**
 * The zone of an address, as well as country and state tell it. Where neither table knows, the first zone listed for
 * the country: right for countries with one zone, a guess for others.
 */
export function findZone(country: string, region: string | undefined): string | undefined {
  const known = (region && ZONES_BY_REGION[region]) || MAIN_ZONES[country];
  return known || getTimezonesForCountry(country as 'US')?.[0]?.name;
}

function named(zone: string, regions: readonly string[]): Record<string, string> {
  return Object.fromEntries(regions.map((region) => [region, zone]));
}
