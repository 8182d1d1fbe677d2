import type { Tx } from '@aftercare/db/client.js';
import { lockPlansOf, recordAccepted, recordNotSent } from '@aftercare/db/sent.js';
import { markNumber } from '@aftercare/db/carrier.js';
import { keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { holdAtFault, trustSenders } from '@aftercare/db/sender-hold.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { SendOutcome } from '../transport.js';
import type { WorkerDeps } from './deps.js';

const SECOND = 1_000;
/** First look at the provider's list for a text whose answer was lost; the callback usually comes before. */
const SETTLE_AFTER = 120 * SECOND;
const FIRST_RETRY = 15 * SECOND;
const LONGEST_RETRY = 900 * SECOND;

export interface Outcome {
  messageId: string;
  outcome: SendOutcome;
}

/** Writes what became of a batch of texts. What was already settled by a callback is left as it is. */
export async function recordOutcomes(
  deps: WorkerDeps,
  tx: Tx,
  outcomes: readonly Outcome[],
  now: Instant,
): Promise<void> {
  const accepted = outcomes.flatMap(({ messageId, outcome }) =>
    outcome.outcome === 'accepted' ? [{ messageId, sid: outcome.sid, segments: outcome.segments }] : [],
  );
  await recordAccepted(deps.keep, tx, accepted, now);
  for (const { messageId, outcome } of outcomes) {
    if (outcome.outcome === 'unknown') await recordUnknown(deps, tx, messageId, outcome.error, now);
    if (outcome.outcome === 'retry') await recordRetry(deps, tx, messageId, outcome, now);
    if (outcome.outcome === 'refused') await recordRefused(deps, tx, messageId, outcome, now);
  }
  const taken = accepted.map(({ messageId }) => messageId);
  await trustSenders(tx, taken, now);
  const ended = outcomes.map(({ messageId, outcome }) => ({
    messageId,
    code: outcome.outcome === 'retry' ? outcome.errorCode : null,
  }));
  await holdAtFault(tx, deps.keep.senders, ended, now);
}

async function recordUnknown(
  deps: WorkerDeps,
  tx: Tx,
  messageId: string,
  error: string,
  now: Instant,
): Promise<void> {
  const { count } = await tx.attempt.updateMany({
    where: { messageId, state: 'in-flight' },
    data: { state: 'unknown', error, settleAt: new Date(now + SETTLE_AFTER) },
  });
  if (count === 0) return;
  await tx.message.updateMany({
    where: { OR: [{ id: messageId }, { sentWithId: messageId }], state: 'in-flight' },
    data: { state: 'unknown' },
  });
  deps.log.warn(
    { messageId, error },
    'no answer from the provider; the message is looked up, not sent again',
  );
}

/** A definite no for now: the attempt is over, the message waits for its next turn. */
async function recordRetry(
  deps: WorkerDeps,
  tx: Tx,
  messageId: string,
  { error, errorCode }: { error: string; errorCode?: number },
  now: Instant,
): Promise<void> {
  const ended = await endAttempt(tx, messageId, error, errorCode, now);
  if (ended === null) return;
  const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (ended - 1));
  await tx.message.updateMany({
    where: { id: messageId, state: 'in-flight' },
    data: { state: 'staged', sendAt: new Date(now + delay), errorCode: errorCode ?? null },
  });
  // Those that were to leave with it are looked at anew, and leave with it again if they still may.
  await tx.message.updateMany({
    where: { sentWithId: messageId, state: 'in-flight' },
    data: { state: 'staged', sendAt: new Date(now + delay), sentWithId: null },
  });
  deps.log.warn(
    { messageId, error, errorCode, delay },
    'the provider was not reached or asked to come back; trying again',
  );
}

async function recordRefused(
  deps: WorkerDeps,
  tx: Tx,
  messageId: string,
  { error, errorCode }: { error: string; errorCode?: number },
  now: Instant,
): Promise<void> {
  if ((await endAttempt(tx, messageId, error, errorCode, now)) === null) return;
  // The plan first, the number after: everybody locks plans before anything else.
  await lockPlansOf(tx, [{ messageId }]);
  const marked = await markNumber(tx, messageId, errorCode ?? null, now);
  const reason = {
    code: `provider.refused-${errorCode ?? 'without-code'}`,
    text: `the provider refused it: ${error}`,
  };
  await recordNotSent(deps.keep, tx, [{ messageId, state: 'refused', reason, errorCode }], now);
  if (marked !== null) await keepPlansOfCustomer(deps.keep, tx, marked, now, 'carrier');
}

/** @returns the number of the attempt that ended, or null when something else has settled it */
async function endAttempt(
  tx: Tx,
  messageId: string,
  error: string,
  errorCode: number | undefined,
  now: Instant,
): Promise<number | null> {
  const attempt = await tx.attempt.findFirst({ where: { messageId, state: 'in-flight' } });
  if (!attempt) return null;
  await tx.attempt.update({
    where: { id: attempt.id },
    data: { state: 'refused', error, errorCode: errorCode ?? null, endedAt: new Date(now) },
  });
  return attempt.number;
}
