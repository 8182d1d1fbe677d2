import type { Instant } from '@aftercare/workflows/domain/time.js';
import { findCover } from '../absences.js';
import type { Tx } from '../client.js';

/**
 * The first staff member whom the words of a ladder name: `owner`, `cover` (of an absent owner), `team-lead`,
 * `manager`, `team:<key>`, `staff:<key>`. Team words mean the owner's team. Null when nobody is behind any of them.
 */
export async function findStaffFor(
  tx: Tx,
  to: readonly string[],
  ownerId: string | null,
  now: Instant,
): Promise<string | null> {
  const [first] = await findAllStaffFor(tx, to, ownerId, now);
  return first ?? null;
}

/** All of them, each once, in the order in which they are named. */
export async function findAllStaffFor(
  tx: Tx,
  to: readonly string[],
  ownerId: string | null,
  now: Instant,
): Promise<string[]> {
  const owner = ownerId
    ? await tx.staff.findUnique({ where: { id: ownerId }, include: { team: true } })
    : null;
  const found = new Set<string>();
  for (const word of to) {
    const id = await findOne(tx, word, owner, now);
    if (id) found.add(id);
  }
  return [...found];
}

interface Owner {
  id: string;
  team: { leadId: string | null; managerId: string | null } | null;
}

async function findOne(tx: Tx, word: string, owner: Owner | null, now: Instant): Promise<string | null> {
  if (word === 'owner') return owner?.id ?? null;
  if (word === 'cover') return owner ? findCover(tx, owner.id, now) : null;
  if (word === 'team-lead') return owner?.team?.leadId ?? null;
  if (word === 'manager') return owner?.team?.managerId ?? (await anyManager(tx));
  const [kind, key] = word.split(':');
  if (kind === 'staff') return (await tx.staff.findUnique({ where: { key } }))?.id ?? null;
  if (kind === 'team') return (await tx.team.findUnique({ where: { key } }))?.leadId ?? null;
  return null;
}

/** Somebody must hear of it even where the owner has no team: the manager who is here longest. */
async function anyManager(tx: Tx): Promise<string | null> {
  const manager = await tx.staff.findFirst({
    where: { role: 'manager', active: true },
    orderBy: { id: 'asc' },
  });
  return manager?.id ?? null;
}
