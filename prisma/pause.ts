import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { wakeSenderAt } from './messages.js';

/**
 * Lets go on what waited because a text may have asked for no more: somebody has read it. What they made of it, and
 * every other rule, is judged when it leaves.
 */
export async function resumeTexts(
  tx: Tx,
  { customerId, from }: { customerId: string | null; from: string },
  now: Instant,
): Promise<void> {
  const paused = await tx.$queryRaw<{ senderNumber: string }[]>`
    UPDATE messages m SET "sendAt" = ${new Date(now)} FROM customers c
    WHERE c.id = m."customerId" AND (c.id = ${customerId} OR c.phone = ${from})
      AND m.state = 'staged' AND m.reasons @> '[{"code": "consent.unclear"}]'
    RETURNING m."senderNumber"`;
  for (const number of new Set(paused.map(({ senderNumber }) => senderNumber)))
    await wakeSenderAt(tx, number, now);
}
