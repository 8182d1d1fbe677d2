import type { Channel, ContactRules, Purpose } from './contact-rules.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/** One row of the consent ledger. The newest row for a channel and purpose, or for `all`, wins. */
export interface Consent {
  readonly channel: Channel;
  readonly purpose: Purpose | 'all';
  readonly granted: boolean;
  readonly at: Instant;
}

/** none: no consent needed; informed: allowed unless refused; required: only after an explicit grant. */
export type ConsentRule = 'none' | 'informed' | 'required';

/** One rule for everywhere, or one by country with a `default`. */
export type ConsentRules = ConsentRule | Readonly<Record<string, ConsentRule>>;

const DEFAULT_CONSENT: Readonly<Record<Purpose, ConsentRule>> = {
  marketing: 'required',
  survey: 'informed',
  service: 'informed',
  safety: 'none',
  confirmation: 'none',
};

export interface ConsentQuestion {
  readonly purpose: Purpose;
  readonly channel: Channel;
  /** ISO 3166-1 alpha-2 of the recipient. */
  readonly country?: string;
}

export interface ConsentVerdict {
  readonly allowed: boolean;
  readonly reason: Reason;
}

/**
 * Whether the ledger and the rules allow a message. A refusal of everything on a channel stops even what needs no
 * consent, because the carrier blocks it.
 */
export function judgeConsent(
  { purpose, channel, country }: ConsentQuestion,
  consents: readonly Consent[],
  rules: ContactRules,
): ConsentVerdict {
  const rule = consentRule(rules, purpose, country);
  const newest = newestRow(consents, channel, purpose);
  if (newest && !newest.granted && (newest.purpose === 'all' || rule !== 'none')) {
    return {
      allowed: false,
      reason: because('consent.opted-out', { channel, purpose, refused: newest.purpose }),
    };
  }
  if (rule === 'required' && !newest?.granted) {
    return {
      allowed: false,
      reason: because('consent.missing', { channel, purpose, country: country ?? null }),
    };
  }
  return { allowed: true, reason: because('consent.given', { channel, purpose, rule }) };
}

/** The consent a purpose needs in a country. */
export function consentRule(rules: ContactRules, purpose: Purpose, country?: string): ConsentRule {
  const stated = rules.consent?.[purpose] ?? DEFAULT_CONSENT[purpose];
  if (typeof stated === 'string') return stated;
  return (country && stated[country]) || stated['default'] || DEFAULT_CONSENT[purpose];
}

function newestRow(consents: readonly Consent[], channel: Channel, purpose: Purpose): Consent | undefined {
  let newest: Consent | undefined;
  for (const row of consents) {
    if (row.channel !== channel || (row.purpose !== purpose && row.purpose !== 'all')) continue;
    // Of two rows of one instant the refusal counts: the cautious reading.
    if (!newest || row.at > newest.at || (row.at === newest.at && !row.granted)) newest = row;
  }
  return newest;
}
