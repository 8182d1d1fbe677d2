import { type Consent, type ConsentEvidence, type ConsentRules, judgeConsent } from './consent.js';
import { COUNTRY_HOURS } from './contact-countries.js';
import type { CustomerFacts } from './facts.js';
import {
  lastDecent,
  nextDecent,
  quietAt,
  quietReason,
  type ContactHours,
  type Recipient,
} from './quiet-hours.js';
import type { Reason } from './reason.js';
import { because } from './wording.js';
import type { Instant } from './time.js';

/**
 * What a message is for. service: the work itself; survey: a question; marketing: an offer; safety: a warning;
 * confirmation: the answer to what a person just did.
 */
export type Purpose = 'service' | 'survey' | 'marketing' | 'safety' | 'confirmation';

export type Channel = 'sms' | 'whatsapp' | 'email' | 'call';

export type Outside = 'defer' | 'pull-back';

export interface ContactRules extends ContactHours {
  /** Quiet hours of a country stand in place of the general ones; its blackout days come on top. */
  readonly countries?: Readonly<Record<string, ContactHours>>;
  /** Purposes that leave at any hour of any day, beside confirmations, which always do. */
  readonly urgent?: readonly Purpose[];
  /** defer: the next allowed instant; pull-back: the last allowed minute before, where that is not past yet. */
  readonly outside?: { readonly sms?: Outside; readonly survey?: Outside };
  readonly frequency?: { readonly max: number; readonly per: string; readonly exempt?: readonly Purpose[] };
  readonly surveyEvery?: string;
  readonly merge?: string;
  readonly consent?: { readonly [purpose in Purpose]?: ConsentRules };
}

/** In force until an operator stores other contact rules. Consent is then as each country asks for it. */
export const DEFAULT_CONTACT_RULES: ContactRules = {
  quietHours: { from: '21:00', to: '08:00' },
  countries: Object.fromEntries(
    Object.entries(COUNTRY_HOURS).map(([country, { usual }]) => [country, usual]),
  ),
  outside: { sms: 'pull-back', survey: 'defer' },
  frequency: { max: 4, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
};

// --- the hour ---

export interface SendTimeInput {
  readonly dueAt: Instant;
  readonly kind: 'sms' | 'survey';
  readonly purpose: Purpose;
  readonly recipient: Recipient;
  /** For telling times: the zone that the date was reckoned in. */
  readonly zone: string;
  readonly rules: ContactRules;
  /** Since when it is known that the message is due: it cannot be pulled back to before that. */
  readonly knownAt?: Instant;
}

export interface SendTime {
  readonly sendAt: Instant;
  /** Present when the message was moved, or when there is no hour to move it to. */
  readonly reason?: Reason;
  /** No hour is decent in all zones the recipient may be in. */
  readonly isNever?: boolean;
}

/** When a message that is due may leave: `dueAt` after quiet hours and blackout days. */
export function sendTime(input: SendTimeInput): SendTime {
  const { dueAt, kind, purpose, recipient, zone, rules } = input;
  const quiet = isUrgent(purpose, rules) ? null : quietAt(dueAt, recipient, rules);
  if (!quiet) return { sendAt: dueAt };
  const outside = rules.outside?.[kind] ?? DEFAULT_CONTACT_RULES.outside![kind]!;
  if (outside === 'pull-back') {
    const earlier = lastDecent(dueAt, recipient, rules);
    if (earlier !== null && earlier >= (input.knownAt ?? -Infinity))
      return { sendAt: earlier, reason: quietReason(quiet, 'pull-back', earlier, zone) };
  }
  const later = nextDecent(dueAt, recipient, rules);
  if (later !== null) return { sendAt: later, reason: quietReason(quiet, 'defer', later, zone) };
  return { sendAt: dueAt, reason: because('quiet-hours.no-common-hour'), isNever: true };
}

/** Whether messages of a purpose leave at any hour: what a person waits for, and what the rules call urgent. */
export function isUrgent(purpose: Purpose, { urgent = [] }: ContactRules): boolean {
  return purpose === 'confirmation' || urgent.includes(purpose);
}

/** Where a customer can be reached. @param zone theirs, as far as anybody knows */
export function recipientOf({ zones, country, numberCountry }: CustomerFacts, zone: string): Recipient {
  return { zones: zones ?? [zone], countries: [country, numberCountry].filter((one) => one !== undefined) };
}

// --- the last check before a message leaves ---

export interface SendQuestion {
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly customer: CustomerFacts;
  readonly zone: string;
  readonly consents: readonly Consent[];
  readonly rules: ContactRules;
  readonly now: Instant;
  /** The withdrawal of consent that the message confirms. */
  readonly confirms?: string;
}

/** `evidence`: what of the consent ledger allowed or forbade it. */
export type SendVerdict =
  | { readonly verdict: 'send'; readonly evidence: ConsentEvidence }
  | { readonly verdict: 'wait'; readonly until: Instant; readonly reason: Reason }
  | { readonly verdict: 'refuse'; readonly reason: Reason; readonly evidence?: ConsentEvidence };

/** Whether a message may leave right now: number, consent, the hour, in this order. `refuse` is final. */
export function judgeSend({
  purpose,
  channel,
  customer,
  zone,
  consents,
  rules,
  now,
  confirms,
}: SendQuestion): SendVerdict {
  const needsNumber = channel === 'sms' || channel === 'whatsapp';
  if (needsNumber && customer.textable === false) {
    return { verdict: 'refuse', reason: because('number.unusable', { channel }) };
  }
  const { country, numberCountry } = customer;
  const consent = judgeConsent({ purpose, channel, country, numberCountry, confirms }, consents, rules);
  const { evidence } = consent;
  if (!consent.allowed) return { verdict: 'refuse', reason: consent.reason, evidence };
  const recipient = recipientOf(customer, zone);
  const moved = sendTime({ dueAt: now, kind: 'survey', purpose, recipient, zone, rules: deferring(rules) });
  if (moved.isNever) return { verdict: 'refuse', reason: moved.reason!, evidence };
  if (moved.reason) return { verdict: 'wait', until: moved.sendAt, reason: moved.reason };
  return { verdict: 'send', evidence };
}

/** What must not leave now can only leave later. */
function deferring(rules: ContactRules): ContactRules {
  return { ...rules, outside: { sms: 'defer', survey: 'defer' } };
}
