import type { Interpretation, ScoreQuestion } from './reply.js';
import { withoutCourtesies } from './reply-compliance.js';
import { findNumbers } from './reply-number.js';
import type { FoundNumber } from './reply-number.js';
import { anyOf, cleanComment, hasWords, onlyPhrases, trimSigns } from './reply-text.js';
import type { ReplyText } from './reply-text.js';
import { SCALES } from './scale.js';
import { COMPARED_BEFORE, NEGATIONS, NUMBER_WORDS, SCORE_FILLERS } from './words-score.js';

const STARS = /(?:[⭐🌟★]\s*)+(?:☆\s*)*|\*{2,}/u;
const NEGATED = new RegExp(anyOf(NEGATIONS), 'u');
const ONLY_NEGATION = new RegExp(`^${anyOf(NEGATIONS)}$`, 'u');
const NOT_NEGATED = /不错|不錯|没问题|沒問題|不客气/gu;
const COMPARED = new RegExp(`${anyOf(COMPARED_BEFORE)}\\s*(?:(?:a|un|una)\\s+)?$`, 'u');
const CLAUSE = /[.,;:!?()。、]|\s-\s|(?<=\p{Script=Han})\s/u;
const SECOND_WORD = new RegExp(
  `^\\s*(?:-|or|to|and|o|u|a|y|ar|arba|iki|ir|或|到|至)\\s*${anyOf(NUMBER_WORDS.keys())}`,
  'u',
);
const FILLERS = onlyPhrases(SCORE_FILLERS);
const ASKS_FOR_MEANING = /^\s*(?:is|means?|es|significa|yra|reiskia|是)(?![\p{Script=Latin}])/u;

/**
 * A score with its comment, when there is exactly one number and it is on the scale of the question. Everything
 * that could be meant otherwise is `unclear`: it is asked again, never guessed. "10" on a scale to 5 is no 5.
 */
export function readScore(reply: ReplyText, question: ScoreQuestion): Interpretation {
  const { min, max } = SCALES[question];
  const numbers = findNumbers(reply.folded);
  const stars = question === 'csat' ? STARS.exec(reply.plain) : null;
  if (stars && !isSingleStar(stars[0], numbers)) return readStars(reply, stars, numbers);

  const number = numbers[0];
  if (!number) return unclear('score.none');
  if (numbers.length > 1 || SECOND_WORD.test(reply.folded.slice(number.end))) return unclear('score.several');
  const fault = findFault(reply.folded, number);
  if (fault) return unclear(fault);
  if (number.of !== undefined && number.of !== max) return unclear('score.other-scale');
  if (number.value < min || number.value > max) return unclear('score.out-of-scale');
  const rule =
    number.of !== undefined ? 'score.of-scale' : number.kind === 'digit' ? 'score.digit' : 'score.word';
  return score(number.value, commentAround(reply, number), rule);
}

/** "5⭐": the star only says what the digit counts. */
function isSingleStar(stars: string, numbers: readonly FoundNumber[]): boolean {
  return numbers.length > 0 && countStars(stars) === 1;
}

function readStars(
  reply: ReplyText,
  stars: RegExpExecArray,
  numbers: readonly FoundNumber[],
): Interpretation {
  const value = countStars(stars[0]);
  const rest = reply.plain.slice(stars.index + stars[0].length);
  if (STARS.test(rest) || numbers.length > 1 || (numbers[0] && numbers[0].value !== value)) {
    return unclear('score.several');
  }
  if (value > SCALES.csat.max) return unclear('score.out-of-scale');
  const number = numbers[0];
  if (number) return score(value, undefined, 'score.stars');
  return score(
    value,
    commentAround(reply, { start: stars.index, end: stars.index + stars[0].length }),
    'score.stars',
  );
}

function countStars(stars: string): number {
  return (stars.match(/[⭐🌟★*]/gu) ?? []).length;
}

function findFault(folded: string, number: FoundNumber): string | null {
  if (number.broken) return 'score.broken-number';
  const before = folded.slice(0, number.start);
  const after = folded.slice(number.end);
  if (COMPARED.test(before)) return 'score.compared';
  const clause = (before.split(CLAUSE).at(-1) ?? '').replace(NOT_NEGATED, '');
  if (NEGATED.test(clause) || ONLY_NEGATION.test(trimSigns(after))) return 'score.negated';
  const opens = !hasWords(before);
  const asks = /\?\s*$/.test(after) && hasWords(opens ? after : before);
  if (asks && (!opens || ASKS_FOR_MEANING.test(after))) return 'score.asked-back';
  return null;
}

/** What stands after a leading score or before a closing one; a text with the score in its middle stays whole. */
function commentAround(reply: ReplyText, { start, end }: { start: number; end: number }): string | undefined {
  const before = withoutCourtesies(trimSigns(reply.folded.slice(0, start)));
  const opens = before === '' || FILLERS.test(before);
  const closes = withoutCourtesies(trimSigns(reply.folded.slice(end))) === '';
  if (opens) return closes ? undefined : cleanComment(reply.plain.slice(end));
  return cleanComment(closes ? reply.plain.slice(0, start) : reply.plain);
}

function score(value: number, comment: string | undefined, rule: string): Interpretation {
  return comment === undefined ? { intent: 'score', value, rule } : { intent: 'score', value, comment, rule };
}

function unclear(rule: string): Interpretation {
  return { intent: 'unclear', rule };
}
