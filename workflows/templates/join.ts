/** Two texts that say the same sentence (how to opt out, who writes) say it once, where it comes last. */
export function joinTexts(texts: readonly string[], language: string, between = '\n'): string {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const parts = texts.map((text) => Array.from(segmenter.segment(text), ({ segment }) => segment));
  const seen = new Set<string>();
  const kept = parts.reverse().map((sentences) =>
    sentences
      .reverse()
      .filter((sentence) => {
        const said = seen.has(sentence.trim());
        seen.add(sentence.trim());
        return !said;
      })
      .reverse()
      .join('')
      .trim(),
  );
  return kept
    .reverse()
    .filter((text) => text !== '')
    .join(between);
}
