import type { CustomerType, Tier } from './facts.js';
import type { Policy } from './policy.js';

const TIERS: readonly Tier[] = ['platinum', 'gold', 'iron', 'lead'];
const TYPES: readonly CustomerType[] = ['retail', 'business', 'channel', 'internal'];

/** Who gets what: one cell for each family, tier and customer type. */
export interface MatrixCell {
  readonly family: string;
  readonly tier: Tier;
  readonly type: CustomerType;
  /** Policies that may apply, in the order they are asked; only the last may be one without further conditions. */
  readonly policies: readonly { readonly policy: string; readonly conditional: boolean }[];
  /** Some subjects of these customers get no policy of this family. */
  readonly gap: boolean;
}

export interface PolicyMatrix {
  readonly cells: readonly MatrixCell[];
  /** Policies that never apply, because one without conditions is always asked before. */
  readonly shadowed: readonly {
    readonly policy: string;
    readonly family: string;
    readonly by: readonly string[];
  }[];
}

/** Which policy wins for each tier and type. All policies are of one subject type; each is in force. */
export function policyMatrix(policies: readonly Policy[]): PolicyMatrix {
  const families = [...new Set(policies.map((policy) => policy.family))].sort();
  const cells: MatrixCell[] = [];
  const shadows = new Map<Policy, Set<string>>();
  const reached = new Set<Policy>();
  for (const family of families) {
    const asked = policies.filter((policy) => policy.family === family).sort(byRank);
    for (const tier of TIERS) {
      for (const type of TYPES) {
        const fitting = asked.filter((policy) => fits(policy, tier, type));
        const end = fitting.findIndex((policy) => !isConditional(policy));
        const applied = end < 0 ? fitting : fitting.slice(0, end + 1);
        for (const policy of applied) reached.add(policy);
        for (const policy of fitting.slice(applied.length)) note(shadows, policy, fitting[end]!);
        const shown = applied.map((policy) => ({
          policy: policy.policy,
          conditional: isConditional(policy),
        }));
        cells.push({ family, tier, type, policies: shown, gap: end < 0 });
      }
    }
  }
  const shadowed = [...shadows].filter(([policy]) => !reached.has(policy));
  return {
    cells,
    shadowed: shadowed.map(([{ policy, family }, by]) => ({ policy, family, by: [...by].sort() })),
  };
}

function byRank(a: Policy, b: Policy): number {
  return a.rank - b.rank || (a.policy < b.policy ? -1 : 1);
}

function fits({ match }: Policy, tier: Tier, type: CustomerType): boolean {
  return includes(match?.tier, tier) && includes(match?.customerType, type);
}

function includes<T extends string>(wanted: T | readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
}

/** It looks at more than tier and type, so it may pass a subject on to the next policy. */
function isConditional({ match }: Policy): boolean {
  const { tier: _, customerType: __, ...others } = match ?? {};
  return Object.values(others).some((line) => line !== undefined);
}

function note(shadows: Map<Policy, Set<string>>, policy: Policy, by: Policy): void {
  const known = shadows.get(policy) ?? new Set<string>();
  shadows.set(policy, known.add(by.policy));
}
