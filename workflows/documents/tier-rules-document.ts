import { z } from 'zod';
import { TIER_FACTS, TIERS, type TierRules, isBetter } from '../domain/tier.js';
import { type Duration, parseDuration } from '../domain/time.js';
import { type Fault, checkShape, fault } from './fault.js';
import { calendarLength, localTime } from './values.js';

const tier = z.enum(TIERS);

const condition = z
  .strictObject({
    fact: z.enum(TIER_FACTS),
    atLeast: z.number().min(0).max(1_000_000_000).optional(),
    atMost: z.number().min(0).max(1_000_000_000).optional(),
  })
  .refine(({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined), {
    error: 'A condition has either atLeast or atMost.',
  });

/** By which facts customers stand in a tier, and how often that is looked at. */
export const tierRulesDocument = z.strictObject({
  /** ISO 4217; turnover counts sales in it. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'A currency is written with its three letters, such as EUR.'),
  /** Turnover is that of so long before the day of the look. */
  window: calendarLength,
  /** How often customers are looked at anew. */
  every: calendarLength,
  /** At this hour of the organisation's zone. */
  at: localTime.default('06:00'),
  /** Which types of customers the rules are about. */
  types: z
    .array(z.enum(['retail', 'business', 'channel', 'internal']))
    .min(1, 'At least one type of customers is needed.')
    .default(['retail', 'business', 'channel']),
  tiers: z
    .array(
      z.strictObject({
        tier,
        all: z.array(condition).min(1, 'A tier needs at least one condition.').max(10),
      }),
    )
    .min(1, 'At least one tier is needed.')
    .max(4),
  otherwise: tier,
  keepWithin: z.number().min(0).max(50, 'More than half of a bound is no border any more.').default(10),
  stay: calendarLength.nullable().default('P6M'),
  /** follow: open plans change to the policy that now wins in their family; keep: they end as they began. */
  openPlans: z.enum(['follow', 'keep']).default('follow'),
});
export type TierRulesDocument = z.infer<typeof tierRulesDocument>;

/** Rules with what is needed to carry them out. */
export interface ReadTierRules extends TierRules {
  readonly currency: string;
  readonly window: Duration;
  readonly every: Duration;
  readonly at: string;
  readonly types: readonly string[];
  readonly openPlans: 'follow' | 'keep';
}

export type ParsedTierRules =
  { readonly ok: true; readonly rules: ReadTierRules } | { readonly ok: false; readonly errors: Fault[] };

/** Checks a document and names all its faults at once. */
export function parseTierRules(json: unknown): ParsedTierRules {
  const { value, faults } = checkShape(tierRulesDocument, json);
  const errors = [...faults, ...(value ? findOrderFaults(value) : [])];
  return value && errors.length === 0 ? { ok: true, rules: toRules(value) } : { ok: false, errors };
}

/** Tiers stand from the best down, each once, and what is left is the lowest. */
function findOrderFaults({ tiers, otherwise }: TierRulesDocument): Fault[] {
  const faults = tiers.flatMap((one, index) => {
    const above = tiers[index - 1];
    return above && !isBetter(above.tier, one.tier)
      ? [
          fault(
            ['tiers', index, 'tier'],
            `Tiers go from the best down: ${one.tier} does not stand below ${above.tier}.`,
          ),
        ]
      : [];
  });
  const last = tiers.at(-1)!;
  if (!isBetter(last.tier, otherwise))
    faults.push(fault(['otherwise'], `Who meets no tier must stand below ${last.tier}.`));
  return faults;
}

function toRules(document: TierRulesDocument): ReadTierRules {
  const { stay, window, every, ...rest } = document;
  return {
    ...rest,
    window: parseDuration(window),
    every: parseDuration(every),
    stay: stay === null ? null : parseDuration(stay),
    stayText: stay,
  };
}
