import type { ContactRules, Purpose } from './contact-rules.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, times, toLocal, type Instant } from './time.js';
import { because } from './wording.js';

/** A text to the same customer, of whatever plan: one that left, or one that is about to. */
export interface OtherMessage {
  /** When it left or is to leave. */
  readonly at: Instant;
  readonly purpose: Purpose;
  /** As in `PlannedSend`. The reminder of a question is no question of its own. */
  readonly part?: string;
}

export interface StagedMessage extends OtherMessage {
  readonly id: string;
}

/** A text that should leave at `at`, and what the customer got and is to get besides. */
export interface FrequencyQuestion {
  readonly message: OtherMessage;
  /** In any order; what lies farther back than `frequency.per` and `surveyEvery` does not matter. */
  readonly sent: readonly OtherMessage[];
  /** Still to leave, without the message itself. */
  readonly staged: readonly StagedMessage[];
  readonly rules: ContactRules;
  /** The customer's zone: a rule of days counts local days. */
  readonly zone: string;
}

export type FrequencyVerdict =
  | { readonly verdict: 'send' }
  | { readonly verdict: 'wait'; readonly until: Instant; readonly reason: Reason }
  | { readonly verdict: 'skip'; readonly reason: Reason }
  /** It leaves, and these leave with it in one text. */
  | { readonly verdict: 'merge'; readonly ids: readonly string[]; readonly reason: Reason };

/**
 * The sender's last look at a text among all others to the same customer: a second question too soon is not asked,
 * a text too many waits for the first instant at which the rule lets it through, reminders close to each other become one.
 * Pass `now` as the instant of the message when it is about to leave.
 */
export function judgeAcrossPlans(question: FrequencyQuestion): FrequencyVerdict {
  const throttled = findThrottle(question);
  if (throttled) return { verdict: 'skip', reason: throttled };
  const { at } = question.message;
  const until = earliestAfterFrequency(question);
  if (until > at) return { verdict: 'wait', until, reason: frequencyReason(question, until) };
  const together = findCompanions(question);
  if (together.length === 0) return { verdict: 'send' };
  const ids = together.map(({ id }) => id);
  return { verdict: 'merge', ids, reason: because('merged', { step: ids.join(', ') }) };
}

/** Why a question may not be asked: another one left less than `surveyEvery` ago. Null: it may. */
export function findThrottle({ message, sent, rules, zone }: FrequencyQuestion): Reason | null {
  const per = rules.surveyEvery;
  if (per === undefined || !isQuestion(message)) return null;
  const since = addDuration(message.at, times(parseDuration(per), -1), zone);
  const last = sent.filter(isQuestion).find(({ at }) => since < at && at <= message.at);
  return last ? because('survey-every.reached', { per, asked: toLocal(last.at, zone) }) : null;
}

/** When a question that may not be asked yet may be. */
export function throttledUntil({ message, sent, rules, zone }: FrequencyQuestion): Instant {
  const asked = sent.filter(isQuestion).map(({ at }) => at);
  const last = Math.max(...asked.filter((at) => at <= message.at));
  return addDuration(last, parseDuration(rules.surveyEvery!), zone);
}

function isQuestion({ purpose, part }: OtherMessage): boolean {
  return purpose === 'survey' && part !== 'reminder';
}

/** The first instant from the message's own on at which fewer than `max` others lie within `per` before it. */
export function earliestAfterFrequency({ message, sent, rules, zone }: FrequencyQuestion): Instant {
  const { frequency } = rules;
  const exempt = frequency?.exempt ?? [];
  if (!frequency || exempt.includes(message.purpose)) return message.at;
  const per = parseDuration(frequency.per);
  const counted = sent.filter(({ purpose }) => !exempt.includes(purpose)).map(({ at }) => at);
  // Each text frees its place when `per` has passed; the first freed place at which the rule holds is taken.
  const candidates = [message.at, ...counted.map((at) => addDuration(at, per, zone))];
  return candidates
    .filter((at) => at >= message.at)
    .sort((a, b) => a - b)
    .find((at) => {
      const since = addDuration(at, times(per, -1), zone);
      return counted.filter((other) => since < other && other <= at).length < frequency.max;
    })!;
}

export function frequencyReason({ rules, zone }: FrequencyQuestion, until: Instant): Reason {
  const { max, per } = rules.frequency!;
  return because('frequency.reached', { max, per, until: toLocal(until, zone) });
}

/** Other reminders that are to leave so soon after this one that they leave with it. */
export function findCompanions({ message, staged, rules, zone }: FrequencyQuestion): StagedMessage[] {
  if (rules.merge === undefined || !isMergeable(message.purpose)) return [];
  const latest = addDuration(message.at, parseDuration(rules.merge), zone);
  return staged.filter(({ at, purpose }) => isMergeable(purpose) && at <= latest);
}

/** Only reminders can share one text: a question, an offer, a warning or a confirmation stands alone. */
export function isMergeable(purpose: Purpose): boolean {
  return purpose === 'service';
}
