import { findInstant, formatInstant, fromWall } from '@aftercare/workflows/domain/time.js';
import countries from 'i18n-iso-countries';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** How the file writes its dates where the year does not come first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** What is known of a line before one of its cells is read. */
export interface Around {
  /** ISO 3166-1 alpha-2: where a number without country code is dialled. */
  readonly country: string | undefined;
  /** IANA zone in which times without one are read. */
  readonly zone: string;
  readonly dateOrder: DateOrder;
}

/** Reads what stands in a cell. @throws `CellFault` for what it cannot be */
export type Reader = (text: string, around: Around) => unknown;

/** Why a cell cannot be what its field wants. */
export class CellFault extends Error {}

const COUNTRY_LANGUAGES = ['en', 'es', 'lt', 'zh'];
/** What people call countries beside the lists of ISO 3166-1. */
const COUNTRY_NICKNAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  jav: 'US',
  anglija: 'GB',
  eeuu: 'US',
};

export const asText: Reader = (text) => text;
export const asWord: Reader = (text) => text.toLowerCase();
/** `en`, `EN`, `en-GB` are the same language. */
export const asLanguage: Reader = (text) => text.toLowerCase().split(/[-_]/)[0];
export const asList: Reader = (text) =>
  text
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter(Boolean);

export const asCountry: Reader = (text) => {
  const code = findCountry(text);
  if (code) return code;
  throw new CellFault(`"${text}" is not a country`);
};

/** The code of a country by its name in one of our languages, or by either of its codes. */
export function findCountry(text: string): string | undefined {
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && countries.isValid(code)) return code;
  const plain = text.toLowerCase().replaceAll('.', '');
  return (
    COUNTRY_NICKNAMES[plain] ??
    countries.alpha3ToAlpha2(code) ??
    COUNTRY_LANGUAGES.map((language) => countries.getAlpha2Code(text, language)).find(Boolean)
  );
}

/** Stricter than intake, which takes a caller's word: a file has typing faults, and this is where they are found. */
export const asPhone: Reader = (text, { country }) => {
  const phone = parsePhoneNumberFromString(text, {
    defaultCountry: country as CountryCode | undefined,
    extract: false,
  });
  if (phone?.isValid() && phone.ext === undefined) return phone.number;
  throw new CellFault(`"${text}" is not a valid phone number${country ? ` in ${country}` : ''}`);
};

export const asDate: Reader = (text, { dateOrder }) => {
  const date = findDate(text, dateOrder);
  if (date) return date;
  throw new CellFault(`"${text}" is not a date such as 2026-11-22`);
};

/** An instant with its zone, or a local date with or without a time, read where the line is at home. */
export const asInstant: Reader = (text, { zone, dateOrder }) => {
  if (findInstant(text) !== null) return text;
  const [day = '', time = '00:00'] = text.split(/[T ]+/);
  const date = findDate(day, dateOrder);
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(time);
  if (!date || !clock) throw new CellFault(`"${text}" is not a time such as 2026-11-22 14:30`);
  const [, hour, minute, second = '00'] = clock;
  const wall = Date.parse(`${date}T${hour!.padStart(2, '0')}:${minute}:${second}Z`);
  return formatInstant(fromWall(wall, zone));
};

/** `2026-11-22`, or numbers in the file's order. Null for a day that no calendar has. */
function findDate(text: string, order: DateOrder): string | null {
  const found = /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})\.?$/.exec(text);
  if (!found) return null;
  const parts = found.slice(1) as [string, string, string];
  const [year, month, day] = parts[0].length === 4 ? parts : inOrder(parts, order);
  if (year.length !== 4) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(read) || new Date(read).toISOString().slice(0, 10) !== date ? null : date;
}

function inOrder([a, b, c]: [string, string, string], order: DateOrder): [string, string, string] {
  if (order === 'dmy') return [c, b, a];
  return order === 'mdy' ? [c, a, b] : [a, b, c];
}

const YES = new Set(['yes', 'true', '1', 'y', 'sí', 'si', 'taip', '是']);
const NO = new Set(['no', 'false', '0', 'n', 'ne', '否']);

export const asFlag: Reader = (text) => {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new CellFault(`"${text}" is neither yes nor no`);
};

/** Digits, perhaps with one sign between thousands and another before the fraction. */
const NUMBER = /^-?(?:\d+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?)$/;

export const asAmount: Reader = (text) => {
  const plain = text.replaceAll(/[\s'’]/g, '');
  if (!NUMBER.test(plain)) throw new CellFault(`"${text}" is not a number`);
  if (/^-?\d{1,3},\d{3}$/.test(plain))
    throw new CellFault(`"${text}" may be thousands or a fraction; write it with a point`);
  const signs = plain.match(/[.,]/g) ?? [];
  // One sign alone, or the last of different ones, stands before the fraction.
  const fraction = signs.length === 1 || new Set(signs).size > 1 ? signs.at(-1) : undefined;
  const end = fraction === undefined ? plain.length : plain.lastIndexOf(fraction);
  return Number(`${plain.slice(0, end).replaceAll(/[.,]/g, '')}.${plain.slice(end + 1) || '0'}`);
};

export const asWhole: Reader = (text) => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CellFault(`"${text}" is not a whole number`);
};
