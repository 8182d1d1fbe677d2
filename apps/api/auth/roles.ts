/**
 * intake: other systems that create subjects and events; staff: works off follow-ups; manager: sees the work of others;
 * operator: writes policies; admin: everything.
 */
export const ROLES = ['intake', 'staff', 'manager', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The one table of who may do what: the role on the left may all that is asked for the roles on the right. */
const INCLUDES: Readonly<Record<Role, readonly Role[]>> = {
  intake: ['intake'],
  staff: ['staff'],
  manager: ['staff', 'manager'],
  operator: ['intake', 'staff', 'manager', 'operator'],
  admin: ROLES,
};

/** True when a role may do what is allowed to any of `allowed`. */
export function mayRole(role: Role, allowed: readonly Role[]): boolean {
  return allowed.some((wanted) => INCLUDES[role].includes(wanted));
}

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}
