import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';

/** Who stands in for a member of staff now; null where they are here, or away without cover. */
export async function findCover(tx: Tx, staffId: string, now: Instant): Promise<string | null> {
  const at = new Date(now);
  const absence = await tx.absence.findFirst({
    where: { staffId, from: { lte: at }, until: { gt: at }, coverId: { not: null } },
    select: { coverId: true },
  });
  return absence?.coverId ?? null;
}

/** For whom a member of staff stands in now. */
export async function coveredBy(tx: Tx, coverId: string, now: Instant): Promise<string[]> {
  const at = new Date(now);
  const absences = await tx.absence.findMany({
    where: { coverId, from: { lte: at }, until: { gt: at } },
    select: { staffId: true },
  });
  return absences.map(({ staffId }) => staffId);
}
