import { formatInstant, fromWall } from '@aftercare/workflows/domain/time.js';
import countries from 'i18n-iso-countries';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import { findZone } from './zones.js';

/** One line of a file by its column names. */
export type Line = Readonly<Record<string, string>>;

/** A line in the words of the API, or why it cannot be sent. */
export type Mapped<Body> = { readonly body: Body } | { readonly reason: string };

export interface CustomerBody {
  readonly externalId: string;
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly language: string;
  readonly type: 'retail' | 'business';
  readonly tier: 'iron';
  readonly country: string;
  readonly region?: string;
  readonly zone: string;
}

export interface SaleBody {
  readonly externalId: string;
  readonly customer: { readonly externalId: string };
  readonly soldAt: string;
  readonly products: readonly { readonly code: string; readonly name: string }[];
  readonly amount: number;
  readonly currency: string;
}

/** The file says none; Chinook's prices are those of an American shop. */
const CURRENCY = 'USD';
const LANGUAGES: Readonly<Record<string, string>> = {
  ES: 'es',
  AR: 'es',
  CL: 'es',
  MX: 'es',
  CN: 'zh',
  LT: 'lt',
};
/** Countries whose `State` column holds the second part of an ISO 3166-2 code. */
const COUNTRIES_WITH_REGIONS: ReadonlySet<string> = new Set(['US', 'CA', 'BR', 'AU', 'IT']);

export function customerExternalId(id: string): string {
  return `chinook-customer-${id}`;
}

/** A customer. Chinook knows no tiers, so all start as `iron`; who has a company is a business. */
export function mapCustomer(line: Line): Mapped<CustomerBody> {
  const place = findPlace(line['Country'] ?? '', line['State'] ?? '');
  if ('reason' in place) return place;
  const phone = readPhone(line['Phone'] ?? '', place.country);
  if ('reason' in phone) return phone;
  const { country, region, zone } = place;
  const body: CustomerBody = {
    externalId: customerExternalId(line['CustomerId'] ?? ''),
    name: `${line['FirstName'] ?? ''} ${line['LastName'] ?? ''}`.trim(),
    phone: phone.number,
    ...(line['Email'] ? { email: line['Email'] } : {}),
    language: LANGUAGES[country] ?? 'en',
    type: line['Company'] ? 'business' : 'retail',
    tier: 'iron',
    country,
    ...(region ? { region } : {}),
    zone,
  };
  return { body };
}

/** An invoice as a sale: its genres are the products. The date has no zone and is read where it was billed. */
export function mapSale(line: Line): Mapped<SaleBody> {
  const place = findPlace(line['BillingCountry'] ?? '', line['BillingState'] ?? '');
  if ('reason' in place) return place;
  const soldAt = readLocalInstant(line['InvoiceDate'] ?? '', place.zone);
  if (soldAt === null) return { reason: `"${line['InvoiceDate']}" is not a date` };
  const amount = Number(line['Total'] || Number.NaN);
  if (!Number.isFinite(amount)) return { reason: `"${line['Total']}" is not an amount` };
  const body: SaleBody = {
    externalId: `chinook-invoice-${line['InvoiceId'] ?? ''}`,
    customer: { externalId: customerExternalId(line['CustomerId'] ?? '') },
    soldAt,
    products: (line['Genres'] ?? '').split('|').filter(Boolean).map(toProduct),
    amount,
    currency: CURRENCY,
  };
  return { body };
}

interface Place {
  readonly country: string;
  readonly region?: string;
  readonly zone: string;
}

function findPlace(countryName: string, state: string): Place | { reason: string } {
  const country = countries.getAlpha2Code(countryName, 'en');
  if (!country) return { reason: `"${countryName}" is not a country` };
  const hasRegion = COUNTRIES_WITH_REGIONS.has(country) && /^[A-Z]{2,3}$/.test(state);
  const region = hasRegion ? `${country}-${state}` : undefined;
  const zone = findZone(country, region);
  return zone ? { country, region, zone } : { reason: `no time zone is known for "${countryName}"` };
}

/** Phones are read as dialled in the country: "+49 0711 …" and "+54 (0)11 …" are what people write. */
function readPhone(text: string, country: string): { number: string } | { reason: string } {
  if (text.trim() === '') return { reason: 'no phone number' };
  const phone = parsePhoneNumberFromString(text, country as CountryCode);
  return phone?.isValid()
    ? { number: phone.number }
    : { reason: `"${text}" is not a valid phone number in ${country}` };
}

function readLocalInstant(text: string, zone: string): string | null {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  return Number.isNaN(wall) ? null : formatInstant(fromWall(wall, zone));
}

function toProduct(genre: string): { code: string; name: string } {
  const words = genre.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return { code: `music-${words.join('-')}`, name: genre };
}
