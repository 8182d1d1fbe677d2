import { movesForward, reactionToCode, stateOfStatus } from '@aftercare/workflows/domain/message.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { newId } from './ids.js';
import { keepPlansOfCustomer, type KeepContext } from './keep-plans.js';
import { recordAccepted } from './sent.js';

/** After so many texts that did not arrive a number is called doubtful. */
const UNREACHED_UNTIL_DOUBTFUL = 3;

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
  if (ended && errorCode !== undefined) await reactToCarrier(context, tx, messageId, errorCode, now);
  return true;
}

/** Draws the consequences of an error code for the customer's number and consent. */
export async function reactToCarrier(
  context: KeepContext,
  tx: Tx,
  messageId: string,
  errorCode: number,
  now: Instant,
): Promise<void> {
  const reaction = reactionToCode(errorCode);
  if (reaction === 'none') return;
  const { customerId } = await tx.message.findUniqueOrThrow({ where: { id: messageId } });
  if (customerId === null) return; // the number of a member of staff is looked after by people
  if (reaction === 'opt-out') await recordCarrierOptOut(tx, customerId, errorCode, now);
  else if (reaction === 'doubtful') await countUnreached(tx, customerId);
  else await tx.customer.update({ where: { id: customerId }, data: { phoneState: reaction } });
  await keepPlansOfCustomer(context, tx, customerId, now, 'carrier');
}

async function recordCarrierOptOut(
  tx: Tx,
  customerId: string,
  errorCode: number,
  now: Instant,
): Promise<void> {
  await tx.consent.create({
    data: {
      id: newId('consent'),
      customerId,
      channel: 'sms',
      purpose: 'all',
      granted: false,
      method: 'carrier',
      text: `The carrier blocks texts to this number (error ${errorCode})`,
      at: new Date(now),
      recordedBy: 'carrier',
    },
  });
}

async function countUnreached(tx: Tx, customerId: string): Promise<void> {
  const unreached = await tx.message.count({ where: { customerId, errorCode: { in: [30003, 30004] } } });
  if (unreached < UNREACHED_UNTIL_DOUBTFUL) return;
  await tx.customer.updateMany({
    where: { id: customerId, phoneState: 'ok' },
    data: { phoneState: 'doubtful' },
  });
}
