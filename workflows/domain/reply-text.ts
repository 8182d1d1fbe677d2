/**
 * How the text of a reply is prepared and compared. `plain` stays readable, `folded` is for comparing only; both
 * have the same length, so that what is found in one can be cut out of the other.
 */
export interface ReplyText {
  readonly plain: string;
  readonly folded: string;
}

const LETTER = '\\p{Script=Latin}\\p{N}';
const LATIN_PHRASE = /^[a-z0-9](?:.*[a-z0-9])?$/;

/**
 * Plain: composed, keycaps to digits, straight quotes, single spaces. Folded: also NFKC (full-width digits and
 * punctuation become plain ones), lower case, no diacritics.
 */
export function readReplyText(text: string): ReplyText {
  const plain = text
    .replaceAll('🔟', ' 10 ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{P}]/gu, composeLonger)
    .replace(/[\u200B\u200E\u200F\u2060\uFEFF]|\uFE0E|\uFE0F|\u20E3/gu, '')
    .replace(/[‘’‛′`´]/gu, "'")
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return { plain, folded: Array.from(plain, foldSign).join('') };
}

/** "½" and the like become several signs; what keeps its length is left to the folding, so that comments stay as written. */
function composeLonger(sign: string): string {
  const composed = sign.normalize('NFKC');
  return composed.length === sign.length ? sign : composed;
}

function foldSign(sign: string): string {
  const folded = sign
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC');
  return folded.length === sign.length ? folded : sign;
}

/** Without punctuation, quotes and emoji around it. */
export function trimSigns(text: string): string {
  return text.replace(/^[\s\p{P}\p{S}\p{M}\u200D]+/u, '').replace(/[\s\p{P}\p{S}\p{M}\u200D]+$/u, '');
}

/** Is there any letter or digit? */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/**
 * One alternation of all phrases, longest first. Latin words match whole words only; Chinese has no spaces, so
 * its phrases match anywhere. The edges of words are tested once for all words: tested for each, a long Chinese text
 * takes most of a second.
 */
export function anyOf(phrases: Iterable<string>): string {
  const sorted = [...new Set(phrases)].sort((a, b) => b.length - a.length);
  const latin = sorted.filter((phrase) => LATIN_PHRASE.test(phrase)).map(phrasePattern);
  const others = sorted.filter((phrase) => !LATIN_PHRASE.test(phrase)).map(phrasePattern);
  const words = latin.length > 0 ? [`(?<![${LETTER}])(?:${latin.join('|')})(?![${LETTER}])`] : [];
  return `(?:${[...words, ...others].join('|')})`;
}

function phrasePattern(phrase: string): string {
  return phrase
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll("'", "'?")
    .replaceAll(' ', '[\\s-]+');
}

/** Matches when the whole text is one or more of the phrases, with only punctuation between them. */
export function onlyPhrases(phrases: Iterable<string>): RegExp {
  return new RegExp(`^(?:${anyOf(phrases)}[\\s\\p{P}]*)+$`, 'u');
}

/** The phrase at the start of the text. */
export function leadingPhrase(phrases: Iterable<string>): RegExp {
  return new RegExp(`^${anyOf(phrases)}`, 'u');
}

/** What a person meant to add: without the punctuation that tied it to the score. Undefined when no word is left. */
export function cleanComment(text: string): string | undefined {
  const comment = text
    .replace(/^[\s,.;:!/|)\-，。；：！、）]+/u, '')
    .replace(/[\s,;:(\-，；：、（]+$/u, '')
    .replace(/^[(（](.*)[)）]$/u, '$1');
  return hasWords(comment) ? comment : undefined;
}
