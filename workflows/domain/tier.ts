import type { Reason } from './reason.js';
import { type Duration, type Instant, addDuration, formatInstant } from './time.js';
import { because } from './wording.js';

/** Tiers, the best first. */
export const TIERS = ['platinum', 'gold', 'iron', 'lead'] as const;
export type Tier = (typeof TIERS)[number];

/** What a tier can depend on. turnover: in the currency of the rules, within their window; margin: percent; years: as a customer; risk: 0 to 100. */
export const TIER_FACTS = ['turnover', 'margin', 'years', 'risk'] as const;
export type TierFact = (typeof TIER_FACTS)[number];

/** Null: nobody has said. */
export type TierFacts = Readonly<Record<TierFact, number | null>>;

/** A bound on one fact; one of the two. */
export interface TierCondition {
  readonly fact: TierFact;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** By which facts customers stand in a tier. */
export interface TierRules {
  /** The best first; a customer gets the first whose conditions all hold. */
  readonly tiers: readonly { readonly tier: Tier; readonly all: readonly TierCondition[] }[];
  /** Who meets none of them. */
  readonly otherwise: Tier;
  /** Percent by which a fact may miss a bound before a customer falls out of the tier they have. */
  readonly keepWithin: number;
  /** Nobody falls for so long after their tier last changed; null: at any time. */
  readonly stay: Duration | null;
  /** As it was written, for the reason. */
  readonly stayText: string | null;
}

/** A customer as the rules see them. */
export interface TierCase {
  readonly tier: Tier;
  readonly facts: TierFacts;
  /** When their tier last changed; null: it never did. */
  readonly changedAt: Instant | null;
  /** What a person decided, if anybody did. */
  readonly pinned: Tier | null;
}

export interface TierVerdict {
  readonly tier: Tier;
  readonly reasons: readonly Reason[];
}

/**
 * The tier that a customer should have now, and why. Rising needs the bounds themselves; falling needs to miss them by more
 * than `keepWithin`, and not soon after the last change, so that nobody goes to and fro at a border.
 *
 * @param zone in which `stay` is counted
 */
export function judgeTier(customer: TierCase, rules: TierRules, now: Instant, zone: string): TierVerdict {
  const { tier: has, pinned, facts } = customer;
  if (pinned !== null) return { tier: pinned, reasons: [because('tier.pinned', { tier: pinned })] };
  const { tier, reasons } = earned(facts, rules);
  if (isBetter(has, tier)) {
    const kept = keptNear(customer, rules) ?? keptRecent(customer, rules, now, zone);
    if (kept) return { tier: has, reasons: [...reasons, kept] };
    return { tier, reasons: [...missed(has, facts, rules), ...reasons] };
  }
  return { tier, reasons };
}

/** Whether `a` stands above `b`. */
export function isBetter(a: Tier, b: Tier): boolean {
  return TIERS.indexOf(a) < TIERS.indexOf(b);
}

function earned(facts: TierFacts, { tiers, otherwise }: TierRules): TierVerdict {
  for (const { tier, all } of tiers) {
    if (!holds(all, facts, 0)) continue;
    return { tier, reasons: all.map((one) => explain('tier.meets', tier, one, facts)) };
  }
  return { tier: otherwise, reasons: [because('tier.otherwise', { tier: otherwise })] };
}

/** What is not known does not count, but something must: a tier is not given for nothing. */
function holds(all: readonly TierCondition[], facts: TierFacts, percent: number): boolean {
  const known = all.filter(({ fact }) => facts[fact] !== null);
  return (known.length > 0 || all.length === 0) && known.every((one) => meets(one, facts, percent));
}

function meets({ fact, atLeast, atMost }: TierCondition, facts: TierFacts, percent: number): boolean {
  const value = facts[fact]!;
  const give = percent / 100;
  return (
    (atLeast === undefined || value >= atLeast - Math.abs(atLeast) * give) &&
    (atMost === undefined || value <= atMost + Math.abs(atMost) * give)
  );
}

function keptNear({ tier, facts }: TierCase, rules: TierRules): Reason | null {
  const own = rules.tiers.find((one) => one.tier === tier);
  if (!own || rules.keepWithin === 0 || !holds(own.all, facts, rules.keepWithin)) return null;
  return because('tier.kept-near', { percent: rules.keepWithin, tier });
}

function keptRecent(
  { tier, changedAt }: TierCase,
  { stay, stayText }: TierRules,
  now: Instant,
  zone: string,
): Reason | null {
  if (stay === null || changedAt === null) return null;
  const until = addDuration(changedAt, stay, zone);
  return until <= now
    ? null
    : because('tier.kept-recent', { tier, stay: stayText, until: formatInstant(until) });
}

/** Which bounds of the tier they had are missed: what a customer would be told. */
function missed(tier: Tier, facts: TierFacts, { tiers }: TierRules): Reason[] {
  const own = tiers.find((one) => one.tier === tier)?.all ?? [];
  return own
    .filter((one) => facts[one.fact] !== null && !meets(one, facts, 0))
    .map((one) => explain('tier.misses', tier, one, facts));
}

function explain(
  code: 'tier.meets' | 'tier.misses',
  tier: Tier,
  one: TierCondition,
  facts: TierFacts,
): Reason {
  const { fact, atLeast, atMost } = one;
  const value = facts[fact];
  if (value === null) return because('tier.unknown', { fact });
  const bound = atLeast === undefined ? 'at most' : 'at least';
  return because(code, { fact, value, tier, bound, limit: atLeast ?? atMost });
}
