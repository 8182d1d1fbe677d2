import type { Tx } from '@aftercare/db/client.js';
import { findOwner, type OwnerReason } from '@aftercare/workflows/domain/find-owner.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { NewTicket } from './tickets.schema.js';

/** Those who work with customers; managers and operators get a ticket only by name. */
const ROLE = 'staff';

/** Whose a ticket becomes that came in without an owner; null: nobody is there to take it. */
export async function chooseOwner(
  tx: Tx,
  { kind, products }: NewTicket,
  { ownerId: customerOwnerId, language }: { ownerId: string | null; language: string },
  now: Instant,
): Promise<{ id: string; reason: OwnerReason } | null> {
  const at = new Date(now);
  const rows = await tx.staff.findMany({
    where: {
      active: true,
      OR: [{ role: ROLE }, { id: customerOwnerId ?? '' }],
      absences: { none: { from: { lte: at }, until: { gt: at } } },
    },
    select: {
      ...{ id: true, languages: true, workload: true, skills: true },
      _count: { select: { followUps: { where: { state: { in: ['planned', 'due'] } } }, tickets: OPEN } },
    },
  });
  const candidates = rows.map(({ _count, ...row }) => ({ ...row, open: _count.followUps + _count.tickets }));
  const codes = products.map(({ code }) => code);
  return findOwner({ kind, language, products: codes, customerOwnerId }, candidates);
}

const OPEN = { where: { state: { in: ['open', 'waiting'] } } };
