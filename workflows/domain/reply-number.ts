import { anyOf } from './reply-text.js';
import {
  HAN_NUMBERS,
  NO_SCORE_BEFORE,
  NUMBER_WORDS,
  RATING_NOUNS,
  UNITS,
  WEAK_NUMBER_WORDS,
} from './words-score.js';

/** A number in a reply that may be a score. */
export interface FoundNumber {
  /** Where it stands, with what belongs to it: "5/5", "5 stars". */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** "4 of 5": the 5. */
  readonly of?: number;
  /** "4.5" or "-1": certainly no score. */
  readonly broken: boolean;
  readonly kind: 'digit' | 'word';
}

const DIGITS = /(?<![\p{Script=Latin}\p{N}])(?:\d{1,2}:\d{2}|\d+(?:[.,]\d+)+|\d+)/gu;
const WORD = /\p{Script=Latin}+/gu;
const HAN = new RegExp(`[${[...HAN_NUMBERS.keys()].join('')}]+`, 'gu');
const UNIT = new RegExp(`^\\s*${anyOf(UNITS)}`, 'u');
const NOUN = new RegExp(`^\\s*(?:${anyOf(RATING_NOUNS)}|\\*(?!\\*))`, 'u');
/** The same where a word is written onto the digits: "5stars", "3hours". */
const GLUED = new RegExp(
  `^(?:${[...UNITS, ...RATING_NOUNS]
    .filter((w) => /^[a-z]/.test(w))
    .sort(byLength)
    .join('|')})(?![a-z])`,
);
const OF = /^\s*(?:\/|(?:out\s+of|of|de|sobre|is)(?![\p{Script=Latin}]))\s*(\d+|\p{Script=Latin}+)/u;
const PLACE_BEFORE = new RegExp(`(?:${anyOf(NO_SCORE_BEFORE)}\\s*|[$€£¥]\\s*)$`, 'u');
const END_OF_CLAUSE = /^\s*(?:$|[\p{P}\p{S}])/u;

/**
 * The numbers of a folded reply that may be scores: not "3 hours", "15:00", "at 5" or "3rd". Number words are looked
 * for only when there are no digits.
 */
export function findNumbers(folded: string): FoundNumber[] {
  const digits = findDigits(folded);
  if (digits.length > 0) return digits;
  return [...findWords(folded), ...findHan(folded)].sort((a, b) => a.start - b.start);
}

function findDigits(folded: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  let from = 0;
  for (const match of folded.matchAll(DIGITS)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start < from || match[0].includes(':') || !mayBeScore(folded, start, end)) continue;
    const signed = folded[start - 1] === '-' && start === 1;
    const broken = signed || /[.,]/.test(match[0]);
    const number = withScale(folded, {
      start,
      end,
      value: Number.parseFloat(match[0]),
      broken,
      kind: 'digit',
    });
    found.push(number);
    from = number.end;
  }
  return found;
}

function mayBeScore(folded: string, start: number, end: number): boolean {
  const after = folded.slice(end, end + 30);
  const glued = /^\p{Script=Latin}/u.test(after);
  if (glued && !GLUED.test(after)) return false;
  const isRating = NOUN.test(glued ? ` ${after}` : after);
  const isUnit = UNIT.test(glued ? ` ${after}` : after);
  return !isUnit && (isRating || !PLACE_BEFORE.test(folded.slice(Math.max(0, start - 30), start)));
}

/** Takes in "stars", "/5" and "out of five stars" behind the number. */
function withScale(folded: string, number: FoundNumber): FoundNumber {
  const first = afterNoun(folded, number.end);
  const scale = OF.exec(folded.slice(first));
  const of =
    scale?.[1] === undefined ? Number.NaN : (NUMBER_WORDS.get(scale[1]) ?? Number.parseInt(scale[1], 10));
  if (!scale || Number.isNaN(of)) return { ...number, end: first };
  return { ...number, end: afterNoun(folded, first + scale[0].length), of };
}

/** Where "stars" or "points" ends, whether it is written onto the digits or not. */
function afterNoun(folded: string, end: number): number {
  const after = folded.slice(end);
  const glued = /^[a-z]/.test(after);
  const noun = NOUN.exec(glued ? ` ${after}` : after);
  return noun ? end + noun[0].length - (glued ? 1 : 0) : end;
}

function findWords(folded: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  let from = 0;
  for (const match of folded.matchAll(WORD)) {
    const value = NUMBER_WORDS.get(match[0]);
    const start = match.index;
    const end = start + match[0].length;
    if (value === undefined || start < from || !mayBeScore(folded, start, end)) continue;
    const number = withScale(folded, { start, end, value, broken: false, kind: 'word' });
    if (!standsAlone(folded, number, end, WEAK_NUMBER_WORDS.has(match[0]))) continue;
    found.push(number);
    from = number.end;
  }
  return found;
}

/**
 * "Five", "five, great", "I say five", "five stars": a mark. "The two came late": not. Words that are mostly
 * something else ("one", "una") must open the reply and be cut off from the rest.
 */
function standsAlone(folded: string, number: FoundNumber, end: number, weak: boolean): boolean {
  if (number.end > end) return true;
  const opens = !/[\p{L}\p{N}]/u.test(folded.slice(0, number.start));
  const cutOff = END_OF_CLAUSE.test(folded.slice(end));
  return weak ? opens && cutOff : opens || cutOff;
}

function findHan(folded: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of folded.matchAll(HAN)) {
    const start = match.index;
    const end = start + match[0].length;
    const after = folded.slice(end);
    if (UNIT.test(after) || folded[start - 1] === '第') continue;
    const noun = NOUN.exec(after);
    // 十分 is "ten points" only where nothing follows; before an adjective it means "very".
    const veryMuch = match[0] === '十' && noun !== null && !END_OF_CLAUSE.test(after.slice(noun[0].length));
    const opens = !/[\p{L}\p{N}]/u.test(folded.slice(0, start)) && END_OF_CLAUSE.test(after);
    if (veryMuch || (!noun && !opens)) continue;
    const value =
      match[0].length === 1 ? (HAN_NUMBERS.get(match[0]) ?? Number.NaN) : Number.POSITIVE_INFINITY;
    found.push({ start, end: end + (noun?.[0].length ?? 0), value, broken: false, kind: 'word' });
  }
  return found;
}

function byLength(a: string, b: string): number {
  return b.length - a.length;
}
