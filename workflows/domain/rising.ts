import { binomialAtLeast, exactInterval } from './interval.js';

/** What is counted in two stretches of time, and what is made of it. */
export interface Counted {
  readonly name: string;
  /** In the days that are looked at. */
  readonly now: number;
  /** In the days before, which are what is usual. */
  readonly before: number;
}

export interface Risen extends Counted {
  /** Contacts a day now, divided by contacts a day before; null where there were none before. */
  readonly ratio: number | null;
  /** The exact 95% interval of the ratio; `high` is null where it has no bound. */
  readonly low: number;
  readonly high: number | null;
  /** One-sided: how likely so many or more are if nothing has changed. Null: too few to be tested. */
  readonly p: number | null;
  /** The same after all of them were asked at once (Holm). */
  readonly adjusted: number | null;
  readonly isRising: boolean;
}

/** The chance that anything at all is flagged although nothing has changed. */
export const RISING_ALPHA = 0.05;
/** With fewer contacts in both stretches together nothing could be shown, so nothing is asked. */
export const RISING_LEAST = 5;

/**
 * Which of several counts have risen. If a reason comes as often a day as before, then of its contacts in both stretches
 * together those in the later one are a binomial count with the share of its days: the conditional exact test of two
 * Poisson rates. Because many are asked at once, their p-values go through Holm's step-down correction, which keeps the
 * chance of any false flag below `RISING_ALPHA`. Sorted by p.
 *
 * @param days lengths of the two stretches; whole weeks, or weekdays weigh unevenly
 */
export function findRising(counts: readonly Counted[], days: { now: number; before: number }): Risen[] {
  const share = days.now / (days.now + days.before);
  const exposure = days.before / days.now;
  const judged = counts.map((one) => {
    const total = one.now + one.before;
    const p = total < RISING_LEAST ? null : binomialAtLeast(one.now, total, share);
    const { low, high } = total === 0 ? { low: 0, high: 1 } : exactInterval(one.now, total);
    return {
      ...one,
      ratio: one.before === 0 ? null : (one.now / one.before) * exposure,
      low: odds(low) * exposure,
      high: high === 1 ? null : odds(high) * exposure,
      p,
    };
  });
  const tested = judged.filter(({ p }) => p !== null).sort((a, b) => a.p! - b.p! || order(a, b));
  let worst = 0;
  const adjusted = new Map(
    tested.map((one, i) => {
      worst = Math.max(worst, Math.min(1, one.p! * (tested.length - i)));
      return [one.name, worst];
    }),
  );
  return judged
    .map((one) => {
      const after = adjusted.get(one.name) ?? null;
      return { ...one, adjusted: after, isRising: after !== null && after < RISING_ALPHA };
    })
    .sort((a, b) => (a.p ?? 2) - (b.p ?? 2) || b.now - a.now || order(a, b));
}

function odds(share: number): number {
  return share / (1 - share);
}

function order(a: Counted, b: Counted): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
