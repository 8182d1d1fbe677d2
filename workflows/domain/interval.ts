/** A share or a mean with what is known of it: how many it stands on, and between which values it lies 19 times in 20. */
export interface Estimate {
  readonly value: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

/** Of a normal distribution, 95% on both sides. */
const Z = 1.959963984540054;
const ALPHA = 0.05;

/**
 * A share of successes with Wilson's interval, which stays between 0 and 1 and holds for few cases too.
 * Null where there is no case.
 */
export function shareOf(successes: number, n: number): Estimate | null {
  if (n === 0) return null;
  const value = successes / n;
  const spread = 1 + (Z * Z) / n;
  const middle = (value + (Z * Z) / (2 * n)) / spread;
  const half = (Z * Math.sqrt((value * (1 - value)) / n + (Z * Z) / (4 * n * n))) / spread;
  return { value, n, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The mean of scores with Student's interval, kept within the scale. A single score has no spread that could be known:
 * its interval is the whole scale.
 *
 * @param counts how often each score was given
 */
export function meanOf(
  counts: ReadonlyMap<number, number>,
  scale: readonly [number, number],
): Estimate | null {
  const n = sum(counts.values());
  if (n === 0) return null;
  const value = sum([...counts].map(([score, count]) => score * count)) / n;
  if (n === 1) return { value, n, low: scale[0], high: scale[1] };
  const variance = sum([...counts].map(([score, count]) => count * (score - value) ** 2)) / (n - 1);
  const half = studentQuantile(1 - ALPHA / 2, n - 1) * Math.sqrt(variance / n);
  return { value, n, low: Math.max(scale[0], value - half), high: Math.min(scale[1], value + half) };
}

/**
 * Net promoter score, -100 to 100: the share of 9 and 10 minus the share of 0 to 6. Its interval is the normal one after
 * one more answer of each of the three groups was added, so that few answers of one mind do not look certain.
 */
export function promoterScoreOf(promoters: number, passives: number, detractors: number): Estimate | null {
  const n = promoters + passives + detractors;
  if (n === 0) return null;
  const more = n + 3;
  const up = (promoters + 1) / more;
  const down = (detractors + 1) / more;
  const half = Z * Math.sqrt((up + down - (up - down) ** 2) / more);
  const middle = up - down;
  const value = (100 * (promoters - detractors)) / n;
  return {
    value,
    n,
    low: Math.max(-100, Math.min(value, 100 * (middle - half))),
    high: Math.min(100, Math.max(value, 100 * (middle + half))),
  };
}

/** How likely a binomial count of n tries is k or more. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaShare(p, k, n - k + 1);
}

/** The exact interval of Clopper and Pearson for a share. */
export function exactInterval(k: number, n: number): { low: number; high: number } {
  const low = k === 0 ? 0 : bisect((p) => betaShare(p, k, n - k + 1) - ALPHA / 2, 0, 1);
  const high = k === n ? 1 : bisect((p) => betaShare(p, k + 1, n - k) - (1 - ALPHA / 2), 0, 1);
  return { low, high };
}

/** The value below which a share p (above one half) of Student's distribution lies. */
export function studentQuantile(p: number, freedom: number): number {
  const below = (t: number) => 1 - betaShare(freedom / (freedom + t * t), freedom / 2, 0.5) / 2 - p;
  return bisect(below, 0, 1_000);
}

/** The regularised incomplete beta function, by its continued fraction (modified Lentz). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  return front * betaFraction(x, a, b);
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 1_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return result;
}

/** Lanczos' approximation, good to fifteen digits for what counts need. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((total, part, i) => (i === 0 ? part : total + part / (z + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Where a rising function is zero. */
function bisect(rising: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
