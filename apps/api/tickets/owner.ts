import type { Prisma, Tx } from '@aftercare/db/client.js';
import { type Candidate, findOwner, type OwnerReason } from '@aftercare/workflows/domain/find-owner.js';
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
  const codes = products.map(({ code }) => code);
  const choose = async (who: Prisma.StaffWhereInput) =>
    findOwner({ kind, language, products: codes, customerOwnerId }, await readCandidates(tx, who, now));
  // Most customers are looked after by somebody: then nobody else's work has to be counted.
  const byCustomer = customerOwnerId === null ? null : await choose({ id: customerOwnerId });
  return byCustomer ?? choose({ role: ROLE });
}

/** Of these, who works here and is not away. */
async function readCandidates(tx: Tx, who: Prisma.StaffWhereInput, now: Instant): Promise<Candidate[]> {
  const at = new Date(now);
  const rows = await tx.staff.findMany({
    where: { ...who, active: true, absences: { none: { from: { lte: at }, until: { gt: at } } } },
    select: {
      ...{ id: true, languages: true, workload: true, skills: true },
      _count: { select: { followUps: OPEN_WORK, tickets: OPEN_TICKETS } },
    },
  });
  return rows.map(({ _count, ...row }) => ({ ...row, open: _count.followUps + _count.tickets }));
}

const OPEN_WORK = { where: { state: { in: ['planned', 'due'] } } };
const OPEN_TICKETS = { where: { state: { in: ['open', 'waiting'] } } };
