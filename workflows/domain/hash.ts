/**
 * A whole number of 32 bits that looks drawn by chance and is the same for the same text everywhere: FNV-1a, with a last
 * stirring because its bits alone are uneven. Not for secrets.
 */
export function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0)!, 0x01000193);
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  return value >>> 0;
}
