/** What a text may speak of, as it is put into a text. A day is written in the words of the language. */
export const VARIABLES = [
  { name: 'name', piece: '{name}' },
  { name: 'company', piece: '{company}' },
  { name: 'product', piece: '{product}' },
  { name: 'due', piece: '{due, date, long}' },
  { name: 'staff', piece: '{staff}' },
  { name: 'phone', piece: '{phone}' },
  { name: 'preferences', piece: '{preferences}' },
  { name: 'link', piece: '{link}' },
  { name: 'guide', piece: '{guide}' },
  { name: 'slots', piece: '{slots}' },
  { name: 'visit', piece: '{visit}' },
  { name: 'summary', piece: '{summary}' },
] as const;

/** A text with a piece in place of what was selected, and where writing goes on. */
export function insertPiece(
  text: string,
  piece: string,
  { start, end }: { start: number; end: number },
): { text: string; caret: number } {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length };
}
