import type { ConsentRule } from './consent.js';
import type { Purpose } from './contact-rules.js';

/** What a country asks of whoever writes to people there, as data. Not legal advice: an operator may state other rules. */
export interface CountryConsent {
  readonly rules: Readonly<Record<Purpose, ConsentRule>>;
  /** A refusal of the second is a refusal of the first as well: the law calls both by one name. */
  readonly countsAs?: Readonly<Partial<Record<Purpose, Purpose>>>;
  /** Purposes whose every text must say how to end them. */
  readonly optOutLine: readonly Purpose[];
  /** False where the provider cannot receive texts from numbers there: a question needs a link or a call. */
  readonly twoWay: boolean;
  /** Where the rules come from. */
  readonly source: string;
}

const SERVICE = { service: 'informed', safety: 'none', confirmation: 'none' } as const;

/** Questions and offers say how to end them, everywhere. */
const OPT_OUT_LINE = ['marketing', 'survey'] as const;

/** Where nothing is known of a country, or of where somebody is: offers only after an explicit grant. */
const ANYWHERE: CountryConsent = {
  rules: { ...SERVICE, marketing: 'required', survey: 'informed' },
  optOutLine: OPT_OUT_LINE,
  twoWay: true,
  source: 'our own rule: consent before marketing, everything else until refused',
};

const EU: CountryConsent = {
  rules: { ...SERVICE, marketing: 'soft-opt-in', survey: 'informed' },
  optOutLine: OPT_OUT_LINE,
  twoWay: true,
  source: 'Directive 2002/58/EC art. 13; GDPR art. 21(3)',
};

const EU_AND_EEA =
  'AT BE BG CY CZ DE DK EE FI FR GR HR HU IE IS IT LI LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

const BY_COUNTRY: Readonly<Record<string, CountryConsent>> = {
  ...Object.fromEntries(EU_AND_EEA.map((country) => [country, EU])),
  LT: {
    ...EU,
    // Asking an opinion on goods or services is direct marketing by definition.
    rules: { ...SERVICE, marketing: 'soft-opt-in', survey: 'soft-opt-in' },
    countsAs: { survey: 'marketing' },
    source:
      'Law on Legal Protection of Personal Data art. 2(1); Law on Electronic Communications art. 69(1), 69(2)',
  },
  ES: { ...EU, source: 'LSSI art. 21; GDPR art. 21(3)' },
  GB: { ...EU, source: 'Privacy and Electronic Communications Regulations 2003, reg. 22' },
  US: {
    ...ANYWHERE,
    rules: { ...SERVICE, marketing: 'written', survey: 'informed' },
    source:
      '47 CFR 64.1200(a)(2), (a)(10)-(12): revocation in any reasonable manner, within ten business days',
  },
  CA: {
    ...ANYWHERE,
    // Messages that need no consent still need the way out (section 6(6)).
    optOutLine: ['marketing', 'survey', 'service', 'safety'],
    source: 'CASL section 6',
  },
  CN: { ...ANYWHERE, twoWay: false, source: 'carriers: texts only go out to +86, none come back' },
};

/** The rules of a country, else those for anywhere. */
export function countryConsent(country?: string): CountryConsent {
  return (country && BY_COUNTRY[country]) || ANYWHERE;
}

/** All of them by country, with `default`. */
export const COUNTRY_CONSENTS: Readonly<Record<string, CountryConsent>> = {
  default: ANYWHERE,
  ...BY_COUNTRY,
};
