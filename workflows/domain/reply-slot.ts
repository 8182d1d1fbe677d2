import type { Interpretation } from './reply.js';
import { withoutCourtesies } from './reply-compliance.js';
import { mentionsDate } from './reply-date.js';
import { findNumbers } from './reply-number.js';
import { anyOf, onlyPhrases, trimSigns } from './reply-text.js';
import type { ReplyText } from './reply-text.js';
import { NO_WORDS, RESCHEDULE_PHRASES } from './words-answer.js';
import { CANCEL_WORDS } from './words-compliance.js';

/** "None of them", in the words of all languages, folded. */
const NONE_WORDS = [
  'none',
  'no one',
  'neither',
  'ninguno',
  'ninguna',
  'netinka',
  'nei vienas',
  'ne vienas',
  '都不',
  '都不行',
  '都不合适',
  '不合适',
];
const NONE = onlyPhrases([...NONE_WORDS, ...NO_WORDS.filter((word) => !/^\d/.test(word))]);
const CANCEL = onlyPhrases(CANCEL_WORDS);
const RESCHEDULE = new RegExp(anyOf(RESCHEDULE_PHRASES), 'u');

/**
 * "Which of these times?": the digit of one, alone or with words behind it; 0, R or "none" for none of them. Whoever
 * names a time of their own is for a person to read: nobody is booked by guessing.
 */
export function readSlot(reply: ReplyText, choices: number): Interpretation {
  const core = withoutCourtesies(trimSigns(reply.folded));
  if (core === '0' || core === 'r') return { intent: 'reschedule', rule: 'slot.none' };
  if (NONE.test(core)) return { intent: 'reschedule', rule: 'slot.none' };
  if (CANCEL.test(core)) return { intent: 'no', rule: 'slot.cancel' };
  const [number, ...others] = findNumbers(core);
  const isOne = number && others.length === 0 && !number.broken && number.of === undefined;
  if (isOne && number.value >= 1 && number.value <= choices) {
    const rest = (core.slice(0, number.start) + core.slice(number.end)).replace(/[^\p{L}\p{N}]+/gu, '');
    if (rest === '') return { intent: 'choice', value: number.value, rule: 'slot.number' };
    const leads = core.slice(0, number.start).trim() === '' && number.kind === 'digit';
    if (leads && !RESCHEDULE.test(core))
      return { intent: 'choice', value: number.value, comment: reply.plain, rule: 'slot.number-and-comment' };
  }
  if (RESCHEDULE.test(core) || mentionsDate(core))
    return { intent: 'reschedule', comment: reply.plain, rule: 'slot.other-time' };
  return { intent: 'unclear', rule: 'slot.no-number' };
}
