import { countryConsent } from './consent-countries.js';
import type { ConsentQuestion, ConsentRule } from './consent.js';
import type { ContactRules, Purpose } from './contact-rules.js';

/** What a message to somebody needs, and who says so. */
export interface Requirement {
  readonly rule: ConsentRule;
  /** ISO 3166-1 alpha-2, or `default`. */
  readonly country: string;
  readonly statedBy: 'contact-rules' | 'country';
  /** A question that nobody there could answer by text. */
  readonly isOneWay: boolean;
}

/** From the loosest to the strictest. */
export const CONSENT_RULES: readonly ConsentRule[] = [
  'none',
  'informed',
  'soft-opt-in',
  'required',
  'written',
];

/** The stricter of the rules of the customer's country and the number's. */
export function strictestRule(
  { purpose, channel, country, numberCountry }: ConsentQuestion,
  rules: ContactRules,
): Requirement {
  const own = requirementIn(country, purpose, rules);
  const numbers = numberCountry === undefined ? own : requirementIn(numberCountry, purpose, rules);
  const stricter = CONSENT_RULES.indexOf(numbers.rule) > CONSENT_RULES.indexOf(own.rule) ? numbers : own;
  const texted = numberCountry ?? country;
  const isOneWay =
    channel === 'sms' &&
    purpose === 'survey' &&
    !countryConsent(texted).twoWay &&
    !isStated(rules, purpose, texted);
  return isOneWay ? { ...stricter, country: texted!, isOneWay } : { ...stricter, isOneWay };
}

/** The consent a purpose needs in a country: as the contact rules state it, else as the country does. */
export function requirementIn(
  country: string | undefined,
  purpose: Purpose,
  rules: ContactRules,
): Omit<Requirement, 'isOneWay'> {
  const stated = rules.consent?.[purpose];
  const word = typeof stated === 'string' ? stated : (country && stated?.[country]) || stated?.['default'];
  if (word) return { rule: word, country: country ?? 'default', statedBy: 'contact-rules' };
  const known = countryConsent(country);
  const isKnown = known !== countryConsent();
  return { rule: known.rules[purpose], country: isKnown ? country! : 'default', statedBy: 'country' };
}

/** An operator who names the country has thought of how people there answer. */
function isStated(rules: ContactRules, purpose: Purpose, country: string | undefined): boolean {
  const stated = rules.consent?.[purpose];
  return typeof stated === 'object' && country !== undefined && stated[country] !== undefined;
}
