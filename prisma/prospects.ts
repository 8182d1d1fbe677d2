import { type Policy, choosePolicies, matches } from '@aftercare/workflows/domain/policy.js';
import type { Subject, SubjectType } from '@aftercare/workflows/domain/subject.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { toAgreementSubject } from './agreements.js';
import type { Tx } from './client.js';
import { toCustomerFacts } from './facts.js';
import type { KeepContext } from './keep-plans.js';
import { type NewSubject, findPoliciesInForce, openPlanOf } from './plans.js';

/** A subject that a policy may be made for, and what it has already of the policy's family. */
export interface Prospect extends NewSubject {
  id: string;
  plans: { id: string; family: string; policyKey: string }[];
}

const CUSTOMER = {
  customer: true,
  plans: { select: { id: true, family: true, policyVersion: { select: { policyKey: true } } } },
} as const;

/** Subjects of one kind behind an id, in the order of their ids. */
export async function readProspects(
  tx: Tx,
  type: SubjectType,
  after: string,
  limit: number,
): Promise<Prospect[]> {
  const page = { where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: limit } as const;
  if (type === 'sale') {
    const rows = await tx.sale.findMany({ ...page, include: { ...CUSTOMER, site: true } });
    return rows.map((row) =>
      toProspect(row, { saleId: row.id }, row.site?.zone ?? null, {
        type: 'sale',
        soldAt: row.soldAt.getTime(),
        deliveredAt: row.deliveredAt?.getTime(),
        warrantyEndsOn: row.warrantyEndsOn?.toISOString().slice(0, 10),
        products: codes(row.products),
      }),
    );
  }
  if (type === 'ticket') {
    const rows = await tx.ticket.findMany({ ...page, include: CUSTOMER });
    return rows.map((row) =>
      toProspect(row, { ticketId: row.id }, null, {
        type: 'ticket',
        openedAt: row.openedAt.getTime(),
        kind: row.kind,
        priority: row.priority,
        products: codes(row.products),
      } as Subject),
    );
  }
  const rows = await tx.agreement.findMany({ ...page, include: { ...CUSTOMER, site: true } });
  return rows.map((row) =>
    toProspect(row, { agreementId: row.id }, row.site?.zone ?? null, toAgreementSubject(row)),
  );
}

interface Row {
  id: string;
  customer: NewSubject['customer'];
  plans: { id: string; family: string; policyVersion: { policyKey: string } }[];
}

function toProspect(row: Row, ref: NewSubject['ref'], siteZone: string | null, subject: Subject): Prospect {
  const plans = row.plans.map(({ id, family, policyVersion }) => ({
    ...{ id, family, policyKey: policyVersion.policyKey },
  }));
  return { id: row.id, ref, subject, customer: row.customer, siteZone, plans };
}

function codes(products: unknown): string[] {
  return (products as { code: string }[]).map(({ code }) => code);
}

/** Why a policy is not made for a subject; null: it is, or would be. */
export type NotMade = 'match' | 'other-policy';

/** @param rivals the policies in force, which may be asked before this one */
export function whyNotMade(
  policy: Policy,
  { subject, customer, plans }: Prospect,
  rivals: readonly Policy[],
): NotMade | null {
  const facts = toCustomerFacts(customer);
  if (!matches(policy, { customer: facts, subject })) return 'match';
  const own = plans.find(({ family }) => family === policy.family);
  if (own) return own.policyKey === policy.policy ? null : 'other-policy';
  const others = rivals.filter((rival) => rival.policy !== policy.policy && rival.family === policy.family);
  const [chosen] = choosePolicies([policy, ...others], subject, facts);
  return chosen === policy ? null : 'other-policy';
}

/** Subjects in one piece of enrolling. */
const PIECE = 100;

/**
 * Makes plans of a published policy for subjects that were there before it, piece by piece: only where it is the first
 * that matches and nothing of its family is there. Doing it twice changes nothing.
 * @returns how many plans were made, and behind which subject the next piece begins; null: there is none
 */
export async function enrolPiece(
  context: KeepContext,
  tx: Tx,
  key: string,
  after: string,
  now: Instant,
  by: string,
): Promise<{ opened: number; next: string | null } | null> {
  const version = await tx.policyVersion.findFirst({
    where: { policyKey: key, policy: { currentVersion: { not: null } } },
    orderBy: { version: 'desc' },
  });
  if (!version) return null;
  const policy = await context.documents.policy(tx, version.id);
  const rivals = [...(await findPoliciesInForce(context, tx, policy.subject)).keys()];
  const prospects = await readProspects(tx, policy.subject, after, PIECE);
  let opened = 0;
  for (const prospect of prospects) {
    const isThere = prospect.plans.some(({ family }) => family === policy.family);
    if (isThere || whyNotMade(policy, prospect, rivals) !== null) continue;
    await openPlanOf(context, tx, prospect, [{ policy, versionId: version.id }], now, by);
    opened += 1;
  }
  return { opened, next: prospects.length < PIECE ? null : prospects.at(-1)!.id };
}
