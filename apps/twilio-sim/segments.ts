/** GSM 03.38 basic set; every character costs one septet. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table; every character costs an escape and a septet, never split between two parts. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/**
 * Number of SMS parts of a text: 160 septets alone or 153 per part in GSM-7, 70 UTF-16 units alone or 67 per
 * part as soon as one character is outside GSM-7. Characters of two units are never split.
 */
export function countSegments(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const costs = characters.map((character) => (isGsm ? (EXTENDED.has(character) ? 2 : 1) : character.length));
  return isGsm ? fill(costs, 160, 153) : fill(costs, 70, 67);
}

function fill(costs: number[], alone: number, perPart: number): number {
  if (costs.reduce((sum, cost) => sum + cost, 0) <= alone) return 1;
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > perPart) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}
