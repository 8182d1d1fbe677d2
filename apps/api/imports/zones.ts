import { getTimezonesForCountry } from 'countries-and-timezones';

/** States and provinces of countries with several zones, by ISO 3166-2. */
const ZONES_BY_REGION: Readonly<Record<string, string>> = {
  ...named('America/New_York', 'US', 'CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV'),
  ...named('America/Chicago', 'US', 'AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI'),
  ...named('America/Denver', 'US', 'CO ID MT NM UT WY'),
  ...named('America/Los_Angeles', 'US', 'CA NV OR WA'),
  ...named('America/Phoenix', 'US', 'AZ'),
  ...named('America/Anchorage', 'US', 'AK'),
  ...named('Pacific/Honolulu', 'US', 'HI'),
  ...named('America/Vancouver', 'CA', 'BC'),
  ...named('America/Edmonton', 'CA', 'AB NT'),
  ...named('America/Regina', 'CA', 'SK'),
  ...named('America/Winnipeg', 'CA', 'MB'),
  ...named('America/Toronto', 'CA', 'ON QC'),
  ...named('America/Halifax', 'CA', 'NS NB PE'),
  ...named('America/St_Johns', 'CA', 'NL'),
  ...named('America/Sao_Paulo', 'BR', 'SP RJ DF MG ES PR SC RS GO BA'),
  ...named('America/Manaus', 'BR', 'AM RR RO'),
  ...named('Australia/Sydney', 'AU', 'NSW ACT'),
  ...named('Australia/Melbourne', 'AU', 'VIC'),
  ...named('Australia/Brisbane', 'AU', 'QLD'),
  ...named('Australia/Adelaide', 'AU', 'SA'),
  ...named('Australia/Perth', 'AU', 'WA'),
  ...named('Australia/Hobart', 'AU', 'TAS'),
  ...named('Australia/Darwin', 'AU', 'NT'),
};

/** Where nearly everybody of a country with several zones lives. */
const MAIN_ZONES: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  KZ: 'Asia/Almaty',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kyiv',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
};

/**
 * The zone of an address, as far as country and region tell it. Undefined where a country has several and the region
 * does not decide: then nothing is guessed, and quiet hours are kept in all of them.
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2
 */
export function findZone(country: string, region: string | undefined): string | undefined {
  const known = (region && ZONES_BY_REGION[region]) ?? MAIN_ZONES[country];
  if (known) return known;
  const zones = getTimezonesForCountry(country as 'LT') ?? [];
  return zones.length === 1 ? zones[0]!.name : undefined;
}

function named(zone: string, country: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [`${country}-${code}`, zone]));
}
