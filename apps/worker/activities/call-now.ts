import type { WorkerDeps } from './deps.js';

/**
 * Says of texts that were taken that the provider is called now. From here on they may have left. A plan that has
 * changed its mind since (the customer opted out, or answered) has ended the attempt, and its text is not posted.
 * @returns true for those that are to be posted
 */
export async function callNow(
  { db }: WorkerDeps,
  messageIds: readonly string[],
): Promise<Map<string, boolean>> {
  const called = await db.$queryRaw<{ messageId: string }[]>`
    UPDATE attempts SET state = 'in-flight', "calledAt" = ${new Date()}
    WHERE "messageId" = ANY(${messageIds as string[]}) AND state = 'intended' RETURNING "messageId"`;
  const ids = new Set(called.map(({ messageId }) => messageId));
  return new Map(messageIds.map((id) => [id, ids.has(id)]));
}
