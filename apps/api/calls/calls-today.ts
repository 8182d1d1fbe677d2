import { Prisma, type Tx } from '@aftercare/db/client.js';
import { type Instant, atLocal, localDay } from '@aftercare/workflows/domain/time.js';
import type { Actor } from '../common/actor.js';
import { findStaffId } from '../staff/find-staff.js';
import type { CallQueueView, QueueQuery } from './calls.schema.js';

/** Outcomes of a call in which somebody spoke with the customer. */
export const SPOKEN = ['reached', 'call-back', 'complaint', 'refused'];

/** What those whose queue it is have told of calls today. */
export async function countToday(
  tx: Tx,
  { staff, team }: QueueQuery,
  actor: Actor,
  now: Instant,
): Promise<CallQueueView['today']> {
  const { zone } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const midnight = new Date(atLocal(localDay(now, zone), 0, zone));
  const id = staff === 'me' ? actor.staffId! : staff && (await findStaffId(tx, staff, '/staff'));
  const by = id
    ? Prisma.sql`e."recordedBy" = ${`staff:${id}`}`
    : team
      ? Prisma.sql`e."recordedBy" IN (SELECT 'staff:' || s.id FROM staff s JOIN teams m ON m.id = s."teamId" WHERE m.key = ${team})`
      : Prisma.sql`e."recordedBy" LIKE 'staff:%'`;
  const [counted] = await tx.$queryRaw<CallQueueView['today'][]>`
    SELECT count(*)::int AS made,
      count(*) FILTER (WHERE e.data->>'outcome' IN (${Prisma.join(SPOKEN)}))::int AS reached
    FROM events e
    WHERE e.type = 'call' AND e.at >= ${midnight} AND e.at <= ${new Date(now)} AND e."undoneAt" IS NULL AND ${by}`;
  return counted!;
}
