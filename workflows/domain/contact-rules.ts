import { type Consent, type ConsentEvidence, type ConsentRules, judgeConsent } from './consent.js';
import type { CustomerFacts } from './facts.js';
import { WALL_DAY_MS, MINUTE_MS, parseTime, type LocalTime } from './local-date.js';
import type { Reason } from './reason.js';
import { because } from './wording.js';
import { atLocal, localDay, toLocal, toWall, type Instant } from './time.js';

/**
 * What a message is for. service: the work itself; survey: a question; marketing: an offer; safety: a warning;
 * confirmation: the answer to what a person just did.
 */
export type Purpose = 'service' | 'survey' | 'marketing' | 'safety' | 'confirmation';

export type Channel = 'sms' | 'whatsapp' | 'email' | 'call';

/** Local to the recipient. From `from`, included, to `to`, not included; over midnight when `to` is the earlier. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

export type Outside = 'defer' | 'pull-back';

export interface ContactRules {
  readonly quietHours?: QuietHours;
  readonly countries?: Readonly<Record<string, { readonly quietHours?: QuietHours }>>;
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
  outside: { sms: 'pull-back', survey: 'defer' },
  frequency: { max: 4, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
};

// --- quiet hours ---

export interface SendTimeInput {
  readonly dueAt: Instant;
  readonly kind: 'sms' | 'survey';
  readonly purpose: Purpose;
  /** The recipient's zone and country. */
  readonly zone: string;
  readonly country?: string;
  readonly rules: ContactRules;
  /** Since when it is known that the message is due: it cannot be pulled back to before that. */
  readonly knownAt?: Instant;
}

export interface SendTime {
  readonly sendAt: Instant;
  /** Present when the message was moved. */
  readonly reason?: Reason;
}

/** When a message that is due may leave: `dueAt` after quiet hours. Confirmations are exempt. */
export function sendTime(input: SendTimeInput): SendTime {
  const { dueAt, kind, purpose, zone, country, rules } = input;
  const quiet = purpose === 'confirmation' ? null : quietSpanAt(dueAt, zone, quietHoursOf(rules, country));
  if (!quiet) return { sendAt: dueAt };
  const outside = rules.outside?.[kind] ?? DEFAULT_CONTACT_RULES.outside![kind]!;
  const pulledBack = quiet.start - MINUTE_MS;
  const isPast = input.knownAt !== undefined && pulledBack < input.knownAt;
  const sendAt = outside === 'pull-back' && !isPast ? pulledBack : quiet.end;
  const rule = sendAt < dueAt ? 'pull-back' : 'defer';
  const { from, to } = quietHoursOf(rules, country)!;
  return {
    sendAt,
    reason: because('quiet-hours.moved', { rule, from, to, sendLocal: toLocal(sendAt, zone) }),
  };
}

/** The quiet hours of a country: its own where it has some, else the general ones. */
export function quietHoursOf(rules: ContactRules, country?: string): QuietHours | undefined {
  return (country && rules.countries?.[country]?.quietHours) || rules.quietHours;
}

/** When the next quiet hours begin after an instant that is not quiet itself; null where there are none. */
export function quietFrom(
  instant: Instant,
  zone: string,
  rules: ContactRules,
  country?: string,
): Instant | null {
  const quiet = quietHoursOf(rules, country);
  if (!quiet || quiet.from === quiet.to) return null;
  const day = localDay(instant, zone);
  const tonight = atLocal(day, parseTime(quiet.from), zone);
  return tonight > instant ? tonight : atLocal(day + 1, parseTime(quiet.from), zone);
}

/** The quiet span around an instant, or null when the instant is not quiet. */
function quietSpanAt(
  instant: Instant,
  zone: string,
  quiet: QuietHours | undefined,
): { start: Instant; end: Instant } | null {
  if (!quiet) return null;
  const [from, to] = [parseTime(quiet.from), parseTime(quiet.to)];
  const wall = toWall(instant, zone);
  const day = Math.floor(wall / WALL_DAY_MS);
  const minute = (wall - day * WALL_DAY_MS) / MINUTE_MS;
  if (from < to) {
    const isQuiet = from <= minute && minute < to;
    return isQuiet ? { start: atLocal(day, from, zone), end: atLocal(day, to, zone) } : null;
  }
  if (from === to || (minute >= to && minute < from)) return null;
  const evening = minute >= from ? day : day - 1;
  return { start: atLocal(evening, from, zone), end: atLocal(evening + 1, to, zone) };
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

/** Whether a message may leave right now: number, consent, quiet hours, in this order. `refuse` is final. */
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
  const moved = sendTime({
    dueAt: now,
    kind: 'survey',
    purpose,
    zone,
    country: customer.country,
    rules: deferring(rules),
  });
  if (moved.reason) return { verdict: 'wait', until: moved.sendAt, reason: moved.reason };
  return { verdict: 'send', evidence };
}

/** What must not leave now can only leave later. */
function deferring(rules: ContactRules): ContactRules {
  return { ...rules, outside: { sms: 'defer', survey: 'defer' } };
}
