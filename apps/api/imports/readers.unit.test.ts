import { describe, expect, it } from 'vitest';
import { asAmount, asDate, asFlag, asInstant, asLanguage, asList, asPhone, findCountry } from './readers.js';
import { findZone } from './zones.js';

const AROUND = { country: 'LT', zone: 'Europe/Vilnius', dateOrder: 'ymd' as const };

describe('a cell', () => {
  it.each([
    ['Lithuania', 'LT'],
    ['Lietuva', 'LT'],
    ['España', 'ES'],
    ['中国', 'CN'],
    ['lt', 'LT'],
    ['LTU', 'LT'],
    ['USA', 'US'],
    ['U.K.', 'GB'],
    ['Czech Republic', 'CZ'],
    ['Atlantis', undefined],
    ['', undefined],
  ])('%j is the country %s', (text, code) => expect(findCountry(text)).toBe(code));

  it.each([
    ['Brazil', '+55 (12) 3923-5555', 'BR', '+551239235555'],
    ['Germany', '+49 0711 2842222', 'DE', '+497112842222'],
    ['Argentina', '+54 (0)11 4311 4333', 'AR', '+541143114333'],
    ['Lithuania, as dialled there', '0 612 34567', 'LT', '+37061234567'],
    ['a number of another country', '+1 (650) 253-0000', 'LT', '+16502530000'],
  ])('a phone of %s: %s', (_, text, country, phone) => {
    expect(asPhone(text, { ...AROUND, country })).toBe(phone);
  });

  it.each([['+453 3331 9991'], ['123'], ['none'], ['+37061234567 ext. 5']])('%j is no phone', (text) => {
    expect(() => asPhone(text, AROUND)).toThrow('is not a valid phone number in LT');
  });

  it.each([
    ['2026-11-22', 'ymd', '2026-11-22'],
    ['2026/1/2', 'dmy', '2026-01-02'],
    ['2.1.2026', 'dmy', '2026-01-02'],
    ['1/2/2026', 'mdy', '2026-01-02'],
    ['31.12.2026.', 'dmy', '2026-12-31'],
  ] as const)('%j (%s) is the day %s', (text, dateOrder, date) => {
    expect(asDate(text, { ...AROUND, dateOrder })).toBe(date);
  });

  it.each([
    ['2026-02-30', 'ymd'],
    ['01/02/2026', 'ymd'],
    ['31.12.26', 'dmy'],
    ['13/13/2026', 'dmy'],
    ['soon', 'ymd'],
  ] as const)('%j (%s) is no day', (text, dateOrder) => {
    expect(() => asDate(text, { ...AROUND, dateOrder })).toThrow('is not a date');
  });

  it.each([
    ['2026-07-01T10:00:00Z', '2026-07-01T10:00:00Z'],
    ['2026-07-01T10:00:00', '2026-07-01T07:00:00Z'],
    ['2026-07-01 9:30', '2026-07-01T06:30:00Z'],
    ['2026-01-15', '2026-01-14T22:00:00Z'],
    ['2026-03-29 03:30', '2026-03-29T01:30:00Z'], // does not exist there: the clock jumps at 03:00
  ])('%j is the instant %s', (text, instant) => expect(asInstant(text, AROUND)).toBe(instant));

  it.each([
    ['1234.56', 1234.56],
    ['1234,56', 1234.56],
    ['1.234,56', 1234.56],
    ["1'234.56", 1234.56],
    ['1,234.50', 1234.5],
    ['-3', -3],
    ['0.125', 0.125],
  ])('%j is the number %d', (text, number) => expect(asAmount(text, AROUND)).toBe(number));

  it.each([['1,234'], ['free'], ['12 EUR'], ['1.2.3,4']])('%j is no number for certain', (text) => {
    expect(() => asAmount(text, AROUND)).toThrow();
  });

  it('is yes or no in four languages, a list, a language', () => {
    expect(['Yes', 'taip', 'Sí', '是', 'NO', '0'].map((text) => asFlag(text, AROUND))).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
    expect(() => asFlag('maybe', AROUND)).toThrow('neither yes nor no');
    expect(asList('Rock | Jazz;; Pop ', AROUND)).toEqual(['Rock', 'Jazz', 'Pop']);
    expect(asLanguage('en-GB', AROUND)).toBe('en');
  });
});

it.each([
  ['US', 'US-AZ', 'America/Phoenix'],
  ['US', undefined, undefined],
  ['LT', undefined, 'Europe/Vilnius'],
  ['ES', undefined, 'Europe/Madrid'],
  ['AU', 'AU-WA', 'Australia/Perth'],
  ['RU', undefined, undefined],
])('the zone of %s %s is %s', (country, region, zone) => expect(findZone(country, region)).toBe(zone));
