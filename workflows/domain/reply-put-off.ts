import { anyOf, hasWords, readReplyText, trimSigns } from './reply-text.js';
import { parseDuration, type Duration } from './time.js';

/** "Remind me": what a wish to hear again begins with, in the four languages, folded. */
const ASK = anyOf([
  ...['remind me', 'ask me', 'ask again', 'write me', 'write again', 'text me', 'message me', 'contact me'],
  ...['get back to me', 'remind us', 'let me think'],
  ...[
    'recuerdame',
    'recuerdeme',
    'recuerdenme',
    'recuerdamelo',
    'recuerdemelo',
    'avisame',
    'aviseme',
    'avisenme',
  ],
  ...['escribame', 'escribeme', 'preguntame', 'pregunteme', 'digame', 'dejame pensarlo', 'dejeme pensarlo'],
  ...[
    'primink',
    'priminkite',
    'parasyk',
    'parasykite',
    'paklausk',
    'paklauskite',
    'klauskite',
    'susisiekite',
  ],
  ...['提醒我', '再提醒', '再问', '再問', '联系我', '聯繫我', '再联系', '再聯繫', '通知我'],
]);

/** When, without a number. The first that is found counts, so the longer ones stand first. */
const WHEN: readonly (readonly [string, string])[] = [
  ...phrases('P2D', ['day after tomorrow', 'pasado manana', 'poryt', '后天', '後天']),
  ...phrases('P1D', ['tomorrow', 'manana', 'rytoj', '明天']),
  ...phrases('P7D', ['next week', 'in a week', 'a week later', 'the week after']),
  ...phrases('P7D', [
    'proxima semana',
    'semana que viene',
    'semana proxima',
    'en una semana',
    'dentro de una semana',
  ]),
  ...phrases('P7D', [
    'kita savaite',
    'kitos savaites',
    'po savaites',
    'uz savaites',
    '下周',
    '下週',
    '下星期',
    '下礼拜',
    '下禮拜',
  ]),
  ...phrases('P1M', ['next month', 'in a month', 'proximo mes', 'mes que viene', 'mes proximo', 'en un mes']),
  ...phrases('P1M', [
    'dentro de un mes',
    'kita menesi',
    'po menesio',
    'uz menesio',
    '下个月',
    '下個月',
    '下月',
  ]),
];
const LATER = anyOf([
  ...[
    'later',
    'not now',
    'some other time',
    'another time',
    'mas tarde',
    'luego',
    'despues',
    'ahora no',
    'otro dia',
  ],
  ...[
    'veliau',
    'ne dabar',
    'kita karta',
    '以后再说',
    '以後再說',
    '稍后',
    '稍後',
    '晚点',
    '晚點',
    '改天',
    '过几天',
    '過幾天',
  ],
]);
const COUNTED =
  /(?:in|en|dentro de|po|uz)?\s*(\d{1,2})\s*(days?|weeks?|months?|dias?|semanas?|mes(?:es)?|dien\p{L}*|savai\p{L}*|menes\p{L}*|天|日|周|週|个星期|個星期|星期|个月|個月)(?:后|後|之后|之後)?/u;
/** Somebody who names no day is asked again in a week. */
const DEFAULT = 'P7D';
/** Nobody is put off for longer than this at a stretch. */
const MOST_DAYS = 92;

function phrases(duration: string, words: readonly string[]): (readonly [string, string])[] {
  return [[anyOf(words), duration]];
}

/**
 * Whether a reply asks to be reminded at another time, and how far away: "remind me next week", "recuérdame mañana",
 * "priminkite po 3 dienų", "下周再提醒我". A text that says more than that and does not ask for it is not one.
 * @returns how long from today, in calendar units, or null
 */
export function readPutOff(text: string): Duration | null {
  const { folded } = readReplyText(text);
  const words = trimSigns(folded);
  if (!hasWords(words)) return null;
  const when = findWhen(words);
  const asks = new RegExp(ASK, 'u').test(words);
  const later = new RegExp(LATER, 'u').test(words);
  if (asks && (when !== null || later || isAlone(words, [ASK]))) return when ?? parseDuration(DEFAULT);
  const parts = [...WHEN.map(([pattern]) => pattern), LATER, COUNTED.source];
  return isAlone(words, parts) ? (when ?? parseDuration(DEFAULT)) : null;
}

function findWhen(words: string): Duration | null {
  const counted = COUNTED.exec(words);
  if (counted) return countedDuration(Number(counted[1]), counted[2]!);
  const found = WHEN.find(([pattern]) => new RegExp(pattern, 'u').test(words));
  return found ? parseDuration(found[1]) : null;
}

function countedDuration(n: number, unit: string): Duration | null {
  const isMonth = /^(month|mes|menes|个月|個月)/u.test(unit);
  const isWeek = /^(week|semana|savai|周|週|个星期|個星期|星期)/u.test(unit);
  const days = isMonth ? n * 30 : isWeek ? n * 7 : n;
  if (n === 0 || days > MOST_DAYS) return null;
  return parseDuration(isMonth ? `P${n}M` : `P${days}D`);
}

/** Whether nothing but these phrases, small words and signs is said. */
function isAlone(words: string, patterns: readonly string[]): boolean {
  const small =
    '(?:please|pls|thanks|thank you|por favor|gracias|prasau|aciu|la|el|en|the|me|to|ok|okay|yes but|请|請|谢谢|謝謝|吧|再)';
  const left = words
    .replaceAll(new RegExp(`${patterns.join('|')}`, 'gu'), ' ')
    .replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${small}(?![\\p{Script=Latin}\\p{N}])`, 'gu'), ' ');
  return !hasWords(left);
}
