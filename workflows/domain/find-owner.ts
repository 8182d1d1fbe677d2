import { spreadWork, type Receiver } from './spread-work.js';

/** Somebody who may get a ticket of their own. */
export interface Candidate extends Receiver {
  readonly skills: readonly string[];
}

/** What is known of a ticket that has no owner yet. */
export interface Unowned {
  readonly kind: string;
  readonly language: string;
  /** Of its products. */
  readonly products: readonly string[];
  /** Whoever looks after the customer, if that is one of the candidates. */
  readonly customerOwnerId: string | null;
}

export type OwnerReason = 'customer-owner' | 'skill-language-and-load';

/**
 * Whose ticket it becomes: of whoever looks after the customer; else of those who know its kind or product (all, where
 * nobody says so) the one who speaks the customer's language and has least to do.
 *
 * @param candidates who works here and is not away
 * @returns null where there is nobody
 */
export function findOwner(
  { kind, language, products, customerOwnerId }: Unowned,
  candidates: readonly Candidate[],
): { id: string; reason: OwnerReason } | null {
  if (candidates.some(({ id }) => id === customerOwnerId))
    return { id: customerOwnerId!, reason: 'customer-owner' };
  if (candidates.length === 0) return null;
  const wanted = new Set([kind, ...products]);
  const skilled = candidates.filter(({ skills }) => skills.some((skill) => wanted.has(skill)));
  const load = { customerId: 'this', language, followUps: 1 };
  const taken = spreadWork([load], skilled.length > 0 ? skilled : candidates);
  return { id: taken.get('this')!, reason: 'skill-language-and-load' };
}
