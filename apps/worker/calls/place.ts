import { type CallRow, judgeCallNow, lockCall } from '@aftercare/db/calls.js';
import { inTransaction, type Tx } from '@aftercare/db/client.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { SendOutcome } from '../transport.js';
import type { CallDeps } from './deps.js';

const SECOND = 1_000;
/** Who asked to be connected waits at the telephone, but not for ever. Clock time. */
const STAFF_WAITS = 120 * SECOND;
/** First look at the provider's list for a call whose answer was lost; the callback usually comes before. */
const SETTLE_AFTER = 120 * SECOND;
/** A call whose end nobody told is asked for after its longest possible time. */
const ENDED_BY = 2_700 * SECOND;
const FIRST_RETRY = 15 * SECOND;
const LONGEST_RETRY = 900 * SECOND;
/** The provider says so of a number that does not exist. */
const NO_SUCH_NUMBER = [21211, 21217];

/**
 * Takes a staged call whose time has come: judges it a last time and writes that it goes out. When this is committed
 * it may be placed, once; a process that dies from here on leaves a call that is looked up.
 */
export async function claimCall(deps: CallDeps, callId: string): Promise<CallRow | null> {
  return inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const call = await lockCall(tx, callId);
    if (call?.state !== 'staged' || call.placeAt.getTime() > now) return null;
    if (call.kind === 'bridge' && now - call.placeAt.getTime() > STAFF_WAITS) {
      const reason = { code: 'call.too-late', text: 'it could not be placed while somebody waited for it' };
      return end(tx, call, 'withdrawn', reason, now);
    }
    if (call.kind === 'survey' && !deps.automatedCalls) return end(tx, call, 'kept-back', SWITCHED_OFF, now);
    const verdict = await judgeCallNow(deps.keep, tx, call.followUpId, call.kind as 'bridge' | 'survey', now);
    if (verdict.verdict === 'refuse') return end(tx, call, 'kept-back', verdict.reason, now);
    if (verdict.verdict === 'wait') return wait(tx, call, verdict.until, verdict.reason);
    return tx.call.update({ where: { id: callId }, data: { state: 'in-flight', calledAt: new Date() } });
  });
}

const SWITCHED_OFF = {
  code: 'call.automated-off',
  text: 'calls by machine are switched off in this installation',
};

async function end(tx: Tx, { id }: CallRow, state: string, reason: Reason, now: Instant): Promise<null> {
  const data = { state, endedAt: new Date(now), reasons: [reason as object] };
  await tx.call.update({ where: { id }, data });
  return null;
}

async function wait(tx: Tx, { id }: CallRow, until: Instant, reason: Reason): Promise<null> {
  await tx.call.update({ where: { id }, data: { placeAt: new Date(until), reasons: [reason as object] } });
  return null;
}

/** Writes what the provider answered. What a callback has settled in the meantime is left as it is. */
export async function recordPlaced(deps: CallDeps, call: CallRow, answer: SendOutcome): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    await lockCall(tx, call.id);
    if (answer.outcome === 'accepted') await recordTaken(tx, call.id, answer.sid, now);
    if (answer.outcome === 'unknown') await recordUnknown(deps, tx, call.id, answer.error, now);
    if (answer.outcome === 'retry') await recordRetry(deps, tx, call, answer, now);
    if (answer.outcome === 'refused') await recordRefused(deps, tx, call, answer, now);
  });
}

/** The provider has the call, by its answer or because it was found in its list. */
export async function recordTaken(tx: Tx, id: string, sid: string, now: Instant): Promise<void> {
  await tx.call.updateMany({
    where: { id, state: { in: ['in-flight', 'unknown'] } },
    data: { state: 'accepted', startedAt: new Date(now) },
  });
  await tx.call.updateMany({ where: { id, sid: null }, data: { sid } });
  await tx.call.updateMany({
    where: { id, endedAt: null },
    data: { settleAt: new Date(now + ENDED_BY), looks: 0 },
  });
}

async function recordUnknown(deps: CallDeps, tx: Tx, id: string, error: string, now: Instant): Promise<void> {
  const { count } = await tx.call.updateMany({
    where: { id, state: 'in-flight' },
    data: { state: 'unknown', error, settleAt: new Date(now + SETTLE_AFTER), looks: 0 },
  });
  if (count > 0)
    deps.log.warn(
      { call: id, error },
      'no answer from the provider; the call is looked up, not placed again',
    );
}

/** A definite no for now: it certainly did not go out, and waits for its next turn. */
async function recordRetry(
  deps: CallDeps,
  tx: Tx,
  { id, looks }: CallRow,
  { error, errorCode }: { error: string; errorCode?: number },
  now: Instant,
): Promise<void> {
  const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** looks);
  await tx.call.updateMany({
    where: { id, state: 'in-flight' },
    data: {
      state: 'staged',
      placeAt: new Date(now + delay),
      looks: looks + 1,
      error,
      errorCode: errorCode ?? null,
    },
  });
  deps.log.warn({ call: id, error, errorCode, delay }, 'the provider asked to come back; trying again');
}

async function recordRefused(
  deps: CallDeps,
  tx: Tx,
  { id, kind, customerId }: CallRow,
  { error, errorCode }: { error: string; errorCode?: number },
  now: Instant,
): Promise<void> {
  const { count } = await tx.call.updateMany({
    where: { id, state: 'in-flight' },
    data: {
      state: 'refused',
      endedAt: new Date(now),
      error,
      errorCode: errorCode ?? null,
      reasons: [{ code: `provider.refused-${errorCode ?? 'without-code'}`, text: error }],
    },
  });
  if (count === 0) return;
  deps.log.warn({ call: id, errorCode }, 'the provider refused a call');
  // A bridge rings at the staff first: a refusal says nothing of the customer.
  if (kind === 'survey' && errorCode !== undefined && NO_SUCH_NUMBER.includes(errorCode))
    await tx.customer.update({ where: { id: customerId }, data: { phoneState: 'invalid' } });
}
