import { toConsents } from '@aftercare/db/consents.js';
import { toCustomerFacts } from '@aftercare/db/facts.js';
import type { ConsentEvidence } from '@aftercare/workflows/domain/consent.js';
import { type OtherMessage, judgeAcrossPlans } from '@aftercare/workflows/domain/contact-frequency.js';
import {
  type ContactRules,
  isUrgent,
  judgeSend,
  recipientOf,
} from '@aftercare/workflows/domain/contact-rules.js';
import { quietFrom } from '@aftercare/workflows/domain/quiet-hours.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { because } from '@aftercare/workflows/domain/wording.js';
import type { DueMessage } from './due-messages.js';

/** The provider's longest queue time, seconds; and the least that makes sense. */
const LONGEST_VALIDITY = 36_000;
const SHORTEST_VALIDITY = 60;
/** Whoever reads the text lets them go on at once; without that they are looked at again after so long. */
const PAUSED_FOR = 86_400_000;

/** What else the same customer gets. */
export interface Around {
  /** What leaves in this moment. */
  leaving: readonly OtherMessage[];
  /** Reminders that could leave in the same text. */
  companions: readonly DueMessage[];
}

export type DueVerdict =
  /** `with`: reminders that leave in the same text, by id. */
  | { verdict: 'send'; validitySeconds: number; evidence: ConsentEvidence; with: readonly string[] }
  | { verdict: 'wait'; until: Instant; reason: Reason }
  | { verdict: 'refuse'; reason: Reason; evidence?: ConsentEvidence };

/**
 * The last look: the customer, their consent, the hour, and what they got from other plans or get in this moment.
 */
export function judgeDue(
  message: DueMessage,
  rules: ContactRules,
  { leaving, companions }: Around,
  now: Instant,
): DueVerdict {
  const { customer, purpose, zone } = message;
  if (customer.leftAt !== null) {
    return { verdict: 'refuse', reason: { code: 'customer.left', text: 'the customer has left' } };
  }
  if (message.channel === 'email' && customer.emailState === 'invalid') {
    const text = 'mails to this address came back: nobody reads them there';
    return { verdict: 'refuse', reason: { code: 'email.unusable', text } };
  }
  const facts = toCustomerFacts(customer);
  const verdict = judgeSend({
    purpose,
    channel: message.channel,
    customer: facts,
    zone,
    consents: toConsents(message.consents),
    rules,
    now,
    confirms: message.evidence?.confirms,
  });
  if (verdict.verdict !== 'send') return verdict;
  if (isPaused(message))
    return { verdict: 'wait', until: now + PAUSED_FOR, reason: because('consent.unclear') };
  const { part } = message;
  const sent = [...message.sent.map((other) => ({ ...other, at: Date.parse(other.at) })), ...leaving];
  const staged = companions.map((other) => ({ ...other, at: Math.max(now, other.sendAt.getTime()) }));
  const across = judgeAcrossPlans({ message: { at: now, purpose, part }, sent, staged, rules, zone });
  if (across.verdict === 'wait') return across;
  if (across.verdict === 'skip') return { verdict: 'refuse', reason: across.reason };
  const quietAt = isUrgent(purpose, rules) ? null : quietFrom(now, recipientOf(facts, zone), rules);
  const window = quietAt === null ? LONGEST_VALIDITY : Math.floor((quietAt - now) / 1_000);
  return {
    verdict: 'send',
    evidence: verdict.evidence,
    with: across.verdict === 'merge' ? across.ids : [],
    validitySeconds: Math.min(LONGEST_VALIDITY, Math.max(SHORTEST_VALIDITY, window)),
  };
}

/** Nothing leaves for somebody who may want no more, but warnings and what a person writes who has read it. */
function isPaused({ mayWantNoMore, purpose, part }: DueMessage): boolean {
  return mayWantNoMore && purpose !== 'safety' && part !== 'answer';
}
