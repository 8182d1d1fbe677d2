import { mentionsDate } from './reply-date.js';
import { findNumbers } from './reply-number.js';
import { anyOf, leadingPhrase, onlyPhrases, trimSigns } from './reply-text.js';
import type { ReplyText } from './reply-text.js';
import {
  CANCEL_WORDS,
  COURTESIES,
  HELP_WORDS,
  NOT_STOP_AFTER,
  NOT_STOP_BEFORE,
  OPT_IN_WORDS,
  OPT_OUT_PHRASES,
  OPT_OUT_WORDS,
} from './words-compliance.js';

/** What a reply says about being texted at all. `possible`: a person must look, and nothing is sent until then. */
export type Compliance =
  | { readonly intent: 'opt-out' | 'opt-in' | 'help'; readonly rule: string }
  | { readonly intent: null; readonly possible: boolean };

const OPT_OUT = onlyPhrases(OPT_OUT_WORDS);
const OPT_OUT_OR_CANCEL = onlyPhrases([...OPT_OUT_WORDS, ...CANCEL_WORDS]);
const CANCEL = onlyPhrases(CANCEL_WORDS);
const OPT_IN = new RegExp(`^${anyOf(OPT_IN_WORDS)}$`, 'u');
const HELP = onlyPhrases(HELP_WORDS);
const PHRASE = new RegExp(anyOf(OPT_OUT_PHRASES), 'u');
const STOP = /(?<![\p{Script=Latin}\p{N}])stop(?![\p{Script=Latin}\p{N}])/gu;
const BEFORE_OTHER_STOP = new RegExp(`${anyOf(NOT_STOP_BEFORE)}[\\s-]*(?:\\S+\\s+){0,1}$`, 'u');
const AFTER_OTHER_STOP = new RegExp(`^[\\s-]+${anyOf(NOT_STOP_AFTER)}`, 'u');
const LEADING_COURTESY = leadingPhrase(COURTESIES);
const TRAILING_COURTESY = new RegExp(`${anyOf(COURTESIES)}$`, 'u');

/**
 * Opt-out, opt-in and help, before any question is thought of and in all languages at once.
 *
 * `optOutType` is Twilio's own verdict. Its START is believed only for START and UNSTOP, because Twilio also gives
 * it to a plain "yes". An asking to stop inside a longer text counts at once unless the text also holds a score or a
 * date; then a person decides.
 */
export function readCompliance(
  reply: ReplyText,
  optOutType: string | undefined,
  isConfirm: boolean,
): Compliance {
  if (optOutType === 'STOP') return { intent: 'opt-out', rule: 'opt-out.twilio' };
  if (optOutType === 'HELP') return { intent: 'help', rule: 'help.twilio' };

  const words = trimSigns(reply.folded);
  const core = withoutCourtesies(words);
  if (OPT_IN.test(words)) return { intent: 'opt-in', rule: 'opt-in.word' };
  if (HELP.test(core)) return { intent: 'help', rule: 'help.word' };
  if (isConfirm && CANCEL.test(core)) return { intent: null, possible: true };
  if (OPT_OUT.test(core) || OPT_OUT_OR_CANCEL.test(core)) return { intent: 'opt-out', rule: 'opt-out.word' };
  return readSentence(reply);
}

function readSentence(reply: ReplyText): Compliance {
  const phrase = PHRASE.test(reply.folded);
  const stops = [...reply.folded.matchAll(STOP)];
  if (!phrase && stops.length === 0) return { intent: null, possible: false };
  const asked = phrase || stops.some((stop) => isAskingToStop(reply.folded, stop.index));
  if (!asked || holdsScore(reply) || mentionsDate(reply.folded)) return { intent: null, possible: true };
  return { intent: 'opt-out', rule: phrase ? 'opt-out.phrase' : 'opt-out.stop-in-text' };
}

function isAskingToStop(folded: string, index: number): boolean {
  const before = folded.slice(Math.max(0, index - 40), index);
  const after = folded.slice(index + 'stop'.length, index + 40);
  return !BEFORE_OTHER_STOP.test(before) && !AFTER_OTHER_STOP.test(after);
}

function holdsScore(reply: ReplyText): boolean {
  return findNumbers(reply.folded).some((number) => number.value <= 10);
}

/** The folded text without "please", "thanks" and greetings at either end. */
export function withoutCourtesies(folded: string): string {
  for (let text = folded; ;) {
    const shorter = trimSigns(trimSigns(text.replace(LEADING_COURTESY, '')).replace(TRAILING_COURTESY, ''));
    if (shorter === text) return text;
    text = shorter;
  }
}
