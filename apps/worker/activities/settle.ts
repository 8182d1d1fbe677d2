import { inTransaction, type Tx } from '@aftercare/db/client.js';
import { addressOf } from '@aftercare/db/senders.js';
import { recordAccepted, recordNotSent } from '@aftercare/db/sent.js';
import type { TextChannel } from '@aftercare/workflows/domain/message.js';
import type { WorkerDeps } from './deps.js';

const MINUTE = 60_000;
/** A text whose answer was lost is looked for so often; then it stays unknown and is shown to staff. */
const LOOKS = 3;
/** The provider's clock and ours may differ by a little. */
const CLOCK_SLACK = 5_000;

/**
 * Attempts of an earlier run of this sender that never got an answer: the worker died, or lost its line to Temporal.
 * Their texts may have left, so they become `unknown`; those the provider was not called for are staged again. Called before anything new is claimed, while no attempt of
 * this run exists yet.
 */
export async function markLostAttempts(deps: WorkerDeps, number: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const now = new Date(await deps.clock.now(tx));
    await stageUncalled(tx, number, now);
    const lost = await tx.$queryRaw<{ messageId: string }[]>`
      UPDATE attempts a SET state = 'unknown', error = 'the worker ended before the answer came', "settleAt" = ${now}
      FROM messages m WHERE m.id = a."messageId" AND m."senderNumber" = ${number} AND a.state = 'in-flight'
      RETURNING a."messageId"`;
    const messageIds = lost.map((attempt) => attempt.messageId);
    await tx.message.updateMany({
      where: { OR: [{ id: { in: messageIds } }, { sentWithId: { in: messageIds } }], state: 'in-flight' },
      data: { state: 'unknown' },
    });
    if (lost.length > 0)
      deps.log.warn({ messageIds }, 'attempts without an answer were left behind; looking them up');
  });
}

/** Texts that were taken by a run that ended before it called the provider: nothing can have left. */
async function stageUncalled(tx: Tx, number: string, now: Date): Promise<void> {
  const uncalled = await tx.$queryRaw<{ messageId: string }[]>`
    UPDATE attempts a SET state = 'refused', error = 'the worker ended before it called', "endedAt" = ${now}
    FROM messages m WHERE m.id = a."messageId" AND m."senderNumber" = ${number} AND a.state = 'intended'
    RETURNING a."messageId"`;
  const messageIds = uncalled.map((attempt) => attempt.messageId);
  await tx.message.updateMany({
    where: { OR: [{ id: { in: messageIds } }, { sentWithId: { in: messageIds } }], state: 'in-flight' },
    data: { state: 'staged', sentWithId: null },
  });
}

/** Looks up texts whose answer was lost: in the provider's list, by number, text and time. Never sends. */
export async function settleUnknown(deps: WorkerDeps, number: string): Promise<void> {
  const now = await deps.clock.now(deps.db);
  const open = await deps.db.attempt.findMany({
    where: { state: 'unknown', settleAt: { lte: new Date(now) }, message: { senderNumber: number } },
    include: { message: true },
    orderBy: { settleAt: 'asc' },
    take: 20,
  });
  for (const attempt of open) {
    const { message } = attempt;
    const channel = message.channel as TextChannel;
    const found = await deps.transports[channel]?.findSent?.({
      messageId: message.id,
      channel,
      from: addressOf(number),
      to: message.to!,
      body: message.body!,
      since: new Date(attempt.calledAt.getTime() - CLOCK_SLACK),
    });
    const known = await deps.db.message.findMany({
      where: { sid: { in: found ?? [] } },
      select: { sid: true },
    });
    const ours = (found ?? []).filter((sid) => !known.some((other) => other.sid === sid));
    if (ours.length === 1) await adopt(deps, message.id, ours[0]!);
    else await lookAgain(deps, attempt.id, message.id, attempt.looks + 1);
  }
}

async function adopt(deps: WorkerDeps, messageId: string, sid: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await recordAccepted(deps.keep, tx, [{ messageId, sid }], await deps.clock.now(tx));
  });
  deps.log.info({ messageId, sid }, "found in the provider's list");
}

async function lookAgain(
  deps: WorkerDeps,
  attemptId: string,
  messageId: string,
  looks: number,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const settleAt = looks < LOOKS ? new Date(now + 2 * looks * MINUTE) : null;
    const { count } = await tx.attempt.updateMany({
      where: { id: attemptId, state: 'unknown' },
      data: { looks, settleAt },
    });
    if (count === 0 || settleAt !== null) return;
    await recordNotSent(
      deps.keep,
      tx,
      [
        {
          messageId,
          state: 'unknown',
          reason: {
            code: 'delivery.unknown',
            text: 'the provider never answered, and it may have left: it is not sent again',
          },
        },
      ],
      now,
    );
  });
}
