import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What a single-word text means to Twilio on a long code. */
export type Keyword = 'STOP' | 'START' | 'HELP';

/** Advanced Opt-Out: keywords with the answer to them, in one language or for one country. */
export interface KeywordSet {
  language: string;
  /** ISO 3166 code: goes before what counts everywhere, for customers of that country; null: everywhere. */
  country: string | null;
  stop: KeywordAnswer;
  start: KeywordAnswer;
  help: KeywordAnswer;
}

export interface KeywordAnswer {
  /** Upper-case letters and digits only, as Twilio takes them. */
  keywords: readonly string[];
  /** What Twilio answers; empty: the usual words. */
  reply: string;
}

/** How a sender deals with keywords; `sets` count only where Advanced Opt-Out is on. */
export interface OptOutMode {
  isAdvanced: boolean;
  sets: readonly KeywordSet[];
}

export interface KeywordMatch {
  keyword: Keyword;
  reply: string;
}

const WORDS: Readonly<Record<Keyword, readonly string[]>> = {
  STOP: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};
const KEYWORDS: readonly Keyword[] = ['STOP', 'START', 'HELP'];

/** Twilio's own answers on a long code. */
export const AUTO_REPLIES: Readonly<Record<Keyword, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

/**
 * The keyword a text is, if it is nothing else: "stop" is one, "STOP PLEASE" and "STOP!" are not. With keywords of
 * one's own these count instead of the usual ones, except for STOP, START and HELP, which nobody can take away.
 *
 * @param from whose text it is; their country decides which set goes first
 */
export function readKeyword(body: string, mode: OptOutMode = DEFAULT, from = ''): KeywordMatch | null {
  const word = body.trim().toUpperCase();
  if (!mode.isAdvanced || mode.sets.length === 0) {
    const keyword = KEYWORDS.find((one) => WORDS[one].includes(word));
    return keyword ? { keyword, reply: AUTO_REPLIES[keyword] } : null;
  }
  return matchOwn(word, setsFor(from, mode.sets));
}

const DEFAULT: OptOutMode = { isAdvanced: false, sets: [] };

/** Those of the customer's country first, then those that count everywhere. */
function setsFor(from: string, sets: readonly KeywordSet[]): KeywordSet[] {
  const country = parsePhoneNumberFromString(from)?.country ?? null;
  const own = sets.filter((set) => set.country !== null && set.country === country);
  return [...own, ...sets.filter((set) => set.country === null)];
}

function matchOwn(word: string, sets: readonly KeywordSet[]): KeywordMatch | null {
  for (const set of sets) {
    const keyword = KEYWORDS.find((one) => answerOf(set, one).keywords.includes(word));
    if (keyword) return { keyword, reply: answerOf(set, keyword).reply || AUTO_REPLIES[keyword] };
  }
  const keyword = KEYWORDS.find((one) => one === word);
  const [first] = sets;
  return keyword
    ? { keyword, reply: (first && answerOf(first, keyword).reply) || AUTO_REPLIES[keyword] }
    : null;
}

function answerOf(set: KeywordSet, keyword: Keyword): KeywordAnswer {
  return { STOP: set.stop, START: set.start, HELP: set.help }[keyword];
}
