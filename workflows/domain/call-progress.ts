import { judgeSend, type ContactRules, type SendQuestion, type SendVerdict } from './contact-rules.js';
import type { CallOutcome } from './event.js';
import type { Purpose } from './contact-rules.js';
import type { Question } from './policy.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/** bridge: staff first, then the customer; survey: the customer alone, who answers by keypad. */
export type CallKind = 'bridge' | 'survey';

/** How far a call has come; only forward. `staged` and the states without a call are not for reports to set. */
export type CallState = 'accepted' | 'ringing' | 'answered' | 'ended';

const RANK: Readonly<Record<string, number>> = {
  staged: 0,
  'in-flight': 1,
  unknown: 1,
  accepted: 2,
  ringing: 3,
  answered: 4,
  ended: 5,
};

const STATES: Readonly<Record<string, CallState>> = {
  queued: 'accepted',
  initiated: 'accepted',
  ringing: 'ringing',
  'in-progress': 'answered',
  answered: 'answered',
  completed: 'ended',
  busy: 'ended',
  failed: 'ended',
  'no-answer': 'ended',
  canceled: 'ended',
};

/** What a word of the provider means for the call; undefined for one that we do not know. */
export function stateOfCallStatus(status: string): CallState | undefined {
  return STATES[status];
}

/** Reports come in any order and more than once; a call that has ended stays so. */
export function callMovesForward(from: string, to: CallState): boolean {
  return (RANK[from] ?? Infinity) < RANK[to]!;
}

/** Whether the provider took the customer's end for a machine. `unknown` counts as a person, as does no detection. */
export function isMachine(answeredBy: string | null | undefined): boolean {
  return answeredBy === 'fax' || (answeredBy?.startsWith('machine') ?? false);
}

/**
 * The outcome that the telephone alone tells: nobody took it up. Whether a conversation was a good one, and what to do
 * about a line that failed, only people can say: null.
 */
export function outcomeOfDial(status: string): CallOutcome | null {
  return status === 'no-answer' || status === 'busy' ? status : null;
}

/**
 * The outcome of a survey by keypad that ended without a key. Who hung up on the question refused it, and is not
 * rung up by a machine again; what was perhaps a machine was none; null where no question was asked.
 */
export function outcomeOfSurvey(end: {
  status: string;
  answeredBy: string | null;
  asked: boolean;
  empties: number;
}): CallOutcome | null {
  if (end.status !== 'completed') return outcomeOfDial(end.status);
  if (isMachine(end.answeredBy)) return 'voicemail';
  if (!end.asked) return null;
  if (end.answeredBy === 'unknown') return 'voicemail';
  return end.empties >= EMPTIES_UNTIL_END ? 'no-answer' : 'refused';
}

/** After so many questions without an answer we thank and end. */
export const EMPTIES_UNTIL_END = 2;

// --- before a call is placed ---

export interface CallQuestion extends Omit<SendQuestion, 'channel' | 'purpose'> {
  readonly kind: CallKind;
  /** The question of the step, if it asks one. */
  readonly question: Question | null;
  /** When a question about the same subject last left as a text, or null. */
  readonly askedAt: Instant | null;
}

const AFTER_TEXT_MS = 24 * 3_600_000;

/** What a call is for. Asking an opinion is a survey, on whatever channel. */
export function purposeOfCall(question: Question | null): Purpose {
  return question === null ? 'service' : 'survey';
}

/**
 * Whether the customer may be called right now: consent for calls, call hours at the customer's, in this order. Nobody
 * is rung up within a day of a text that asks about the same thing by a machine, and a synthetic voice needs an
 * explicit consent in every country.
 */
export function judgeCall({ kind, question, askedAt, rules, ...rest }: CallQuestion): SendVerdict {
  const purpose = purposeOfCall(question);
  const verdict = judgeSend({
    ...rest,
    channel: 'call',
    purpose,
    rules: kind === 'survey' ? requiringConsent(rules, purpose) : rules,
  });
  if (verdict.verdict !== 'send' || kind === 'bridge' || askedAt === null) return verdict;
  const until = askedAt + AFTER_TEXT_MS;
  if (until <= rest.now) return verdict;
  return { verdict: 'wait', until, reason: because('call.asked-by-text') };
}

function requiringConsent(rules: ContactRules, purpose: Purpose): ContactRules {
  return { ...rules, consent: { ...rules.consent, [purpose]: 'required' } };
}
