/** What an error code says about the number it was sent to. */
export type NumberMark =
  | 'invalid' // nobody has this number
  | 'landline' // it cannot be texted
  | 'doubtful' // it was not reached so often that something is wrong
  | 'opted-out'; // its owner told the carrier or the provider to stop

/** One line of the table: what a code of the provider means and what follows from it. */
export interface CodeRule {
  readonly meaning: string;
  /** sync: the answer to the create call; async: a later status; either: both. */
  readonly when: 'sync' | 'async' | 'either';
  /**
   * later: it was certainly not taken, the same message is tried again with growing pauses;
   * unknown: it may have been taken, so it is looked up and never sent again blindly;
   * again: it ended for certain, so a new message may go out after `after`, once for each entry;
   * next: another channel of the customer, if the policy knows one;
   * give-up: nothing is tried any more.
   */
  readonly then: 'later' | 'unknown' | 'again' | 'next' | 'give-up';
  /** again: ISO 8601 durations from the failure; when they are used up it goes on as `next`. */
  readonly after?: readonly string[];
  readonly marks?: NumberMark;
  /** How many messages in a row have to end like this before the number is marked; default 1. */
  readonly marksAfter?: number;
  /** The account's or the sender's settings are at fault: it holds everything until that is mended. */
  readonly holds?: true;
  /** People have to look at it, although it says nothing about one message. */
  readonly alert?: true;
}

/**
 * Twilio's error codes and our reactions, as of November 2026. Codes come and go, so this is data, and what is not
 * listed is answered by `OTHER_CODE`.
 */
export const CODE_RULES: Readonly<Record<number, CodeRule>> = {
  20003: { meaning: 'authentication failed', when: 'sync', then: 'later', holds: true, alert: true },
  20429: { meaning: 'too many requests at once', when: 'sync', then: 'later' },
  20500: { meaning: 'fault inside the provider', when: 'sync', then: 'unknown' },
  20503: { meaning: 'the provider is not available', when: 'sync', then: 'unknown' },
  21211: { meaning: 'not a valid number', when: 'sync', then: 'next', marks: 'invalid' },
  21408: { meaning: 'the region is switched off for the account', when: 'sync', then: 'next', alert: true },
  21603: { meaning: 'no sender was given', when: 'sync', then: 'later', holds: true, alert: true },
  21606: {
    meaning: 'the sender is not ours or cannot do this',
    when: 'sync',
    then: 'later',
    holds: true,
    alert: true,
  },
  21608: {
    meaning: 'the account may not write to this number yet',
    when: 'sync',
    then: 'later',
    holds: true,
    alert: true,
  },
  21610: { meaning: 'the recipient opted out', when: 'sync', then: 'give-up', marks: 'opted-out' },
  21611: { meaning: "the sender's queue is full", when: 'sync', then: 'later' },
  21612: { meaning: 'not reachable from this sender', when: 'sync', then: 'next' },
  21614: { meaning: 'not a mobile number', when: 'sync', then: 'next', marks: 'landline' },
  21617: { meaning: 'the text is too long', when: 'sync', then: 'give-up', alert: true },
  21635: { meaning: 'a landline', when: 'sync', then: 'next', marks: 'landline' },
  30001: { meaning: 'it waited too long', when: 'async', then: 'again', after: ['PT0S', 'PT0S'] },
  30002: {
    meaning: 'the account is suspended',
    when: 'async',
    then: 'again',
    after: ['PT15M', 'PT15M'],
    holds: true,
    alert: true,
  },
  30003: {
    meaning: 'the handset was not reachable',
    when: 'async',
    then: 'again',
    after: ['P1D', 'P1D'],
    marks: 'doubtful',
    marksAfter: 3,
  },
  30004: {
    meaning: 'the message was blocked',
    when: 'async',
    then: 'next',
    marks: 'doubtful',
    marksAfter: 2,
  },
  30005: { meaning: 'unknown handset', when: 'async', then: 'next', marks: 'invalid' },
  30006: {
    meaning: 'a landline, or a carrier that cannot be reached',
    when: 'async',
    then: 'next',
    marks: 'landline',
  },
  30007: { meaning: 'filtered as spam', when: 'async', then: 'next', alert: true },
  30008: { meaning: 'unknown fault of the carrier', when: 'async', then: 'again', after: ['PT4H'] },
  30034: {
    meaning: 'the number is in no approved campaign',
    when: 'async',
    then: 'next',
    holds: true,
    alert: true,
  },
  30450: { meaning: 'held back against fraud', when: 'either', then: 'give-up', alert: true },
  30500: { meaning: 'fault inside the provider', when: 'async', then: 'again', after: ['PT10M'] },
  30610: {
    meaning: "the provider's own quiet hours",
    when: 'either',
    then: 'again',
    after: ['PT8H', 'PT8H'],
  },
  30640: {
    meaning: 'a number that must not be written to',
    when: 'either',
    then: 'give-up',
    marks: 'opted-out',
    alert: true,
  },
  35114: { meaning: 'the time to send at is out of range', when: 'sync', then: 'give-up', alert: true },
  35115: { meaning: 'the time to send at is too near', when: 'sync', then: 'give-up', alert: true },
  35117: { meaning: 'the time to send at is too far', when: 'sync', then: 'give-up', alert: true },
  63003: { meaning: 'no such recipient on this channel', when: 'either', then: 'next' },
  63016: {
    meaning: 'outside the day after the last message, and no approved template',
    when: 'either',
    then: 'next',
  },
  63024: { meaning: 'not a valid recipient on this channel', when: 'either', then: 'next' },
};

/** A code nobody knew of: the message is over, and somebody hears of it. */
export const OTHER_CODE: CodeRule = {
  meaning: 'a code that is not known here',
  when: 'either',
  then: 'give-up',
  alert: true,
};

/** RFC 5321, 4.2.1: a permanent refusal by a mail server. */
const MAIL_REFUSED: CodeRule = { meaning: 'the mail server refused it', when: 'either', then: 'next' };

/** What follows from a code; without one, or for one that is not listed, the safe default. */
export function ruleOfCode(code: number | null | undefined): CodeRule {
  if (code === null || code === undefined) return OTHER_CODE;
  if (code >= 500 && code < 600) return MAIL_REFUSED;
  return CODE_RULES[code] ?? OTHER_CODE;
}
