import { matchesGlob } from './policy.js';

/** When a guide fits a message. */
export interface GuideRule {
  readonly key: string;
  /** Globs over product codes; none: any product. */
  readonly products: readonly string[];
  /** Globs over the names of steps; none: any step. */
  readonly steps: readonly string[];
}

/**
 * The guide that a message links to: the one that names its step and product most closely. A named step counts more than
 * a named product, a longer glob more than a shorter one. Null: none fits.
 */
export function chooseGuide<T extends GuideRule>(
  guides: readonly T[],
  about: { readonly products: readonly string[]; readonly step: string | null },
): T | null {
  const fitting = guides.flatMap((guide) => {
    const step = closeness(guide.steps, about.step === null ? [] : [about.step]);
    const product = closeness(guide.products, about.products);
    return step === null || product === null ? [] : [{ guide, step, product }];
  });
  fitting.sort((a, b) => b.step - a.step || b.product - a.product || (a.guide.key < b.guide.key ? -1 : 1));
  return fitting[0]?.guide ?? null;
}

/** How closely globs name one of the texts: signs that are no wildcards, plus one; 0 where any will do; null: not at all. */
function closeness(globs: readonly string[], texts: readonly string[]): number | null {
  if (globs.length === 0) return 0;
  const matching = globs.filter((glob) => texts.some((text) => matchesGlob(glob, text)));
  if (matching.length === 0) return null;
  return Math.max(...matching.map((glob) => glob.replaceAll(/[*?]/g, '').length + 1));
}
