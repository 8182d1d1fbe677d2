import type { Tx } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';

/** To whom a follow-up belonged before it was given to somebody else. */
export interface OwnerBefore {
  id: string;
  ownerId: string | null;
  /** It was given to them by hand. */
  isAssigned: boolean;
}

/** Gives follow-ups to one owner, or to nobody, by hand; each keeps a line of its history. */
export async function assignFollowUps(
  tx: Tx,
  before: readonly OwnerBefore[],
  ownerId: string | null,
  now: Instant,
  by: string,
): Promise<void> {
  const after = before.map(({ id }) => ({ id, ownerId, isAssigned: true }));
  await writeOwners(tx, before, after, now, by);
}

/** Gives them back to those who had them. */
export async function restoreOwners(
  tx: Tx,
  before: readonly OwnerBefore[],
  now: Instant,
  by: string,
): Promise<void> {
  const held = await tx.followUp.findMany({
    where: { id: { in: before.map(({ id }) => id) } },
    select: { id: true, ownerId: true, isAssigned: true },
  });
  await writeOwners(tx, held, before, now, by);
}

async function writeOwners(
  tx: Tx,
  before: readonly OwnerBefore[],
  after: readonly OwnerBefore[],
  now: Instant,
  by: string,
): Promise<void> {
  if (after.length === 0) return;
  const at = new Date(now);
  await tx.$executeRaw`
    UPDATE follow_ups f SET "ownerId" = r."ownerId", "isAssigned" = r."isAssigned", "updatedAt" = ${at}
    FROM json_to_recordset(${JSON.stringify(after)}::json) AS r(id text, "ownerId" text, "isAssigned" boolean)
    WHERE f.id = r.id`;
  const had = new Map(before.map((one) => [one.id, one.ownerId]));
  await tx.followUpChange.createMany({
    data: after.map(({ id, ownerId }) => ({
      ...{ id: newId('followUpChange'), followUpId: id, at, by },
      changed: { owner: [had.get(id) ?? null, ownerId] },
    })),
  });
}
