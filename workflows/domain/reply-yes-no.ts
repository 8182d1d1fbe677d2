import type { Interpretation } from './reply.js';
import { withoutCourtesies } from './reply-compliance.js';
import { mentionsDate } from './reply-date.js';
import { findNumbers } from './reply-number.js';
import { anyOf, cleanComment, leadingPhrase, onlyPhrases, trimSigns } from './reply-text.js';
import type { ReplyText } from './reply-text.js';
import {
  DOUBT_WORDS,
  NO_IDIOMS,
  NO_WORDS,
  RESCHEDULE_PHRASES,
  SOLVED_WORDS,
  UNSOLVED_WORDS,
  YES_WORDS,
} from './words-answer.js';
import { CANCEL_WORDS } from './words-compliance.js';

const YES = onlyPhrases(YES_WORDS);
const NO = onlyPhrases(NO_WORDS);
const SOLVED = onlyPhrases([...YES_WORDS, ...SOLVED_WORDS]);
const UNSOLVED = onlyPhrases([...NO_WORDS, ...UNSOLVED_WORDS]);
const UNSOLVED_INSIDE = new RegExp(
  anyOf(UNSOLVED_WORDS.filter((words) => /\s|\p{Script=Han}{3}/u.test(words))),
  'u',
);
const LEADING_YES = leadingPhrase(YES_WORDS);
const LEADING_NO = leadingPhrase([...NO_WORDS, ...UNSOLVED_WORDS]);
const IDIOM = leadingPhrase(NO_IDIOMS);
const DOUBT = new RegExp(anyOf(DOUBT_WORDS), 'u');
const RESCHEDULE = new RegExp(anyOf(RESCHEDULE_PHRASES), 'u');
const CANCEL = onlyPhrases(CANCEL_WORDS);
const CANCEL_VISIT = new RegExp(
  `${anyOf(['cancel', 'cancelar', 'cancelen', 'anular', 'atsaukti', 'atsaukiu', 'atsaukite', '取消'])}.{0,20}?${anyOf(
    [
      ...[
        'visit',
        'appointment',
        'booking',
        'it',
        'cita',
        'visita',
        'vizita',
        'vizito',
        'susitikima',
        '预约',
        '上门',
        '约',
      ],
    ],
  )}`,
  'u',
);

/** "Is it solved?": yes or no, each with what was added. A yes that is taken back is asked again. */
export function readYesNo(reply: ReplyText): Interpretation {
  const core = withoutCourtesies(trimSigns(reply.folded));
  const yes = !beginsWithThis(reply) && LEADING_YES.exec(core);
  if (!beginsWithThis(reply) && SOLVED.test(core)) return { intent: 'yes', value: 'yes', rule: 'yes.word' };
  if (UNSOLVED.test(core)) return { intent: 'no', value: 'no', rule: 'no.word' };
  if (UNSOLVED_INSIDE.test(core))
    return { intent: 'no', value: 'no', comment: reply.plain, rule: 'no.phrase' };
  if (yes && isCutOff(core, yes[0])) {
    const rest = core.slice(yes[0].length);
    if (DOUBT.test(rest)) return { intent: 'unclear', rule: 'yes-no.yes-but' };
    return {
      intent: 'yes',
      value: 'yes',
      comment: commentAfter(reply, core, yes[0]),
      rule: 'yes.and-comment',
    };
  }
  const no = LEADING_NO.exec(core);
  if (!no || !isCutOff(core, no[0])) return { intent: 'unclear', rule: 'yes-no.none' };
  const rest = withoutCourtesies(trimSigns(core.slice(no[0].length)));
  if (IDIOM.test(core) || YES.test(rest)) return { intent: 'unclear', rule: 'yes-no.no-idiom' };
  return { intent: 'no', value: 'no', comment: commentAfter(reply, core, no[0]), rule: 'no.and-comment' };
}

/**
 * "Will you be there?": yes and no from exact lists only. Whatever speaks of another time, and a yes with more
 * text, becomes work for a person with the text beside it: no visit is moved by itself.
 */
export function readConfirm(reply: ReplyText): Interpretation {
  const core = withoutCourtesies(trimSigns(reply.folded));
  if (!beginsWithThis(reply) && YES.test(core)) return { intent: 'yes', rule: 'yes.word' };
  if (NO.test(core)) return { intent: 'no', rule: 'no.word' };
  if (CANCEL.test(core)) return { intent: 'no', rule: 'no.cancel' };
  if (core === 'r') return { intent: 'reschedule', rule: 'reschedule.word' };
  if (RESCHEDULE.test(core)) return { intent: 'reschedule', comment: reply.plain, rule: 'reschedule.word' };
  if (mentionsDate(core)) return { intent: 'reschedule', comment: reply.plain, rule: 'reschedule.date' };
  if (CANCEL_VISIT.test(core)) return { intent: 'no', comment: reply.plain, rule: 'no.cancel' };
  return readLeadingWord(reply, core);
}

function readLeadingWord(reply: ReplyText, core: string): Interpretation {
  const yes = LEADING_YES.exec(core);
  if (yes && isCutOff(core, yes[0])) {
    return { intent: 'reschedule', comment: reply.plain, rule: 'reschedule.yes-and-more' };
  }
  const no = LEADING_NO.exec(core);
  if (!no || !isCutOff(core, no[0])) return { intent: 'unclear', rule: 'confirm.none' };
  if (IDIOM.test(core)) return { intent: 'unclear', rule: 'confirm.no-idiom' };
  return { intent: 'no', comment: commentAfter(reply, core, no[0]), rule: 'no.and-comment' };
}

/** "ši" is Lithuanian for "this"; without its accent it looks like the Spanish yes. */
function beginsWithThis(reply: ReplyText): boolean {
  return /^[\s\p{P}]*ši(?!\p{L})/iu.test(reply.plain);
}

/**
 * Is the leading word an answer of its own? Single letters need punctuation behind them; digits must not count
 * something ("2 hours"); a Chinese no is the beginning of many words ("不错" is praise) and needs punctuation too.
 */
function isCutOff(core: string, word: string): boolean {
  const after = core.slice(word.length);
  const punctuated = /^\s*[\p{P}\p{S}]/u.test(after);
  if (/^\d$/.test(word)) {
    const numbers = findNumbers(core);
    return (
      numbers.length === 1 && numbers[0]?.start === 0 && !numbers[0].broken && numbers[0].of === undefined
    );
  }
  if (/^[a-z]$/.test(word)) return punctuated;
  if (/^[不没否沒]/u.test(word)) return punctuated || /^\s/.test(after);
  return true;
}

/** The readable text behind the leading word; `core` is a part of the folded text, which is as long as the plain one. */
function commentAfter(reply: ReplyText, core: string, word: string): string | undefined {
  const start = reply.folded.indexOf(core);
  return cleanComment(reply.plain.slice(start + word.length));
}
