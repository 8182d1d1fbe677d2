import { choosePolicies, type Policy } from '@aftercare/workflows/domain/policy.js';
import type { Subject } from '@aftercare/workflows/domain/subject.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { toCustomerFacts } from './facts.js';
import { newId } from './ids.js';
import { keepPlans, type KeepContext } from './keep-plans.js';
import { poke } from './outbox.js';

/** The row a plan is about; exactly one id. */
export type SubjectRef = { saleId: string } | { ticketId: string } | { agreementId: string };

export interface NewSubject {
  ref: SubjectRef;
  subject: Subject;
  customer: {
    id: string;
    name?: string;
    zone: string | null;
    phoneState: string;
    type: string;
    tier: string;
    country: string;
    region: string | null;
    language: string;
  };
  /** Zone of the site, if the subject has one. */
  siteZone: string | null;
}

/**
 * Makes a plan for each policy that applies to a new subject, with its follow-ups, in the transaction that stores the
 * subject, and asks for the workflows to be started.
 * @returns ids of the plans
 */
export async function openPlans(
  context: KeepContext,
  tx: Tx,
  made: NewSubject,
  now: Instant,
  by: string,
): Promise<string[]> {
  const candidates = await findPoliciesInForce(context, tx, made.subject.type);
  const chosen = choosePolicies([...candidates.keys()], made.subject, toCustomerFacts(made.customer));
  const versions = chosen.map((policy) => ({ policy, versionId: candidates.get(policy)! }));
  return openPlanOf(context, tx, made, versions, now, by);
}

/** Makes the plans of given policies for a subject. @returns their ids */
export async function openPlanOf(
  context: KeepContext,
  tx: Tx,
  made: NewSubject,
  versions: readonly { policy: Policy; versionId: string }[],
  now: Instant,
  by: string,
): Promise<string[]> {
  if (versions.length === 0) return [];
  const zone = await zoneOfSubject(tx, made);
  const rows = versions.map(({ policy, versionId }) => ({
    id: newId('plan'),
    ...made.ref,
    customerId: made.customer.id,
    policyVersionId: versionId,
    family: policy.family,
    zone,
    startedAt: new Date(now),
    createdAt: new Date(now),
  }));
  await tx.plan.createMany({ data: rows });
  const planIds = rows.map((row) => row.id);
  const kept = await keepPlans(context, tx, planIds, now, by, { arm: true });
  await poke(
    tx,
    'plan',
    planIds.filter((id) => kept.get(id)!.armAt !== null),
  );
  return planIds;
}

/** The published policies for one kind of subject, each with the id of its version in force. */
export async function findPoliciesInForce(
  context: KeepContext,
  tx: Tx,
  subject: Subject['type'],
): Promise<Map<Policy, string>> {
  const versions = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM policies p JOIN policy_versions v ON v."policyKey" = p.key AND v.version = p."currentVersion"
    WHERE v.subject = ${subject}`;
  const found = new Map<Policy, string>();
  for (const { id } of versions) found.set(await context.documents.policy(tx, id), id);
  return found;
}

/** Puts a customer's plans into the zone that now holds: the site's, else the customer's, else the organisation's. */
export async function rezonePlans(tx: Tx, customerId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE plans p SET zone = coalesce(
      (SELECT zone FROM sites WHERE id = coalesce(
        (SELECT "siteId" FROM sales WHERE id = p."saleId"), (SELECT "siteId" FROM agreements WHERE id = p."agreementId"))),
      (SELECT zone FROM customers WHERE id = p."customerId"),
      (SELECT zone FROM organisations WHERE id = 1), 'UTC')
    WHERE p."customerId" = ${customerId}`;
  await tx.agreement.updateMany({ where: { customerId }, data: { changesAt: new Date(0) } });
}

/** The site's zone, else the customer's, else ours. */
export async function zoneOfSubject(tx: Tx, { siteZone, customer }: NewSubject): Promise<string> {
  return siteZone ?? customer.zone ?? (await organisationZone(tx));
}

async function organisationZone(tx: Tx): Promise<string> {
  return (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
}
