import { audit } from '@aftercare/db/audit.js';
import type { Tx } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { createHash } from 'node:crypto';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { findStaffId } from '../staff/find-staff.js';
import type { CustomerRef } from './customer-ref.js';
import { CUSTOMER_INCLUDE, type CustomerRow, type NewCustomer } from './customers.schema.js';

/** Whose request it is, and where in it the customer stands (a JSON Pointer, for faults). */
interface Intake {
  readonly now: number;
  readonly actor: Actor;
  readonly at: string;
}

/**
 * The customer that a sale, ticket or agreement names; a whole customer is taken in when it is new.
 * @param now UTC milliseconds
 * @throws `customer.unknown` (400) for an id or externalId that nobody has, `customer.conflict` (409) for a known one
 *   with other facts; paths are under `/customer`
 */
export async function findOrCreateCustomer(
  tx: Tx,
  ref: CustomerRef,
  now: number,
  actor: Actor,
): Promise<CustomerRow> {
  if (typeof ref === 'object' && 'name' in ref)
    return (await saveNewCustomer(tx, ref, { now, actor, at: '/customer' })).row;
  const where = typeof ref === 'string' ? { id: ref } : { externalId: ref.externalId };
  const row = await tx.customer.findUnique({ where, include: CUSTOMER_INCLUDE });
  if (row) return row;
  const path = typeof ref === 'string' ? '/customer' : '/customer/externalId';
  throw new DomainError('customer.unknown', 'There is no such customer', {
    errors: [{ path, message: 'names no customer' }],
  });
}

/** Takes in a customer once: the same facts again find the same row, others are refused. */
export async function saveNewCustomer(
  tx: Tx,
  facts: NewCustomer,
  intake: Intake,
): Promise<{ row: CustomerRow; created: boolean }> {
  const { owner, ...columns } = facts;
  const ownerId = owner === undefined ? null : await findStaffId(tx, owner, `${intake.at}/owner`);
  const factsHash = createHash('sha256').update(canonicalJson(facts)).digest('hex');
  const fresh = {
    id: newId('customer'),
    ...columns,
    channels: facts.channels ?? ['sms' as const],
    ownerId,
    factsHash,
    createdAt: new Date(intake.now),
  };
  // Of two at the same time the second waits here for the first, and then finds its row.
  const { count } = await tx.customer.createMany({ data: [fresh], skipDuplicates: true });
  const row = await tx.customer.findUniqueOrThrow({
    where: { externalId: facts.externalId },
    include: CUSTOMER_INCLUDE,
  });
  if (count === 0) assertSameFacts(row, fresh, intake.at);
  else
    await audit(tx, intake.now, {
      actor: intake.actor.id,
      action: 'customer.created',
      entity: 'customer',
      entityId: row.id,
    });
  return { row, created: count === 1 };
}

const COMPARED = ['name', 'phone', 'email', 'language', 'type', 'tier', 'country', 'region', 'zone'] as const;

type Fresh = { [K in (typeof COMPARED)[number]]?: string | null } & {
  channels: string[];
  ownerId: string | null;
  factsHash: string;
};

function assertSameFacts(row: CustomerRow, fresh: Fresh, at: string): void {
  if (row.factsHash === fresh.factsHash) return;
  const differing: string[] = COMPARED.filter((field) => (fresh[field] ?? null) !== row[field]);
  if (fresh.channels.join() !== row.channels.join()) differing.push('channels');
  if (fresh.ownerId !== row.ownerId) differing.push('owner');
  if (differing.length === 0) return;
  throw new DomainError(
    'customer.conflict',
    `This externalId is known with other facts: ${differing.join(', ')}`,
    {
      errors: differing.map((field) => ({ path: `${at}/${field}`, message: 'differs from what is known' })),
    },
  );
}
