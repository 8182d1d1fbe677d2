/** Roles in the order in which an approval climbs. */
export const AUTHORITY_ROLES = ['staff', 'manager', 'operator', 'admin'] as const;
export type AuthorityRole = (typeof AUTHORITY_ROLES)[number];

/** The highest amount by tier; `default` for tiers that are not named. */
export interface TierLimits {
  readonly default?: number;
  readonly platinum?: number;
  readonly gold?: number;
  readonly iron?: number;
  readonly lead?: number;
}

/** What each role may give of its own accord. An admin may give anything; who is not named, nothing that costs money. */
export type Authority = Readonly<Partial<Record<AuthorityRole, TierLimits>>>;

/** The highest amount that a role may give to a customer of a tier. */
export function limitOf(authority: Authority, role: string, tier: string): number {
  if (role === 'admin') return Infinity;
  const limits = authority[role as AuthorityRole];
  return limits?.[tier as keyof TierLimits] ?? limits?.default ?? 0;
}

/** Whether a role may give this itself. What costs nothing, everybody may give. */
export function mayGrant(authority: Authority, role: string, tier: string, amount: number | null): boolean {
  return amount === null || amount <= limitOf(authority, role, tier);
}

/** The lowest role that may give it: the approval goes there first. */
export function approverRole(authority: Authority, tier: string, amount: number): AuthorityRole {
  return AUTHORITY_ROLES.find((role) => mayGrant(authority, role, tier, amount)) ?? 'admin';
}
