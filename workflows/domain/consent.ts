import { countryConsent } from './consent-countries.js';
import { strictestRule, type Requirement } from './consent-requirement.js';
import type { Channel, ContactRules, Purpose } from './contact-rules.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/**
 * none: no consent needed; informed: allowed unless refused; soft-opt-in: after a grant, or a documented soft opt-in
 * of an existing customer; required: only after an explicit grant; written: only after a grant in writing.
 */
export type ConsentRule = 'none' | 'informed' | 'soft-opt-in' | 'required' | 'written';

/** One rule for everywhere, or one by country with a `default`. */
export type ConsentRules = ConsentRule | Readonly<Record<string, ConsentRule>>;

/** consent: the person agreed; soft-opt-in: bought something, could refuse then, and can in each message. */
export type ConsentBasis = 'consent' | 'soft-opt-in';

/** One row of the consent ledger. The newest row for a channel and purpose, or for `all`, wins. */
export interface Consent {
  readonly id?: string;
  readonly channel: Channel;
  readonly purpose: Purpose | 'all';
  readonly granted: boolean;
  readonly at: Instant;
  /** How it came: `form`, `web`, `phone-call`, `sms-reply`, `carrier` … */
  readonly method?: string;
  /** Default: consent. */
  readonly basis?: ConsentBasis;
}

export interface ConsentQuestion {
  readonly purpose: Purpose;
  readonly channel: Channel;
  /** ISO 3166-1 alpha-2 of the recipient. */
  readonly country?: string;
  /** Of the recipient's number. Of two countries the stricter rule holds. */
  readonly numberCountry?: string;
  /** The withdrawal that this message confirms: the one text that may follow it. */
  readonly confirms?: string;
}

/** What allowed or forbade a message; kept with it. */
export interface ConsentEvidence {
  /** The row of the ledger that decided; absent where a rule alone did. */
  readonly row?: string;
  readonly rule: ConsentRule;
  /** Whose rule it is, or `default`. */
  readonly country: string;
  /** contact-rules: an operator stated it; country: what is known of the country. */
  readonly statedBy: Requirement['statedBy'];
  /**
   * granted, soft-opt-in: by that row; not-refused, not-needed: no row was needed; opted-out: that row refuses;
   * missing: no row that the rule asks for; one-way: nobody can answer there; confirms-withdrawal: the one text after it.
   */
  readonly because:
    | 'granted'
    | 'soft-opt-in'
    | 'not-refused'
    | 'not-needed'
    | 'opted-out'
    | 'missing'
    | 'one-way'
    | 'confirms-withdrawal';
}

export interface ConsentVerdict {
  readonly allowed: boolean;
  readonly reason: Reason;
  readonly evidence: ConsentEvidence;
}

/** Words that were only spoken are no consent in writing. */
const SPOKEN: readonly string[] = ['phone-call', 'in-person'];

/**
 * Whether the ledger and the rules allow a message. A refusal of everything on a channel stops even what needs no
 * consent, because the carrier blocks it; only its own confirmation may follow it, unless the carrier said it.
 */
export function judgeConsent(
  question: ConsentQuestion,
  consents: readonly Consent[],
  rules: ContactRules,
): ConsentVerdict {
  const { purpose, channel } = question;
  const need = strictestRule(question, rules);
  const { rule, country, statedBy } = need;
  const verdict = (why: ConsentEvidence['because'], reason: Reason, row?: Consent): ConsentVerdict => ({
    allowed: reason.code === 'consent.given',
    reason,
    evidence: { ...(row?.id && { row: row.id }), rule, country, statedBy, because: why },
  });
  const given = (why: ConsentEvidence['because'], row?: Consent) =>
    verdict(why, because('consent.given', { channel, purpose, rule }), row);

  const { refusal, grant } = standing(consents, question);
  if (refusal && confirms(question, refusal)) return given('confirms-withdrawal', refusal);
  if (refusal && (refusal.purpose === 'all' || rule !== 'none')) {
    const values = { channel, purpose, refused: refusal.purpose, consent: refusal.id };
    return verdict('opted-out', because('consent.opted-out', values), refusal);
  }
  if (need.isOneWay) return verdict('one-way', because('country.one-way', { channel, purpose, country }));
  if (rule === 'none') return given('not-needed');
  if (grant && satisfies(grant, rule)) {
    return given(grant.basis === 'soft-opt-in' ? 'soft-opt-in' : 'granted', grant);
  }
  if (rule === 'informed') return given('not-refused', grant);
  return verdict(
    'missing',
    because('consent.missing', { channel, purpose, country: missingIn(question, country) }),
  );
}

function confirms({ purpose, confirms: confirmed }: ConsentQuestion, refusal: Consent): boolean {
  return (
    purpose === 'confirmation' &&
    refusal.id !== undefined &&
    refusal.id === confirmed &&
    refusal.method !== 'carrier'
  );
}

function missingIn({ country }: ConsentQuestion, ruling: string): string | null {
  return ruling === 'default' ? (country ?? null) : ruling;
}

function satisfies({ basis = 'consent', method }: Consent, rule: ConsentRule): boolean {
  if (basis === 'soft-opt-in') return rule === 'informed' || rule === 'soft-opt-in';
  return rule !== 'written' || method === undefined || !SPOKEN.includes(method);
}

interface Standing {
  refusal?: Consent;
  grant?: Consent;
}

/**
 * What the ledger says of a channel and purpose. START takes back a STOP and grants nothing that was not granted
 * before it. Of two rows of one instant the refusal counts: the cautious reading.
 */
function standing(consents: readonly Consent[], question: ConsentQuestion): Standing {
  const rows = consents.filter((row) => concerns(row, question));
  rows.sort((a, b) => a.at - b.at || Number(b.granted) - Number(a.granted));
  let stopped: Consent | undefined;
  let refused: Consent | undefined;
  let grant: Consent | undefined;
  for (const row of rows) {
    if (row.granted && isRestoring(row)) stopped = undefined;
    else if (row.granted) [stopped, refused, grant] = [undefined, undefined, row];
    else if (row.purpose === 'all') stopped = row;
    else [refused, grant] = [row, undefined];
  }
  return { refusal: stopped ?? refused, grant };
}

function isRestoring({ purpose, method }: Consent): boolean {
  return purpose === 'all' && method === 'sms-reply';
}

function concerns(row: Consent, { purpose, channel, country, numberCountry }: ConsentQuestion): boolean {
  if (row.channel !== channel) return false;
  if (row.purpose === 'all' || row.purpose === purpose) return true;
  // A refusal reaches further than a grant.
  return (
    !row.granted &&
    [country, numberCountry].some((one) => countryConsent(one).countsAs?.[purpose] === row.purpose)
  );
}
