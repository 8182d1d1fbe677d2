import type { Tx } from '../client.js';

/**
 * The first staff member whom the words of a ladder name: `owner`, `cover`, `team-lead`, `manager`, `team:<key>`,
 * `staff:<key>`. Team words mean the owner's team. Null when nobody is behind any of them.
 */
export async function findStaffFor(
  tx: Tx,
  to: readonly string[],
  ownerId: string | null,
): Promise<string | null> {
  const owner = ownerId
    ? await tx.staff.findUnique({ where: { id: ownerId }, include: { team: true } })
    : null;
  for (const word of to) {
    const found = await findOne(tx, word, owner);
    if (found) return found;
  }
  return null;
}

interface Owner {
  id: string;
  team: { leadId: string | null; managerId: string | null } | null;
}

async function findOne(tx: Tx, word: string, owner: Owner | null): Promise<string | null> {
  if (word === 'owner' || word === 'cover') return owner?.id ?? null;
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
