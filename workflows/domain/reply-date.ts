import { anyOf } from './reply-text.js';
import { DATE_WORDS } from './words-answer.js';

const WORDS = new RegExp(anyOf(DATE_WORDS), 'u');
const EDGE = '(?<![\\p{Script=Latin}\\p{N}])';
const END = '(?![\\p{Script=Latin}\\p{N}])';
const PATTERNS: readonly RegExp[] = [
  // 15:00, 15.30, 15h30
  new RegExp(`${EDGE}\\d{1,2}[:.h]\\d{2}${END}`, 'u'),
  // 3pm, 15 h, 15 val, 3点, 5号
  new RegExp(`${EDGE}\\d{1,2}\\s*(?:(?:am|pm|a\\.m|p\\.m|h|hrs|val|o'?clock|d)${END}|点|點|时|号|號)`, 'u'),
  new RegExp(`[一二两三四五六七八九十]点`, 'u'),
  // 12/05, 12-05-2026, 2026-05-12, 5月12
  new RegExp(
    `${EDGE}(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{1,2}/\\d{1,2})${END}`,
    'u',
  ),
  /\d{1,2}月/u,
  // at 5, a las 5
  new RegExp(
    `${EDGE}(?:at|after|before|around|a las|despues de las|antes de las|po|nuo|iki)\\s+\\d{1,2}${END}`,
    'u',
  ),
  // 12 may, may 12th
  new RegExp(
    `${EDGE}\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:jan|feb|mar|march|apr|may|jun|jul|aug|sep|oct|nov|dec)${END}`,
    'u',
  ),
  new RegExp(
    `${EDGE}(?:jan|feb|mar|march|apr|may|jun|jul|aug|sep|oct|nov|dec)\\s+\\d{1,2}(?:st|nd|rd|th)?${END}`,
    'u',
  ),
];

/** Does the folded text name a day or a time of day, in any of the languages? */
export function mentionsDate(folded: string): boolean {
  return WORDS.test(folded) || PATTERNS.some((pattern) => pattern.test(folded));
}
