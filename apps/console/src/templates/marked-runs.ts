export interface Run {
  text: string;
  isOdd: boolean;
}

/** Above this share of a text its odd characters are the script it is written in, and marking them says nothing. */
const MOST_ODD = 0.3;

/** A text cut where characters that the cheap alphabet lacks begin and end. */
export function markedRuns(text: string, odd: readonly string[]): Run[] {
  const strange = new Set(odd);
  const signs = Array.from(text);
  const isScript = signs.filter((sign) => strange.has(sign)).length > signs.length * MOST_ODD;
  if (isScript || strange.size === 0) return [{ text, isOdd: false }];
  const runs: Run[] = [];
  for (const sign of signs) {
    const isOdd = strange.has(sign);
    const last = runs.at(-1);
    if (last?.isOdd === isOdd) last.text += sign;
    else runs.push({ text: sign, isOdd });
  }
  return runs;
}
