import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';

/** Why a message is no longer wanted, where its plan does not say more. */
export const CHANGED_ITS_MIND = { code: 'plan.changed-its-mind', text: 'the plan no longer wants it sent' };

/**
 * Takes messages back that the sender has taken but not called the provider for; what is on its way stays. Others that
 * were to leave in the same text are looked at anew.
 * @returns ids of those that are withdrawn
 */
export async function recall(tx: Tx, messageIds: readonly string[], now: Instant): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const ids = messageIds as string[];
  const ended = await tx.$queryRaw<{ messageId: string }[]>`
    UPDATE attempts SET state = 'refused', error = ${CHANGED_ITS_MIND.text}, "endedAt" = ${new Date(now)}
    WHERE "messageId" IN (SELECT coalesce("sentWithId", id) FROM messages WHERE id = ANY(${ids})) AND state = 'intended'
    RETURNING "messageId"`;
  const leaders = ended.map(({ messageId }) => messageId);
  const reasons = JSON.stringify([CHANGED_ITS_MIND]);
  const taken = await tx.$queryRaw<{ id: string; state: string }[]>`
    UPDATE messages SET "sentWithId" = NULL,
      state = CASE WHEN id = ANY(${ids}) THEN 'withdrawn' ELSE 'staged' END,
      reasons = CASE WHEN id = ANY(${ids}) THEN ${reasons}::jsonb ELSE reasons END
    WHERE (id = ANY(${leaders}) OR "sentWithId" = ANY(${leaders})) AND state = 'in-flight' RETURNING id, state`;
  return new Set(taken.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
}
