import { hashOf } from './hash.js';

/** A piece of work that somebody closed in the month. */
export interface ClosedWork {
  readonly id: string;
  readonly staffId: string;
  readonly kind: 'call' | 'visit' | 'ticket';
  /** The customer's answer about the same sale, ticket or agreement was bad news. */
  readonly isLow: boolean;
}

/** How much of each person's work of a month is looked at. */
export interface SampleRules {
  readonly perMonth: number;
  /** So many more for each low score, and at most so many in all. */
  readonly afterLowScore: number;
  readonly most: number;
}

export interface DrawnWork extends ClosedWork {
  readonly drawn: 'sample' | 'low-score';
}

/** The rule in words, as it is told wherever a sample is shown. */
export const SAMPLE_RULE =
  'Work is put in the order of a hash of the month and its id, which nobody can choose; the first of each person are drawn. ' +
  'For each low score of theirs more are drawn, first of all the work that the score was about.';

/**
 * Draws from everybody's closed work of a month. The same month and work always give the same sample, so anybody can draw
 * it again and see that nothing was picked.
 *
 * @param month `YYYY-MM`
 * @param lowScores how many low scores each person had in the month
 */
export function drawSample(
  work: readonly ClosedWork[],
  lowScores: ReadonlyMap<string, number>,
  rules: SampleRules,
  month: string,
): DrawnWork[] {
  const order = (one: ClosedWork) => hashOf(`${month} ${one.id}`);
  const shuffled = [...work].sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
  const people = [...new Set(work.map(({ staffId }) => staffId))].sort();
  return people.flatMap((staffId) => {
    const own = shuffled.filter((one) => one.staffId === staffId);
    const usual = own.slice(0, rules.perMonth);
    const wanted = Math.min(rules.most, rules.perMonth + rules.afterLowScore * (lowScores.get(staffId) ?? 0));
    const rest = own.slice(rules.perMonth);
    const more = [...rest.filter(({ isLow }) => isLow), ...rest.filter(({ isLow }) => !isLow)];
    return [
      ...usual.map((one) => ({ ...one, drawn: 'sample' as const })),
      ...more
        .slice(0, Math.max(0, wanted - usual.length))
        .map((one) => ({ ...one, drawn: 'low-score' as const })),
    ];
  });
}
