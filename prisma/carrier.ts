import { ruleOfCode, type NumberMark } from '@aftercare/workflows/domain/carrier-code.js';
import { movesForward, stateOfStatus } from '@aftercare/workflows/domain/message.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { newId } from './ids.js';
import { keepPlansOfCustomer, type KeepContext } from './keep-plans.js';
import { holdAtFault } from './sender-hold.js';
import { lockPlansOf, recordAccepted, recordUndelivered } from './sent.js';

/** A status callback of the provider, with our own message id from its address. */
export interface StatusReport {
  messageId: string;
  sid: string;
  status: string;
  errorCode?: number;
}

/**
 * Takes in a status. The first sign of life settles an attempt without an answer; later ones only move forward,
 * since callbacks come in any order and more than once.
 * @returns false when no such message exists
 */
export async function recordStatus(
  context: KeepContext,
  tx: Tx,
  report: StatusReport,
  now: Instant,
): Promise<boolean> {
  const { messageId, sid, status, errorCode } = report;
  const state = stateOfStatus(status);
  const known = await tx.message.findUnique({ where: { id: messageId }, select: { id: true } });
  if (!known) return false;
  if (!state) return true;
  await lockPlansOf(tx, [report]);
  await recordAccepted(context, tx, [{ messageId, sid }], now);
  const [message] = await tx.$queryRaw<{ state: string; sid: string | null }[]>`
    SELECT state, sid FROM messages WHERE id = ${messageId} FOR UPDATE`;
  if (!message || !movesForward(message.state, state)) return true;
  const ended = state === 'delivered' || state === 'undelivered' || state === 'failed';
  await tx.message.update({
    where: { id: messageId },
    data: {
      state,
      sid: message.sid ?? sid,
      errorCode: errorCode ?? null,
      ...(ended ? { endedAt: new Date(now) } : {}),
    },
  });
  await tx.message.updateMany({
    where: { sentWithId: messageId, state: message.state },
    data: { state, ...(ended ? { endedAt: new Date(now) } : {}) },
  });
  if (!ended) return true;
  await tx.attempt.updateMany({
    where: { messageId, state: 'accepted' },
    data: { state, errorCode: errorCode ?? null },
  });
  if (state === 'delivered') await trustNumberAgain(tx, messageId);
  else await reactToFailure(context, tx, messageId, errorCode ?? null, now);
  return true;
}

/** The carrier gave up: what it means for the number first, since that decides what the plan can try next. */
async function reactToFailure(
  context: KeepContext,
  tx: Tx,
  messageId: string,
  code: number | null,
  now: Instant,
): Promise<void> {
  const customerId = await markNumber(tx, messageId, code, now);
  await recordUndelivered(context, tx, messageId, code, now);
  if (customerId !== null) await keepPlansOfCustomer(context, tx, customerId, now, 'carrier');
  await holdAtFault(tx, context.senders, [{ messageId, code }], now);
}

/**
 * Writes what a code says about the customer's number and consent.
 * @returns the customer whose plans have to be asked again, or null where nothing was marked
 */
export async function markNumber(
  tx: Tx,
  messageId: string,
  code: number | null,
  now: Instant,
): Promise<string | null> {
  const { marks, marksAfter = 1 } = ruleOfCode(code);
  if (marks === undefined) return null;
  const { customerId, channel } = await tx.message.findUniqueOrThrow({ where: { id: messageId } });
  // The number of a member of staff is looked after by people.
  if (customerId === null) return null;
  if (marks === 'opted-out') await recordCarrierOptOut(tx, customerId, channel, code!, now);
  else if (marksAfter > 1 && (await countInARow(tx, customerId, code!)) < marksAfter) return null;
  else
    await tx.customer.updateMany({
      where: { id: customerId, ...UNMARKED[marks] },
      data: { phoneState: marks },
    });
  return customerId;
}

/** A certain mark is never weakened by an uncertain one. */
const UNMARKED: Readonly<Record<Exclude<NumberMark, 'opted-out'>, object>> = {
  invalid: {},
  landline: {},
  doubtful: { phoneState: 'ok' },
};

/** Messages to the customer that ended with a code since the last one that arrived. */
async function countInARow(tx: Tx, customerId: string, errorCode: number): Promise<number> {
  const arrived = await tx.message.findFirst({
    where: { customerId, state: 'delivered' },
    orderBy: { endedAt: 'desc' },
    select: { endedAt: true },
  });
  const since = arrived?.endedAt ? { endedAt: { gt: arrived.endedAt } } : {};
  return tx.message.count({ where: { customerId, errorCode, ...since } });
}

async function trustNumberAgain(tx: Tx, messageId: string): Promise<void> {
  await tx.customer.updateMany({
    where: { phoneState: 'doubtful', messages: { some: { id: messageId, channel: { not: 'email' } } } },
    data: { phoneState: 'ok' },
  });
}

async function recordCarrierOptOut(
  tx: Tx,
  customerId: string,
  channel: string,
  errorCode: number,
  now: Instant,
): Promise<void> {
  await tx.consent.create({
    data: {
      id: newId('consent'),
      customerId,
      channel,
      purpose: 'all',
      granted: false,
      method: 'carrier',
      text: `The carrier blocks messages to this number (error ${errorCode})`,
      at: new Date(now),
      recordedBy: 'carrier',
    },
  });
}
