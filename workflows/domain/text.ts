/** How a text message is written and counted. Rules of GSM 03.38: 160 septets, 153 in each part of a longer one. */

export type Diacritics = 'keep' | 'strip';

export interface SegmentCount {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number;
  /** Parts that are sent and paid for. An empty text counts as one, as Twilio counts it. */
  readonly segments: number;
  /** The characters that force UCS-2, each once, in the order they come. */
  readonly odd: readonly string[];
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These need an escape: two septets, never parted. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/**
 * The text as it is sent: composed letters, and plain spaces, hyphens and quotes in place of the look-alikes that
 * would turn the whole message to UCS-2. `strip` also takes the accents off letters that GSM-7 lacks; those it has
 * (é, ñ, ü) stay.
 */
export function normaliseSmsText(text: string, { diacritics }: { diacritics: Diacritics }): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F]/gu, ' ')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\u2018-\u201B\u2032]/gu, "'")
    .replace(/[\u201C-\u201F\u2033]/gu, '"');
  return diacritics === 'keep' ? plain : Array.from(plain, stripDiacritics).join('');
}

function stripDiacritics(sign: string): string {
  if (isGsm(sign)) return sign;
  const base = sign.normalize('NFD').replace(/\p{M}/gu, '');
  return base !== '' && isGsm(base) ? base : sign;
}

/** Counts a text as it stands: normalise it first. */
export function countSegments(text: string): SegmentCount {
  const signs = Array.from(text);
  const odd = [...new Set(signs.filter((sign) => !isGsm(sign)))];
  const isGsm7 = odd.length === 0;
  const sizes = signs.map((sign) => (isGsm7 ? (EXTENDED.has(sign) ? 2 : 1) : sign.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, part] = isGsm7 ? [160, 153] : [70, 67];
  const segments = units <= single ? 1 : countParts(sizes, part);
  return { encoding: isGsm7 ? 'GSM-7' : 'UCS-2', units, segments, odd };
}

/** A sign of two units that no longer fits moves to the next part whole. */
function countParts(sizes: readonly number[], part: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}

function isGsm(sign: string): boolean {
  return BASIC.has(sign) || EXTENDED.has(sign);
}
