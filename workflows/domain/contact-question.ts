import {
  earliestAfterFrequency,
  findThrottle,
  frequencyReason,
  throttledUntil,
  type FrequencyQuestion,
  type OtherMessage,
} from './contact-frequency.js';
import { judgeSend, type SendQuestion } from './contact-rules.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';

/** May we contact somebody, and if not now, when? `now` is the instant that is asked about. */
export interface ContactQuestion extends SendQuestion {
  /** What the customer got of us lately. */
  readonly sent: readonly OtherMessage[];
}

export interface ContactVerdict {
  readonly allowed: boolean;
  /** The first instant from the one asked about on at which it is allowed; null: never, as things stand. */
  readonly nextAt: Instant | null;
  /** What stands against the instant asked about, and what moves the next one further. */
  readonly reasons: readonly Reason[];
}

/** Rules push each other: after so many there is no instant that pleases all of them. */
const MOST_MOVES = 100;

/** Asks all rules that the last look before a message asks, and goes on until none of them objects. */
export function mayContact(question: ContactQuestion): ContactVerdict {
  const reasons: Reason[] = [];
  let at = question.now;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const objection = findObjection(question, at);
    if (!objection) return { allowed: reasons.length === 0, nextAt: at, reasons };
    reasons.push(objection.reason);
    if (objection.until === null) break;
    at = objection.until;
  }
  return { allowed: false, nextAt: null, reasons };
}

function findObjection(
  question: ContactQuestion,
  at: Instant,
): { until: Instant | null; reason: Reason } | null {
  const verdict = judgeSend({ ...question, now: at });
  if (verdict.verdict === 'refuse') return { until: null, reason: verdict.reason };
  if (verdict.verdict === 'wait') return verdict;
  const { purpose, channel, rules, zone, sent } = question;
  // How often is a rule about texts; staff see when they called last.
  if (channel === 'call') return null;
  const among: FrequencyQuestion = { message: { at, purpose }, sent, staged: [], rules, zone };
  const throttled = findThrottle(among);
  if (throttled) return { until: throttledUntil(among), reason: throttled };
  const until = earliestAfterFrequency(among);
  return until > at ? { until, reason: frequencyReason(among, until) } : null;
}
