import type { DatedFollowUp } from './follow-up.js';
import type { Reason } from './reason.js';
import type { ReasonCode } from './wording.js';

/** What the contact rules did to a message, as it is written down. */
export type Decided = 'kept-back' | 'moved' | 'merged';

/** Reasons for which a text that was due did not leave: rules, consent, and the lack of a way to reach somebody. */
const KEEPING_BACK: readonly ReasonCode[] = [
  'consent.missing',
  'consent.opted-out',
  'country.one-way',
  'channel.not-set-up',
  'channel.none',
  'email.missing',
  'whatsapp.no-approved-template',
  'number.unusable',
  'survey-every.reached',
];

/** Why a follow-up's text was kept back by a rule, not by a person or by what happened; null: it was not. */
export function keptBackBy({ state, reasons }: Pick<DatedFollowUp, 'state' | 'reasons'>): Reason | null {
  const last = reasons.at(-1);
  if (!last) return null;
  if (state === 'skipped' && KEEPING_BACK.includes(last.code as ReasonCode)) return last;
  const event = (last as { event?: unknown }).event;
  return state === 'withdrawn' && typeof event === 'string' && event.startsWith('customer.') ? last : null;
}
