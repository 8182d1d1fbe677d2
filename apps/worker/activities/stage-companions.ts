import { inTransaction } from '@aftercare/db/client.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import { addDuration, parseDuration } from '@aftercare/workflows/domain/time.js';
import type { WorkerDeps } from './deps.js';

/** Plans that are looked at for companions at one time. */
const PLANS = 200;

/**
 * Stages ahead of time what may leave in the text of a reminder that is due: other reminders to the same customer, of
 * whatever plan, within the time that the contact rules name. Beforehand, since plans are locked before messages.
 */
export async function stageCompanions(deps: WorkerDeps, number: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const { contactRules } = await deps.keep.documents.current(tx);
    if (contactRules.merge === undefined) return;
    const now = await deps.clock.now(tx);
    const until = addDuration(now, parseDuration(contactRules.merge), 'UTC');
    const plans = await tx.$queryRaw<{ planId: string }[]>`
      SELECT DISTINCT f."planId" FROM messages m
      JOIN follow_ups f ON f."customerId" = m."customerId" AND f.kind = 'sms' AND f.state = 'planned'
        AND f."sendAt" <= ${new Date(until)}
      WHERE m."senderNumber" = ${number} AND m.state = 'staged' AND m."sendAt" <= ${new Date(now)}
        AND m.purpose = 'service' AND m.part = 'message'
        AND NOT EXISTS (SELECT FROM messages o WHERE o."followUpId" = f.id AND o.part = 'message')
      ORDER BY f."planId" LIMIT ${PLANS}`;
    const planIds = plans.map(({ planId }) => planId);
    await keepPlans(deps.keep, tx, planIds, now, 'sender', { remindersUntil: until });
  });
}
