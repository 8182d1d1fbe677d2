import { addDuration, parseDuration, type Instant } from '@aftercare/workflows/domain/time.js';
import { findSlots } from '@aftercare/workflows/domain/visit-slots.js';
import type { Tx } from '../../client.js';
import type { KeepContext } from '../../keep-plans.js';
import { bookVisit } from '../../visits/book.js';
import { readCrew } from '../../visits/crew.js';
import { loadOpenVisits, toSlotRequest } from '../../visits/open-visit.js';

/** How many days after the seed ran the field service goes to whom; on the phone, so nobody is told by text. */
const ARRANGED: readonly { agreement: string; inDays: number }[] = [
  { agreement: 'A-3001', inDays: 1 },
  { agreement: 'A-3002', inDays: 3 },
];

/** Books some of the visits that are waiting, on the first free time from a day on. */
export async function arrangeVisits(context: KeepContext, tx: Tx, now: Instant): Promise<void> {
  for (const { agreement, inDays } of ARRANGED) {
    const followUp = await tx.followUp.findFirst({
      where: { kind: 'visit', state: 'due', plan: { agreement: { externalId: agreement } } },
    });
    if (!followUp) continue;
    const visits = await loadOpenVisits(context, tx, [followUp.id], now);
    const { request, teamId } = await toSlotRequest(tx, visits, now, 1);
    const aimAt = addDuration(now, parseDuration(`P${inDays}D`), request.zone);
    const crew = await readCrew(tx, context.documents, teamId, request.window);
    const [slot] = findSlots({ ...request, aimAt }, crew);
    if (!slot) continue;
    const booking = { followUpIds: [followUp.id], startsAt: slot.startsAt, staffId: slot.staffId };
    await bookVisit(context, tx, { ...booking, by: 'staff', tell: false }, now, 'seed');
  }
}
