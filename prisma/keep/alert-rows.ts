import type { Instant } from '@aftercare/workflows/domain/time.js';
import { findCover } from '../absences.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import type { KeepContext } from '../keep-plans.js';
import { type NewMessage, stageMessages } from '../messages.js';
import { findAllStaffFor } from './addressees.js';

/** A rung that was found to have fired longer ago is history that was caught up with: nobody is told any more. */
const STILL_NEWS = 24 * 3_600_000;
/** Nobody is told more often; what comes in between is told at once at its end. */
const AT_MOST_EVERY = 10 * 60_000;
/** What alerts are called where messages are listed; their words are not an operator's to change. */
export const ALERT_TEMPLATE = 'staff-alert';

/** A rung of a ladder that has just fired. */
export interface FiredRung {
  round: number;
  level: number;
  at: Instant;
  to: readonly string[];
}

/**
 * Tells the staff whom these rungs name, each once a rung: by SMS or e-mail as they like, or by whichever they have.
 * Who is away is told through their cover, if they have one.
 */
export async function stageAlerts(
  { senders }: KeepContext,
  tx: Tx,
  escalation: { id: string; ownerId: string | null },
  rungs: readonly FiredRung[],
  now: Instant,
): Promise<void> {
  const messages: NewMessage[] = [];
  for (const { round, level, at, to } of rungs) {
    if (now - at > STILL_NEWS) continue;
    for (const staffId of await findAddressees(tx, to, escalation.ownerId, now)) {
      const staff = await tx.staff.findUniqueOrThrow({ where: { id: staffId } });
      const channel = channelOf(staff, senders.email !== undefined);
      if (channel === null) continue;
      messages.push({
        ...{ id: newId('message'), staffId, customerId: null, planId: null, followUpId: null },
        ...{ escalationId: escalation.id, part: `alert-${round}-${level}`, template: ALERT_TEMPLATE },
        ...{ purpose: 'service', policyKey: null, channel, senderNumber: senders[channel]! },
        sendAt: await leavesAt(tx, staffId, now),
      });
    }
  }
  await stageMessages(tx, messages, now);
}

/**
 * An alert that did not arrive goes the other way once, if its reader has one. One of which nobody knows whether it left
 * goes again even by the same way: a colleague who is told twice is better than one who is not told. Other messages are
 * left alone.
 */
export async function stageAlertAgain(
  { senders }: KeepContext,
  tx: Tx,
  messageId: string,
  now: Instant,
  became: 'failed' | 'unknown' = 'failed',
): Promise<void> {
  const message = await tx.message.findUniqueOrThrow({ where: { id: messageId }, include: { staff: true } });
  const { staff, staffId, escalationId, part, channel, turn } = message;
  if (staff === null || escalationId === null || turn > 1) return;
  const other = channel === 'sms' ? 'email' : 'sms';
  const hasOther = senders[other] !== undefined && (other === 'email' || staff.phone !== null);
  if (!hasOther && became === 'failed') return;
  const way = hasOther ? other : (channel as 'sms' | 'email');
  const again: NewMessage = {
    ...{ id: newId('message'), staffId: staffId!, customerId: null, planId: null, followUpId: null },
    ...{ escalationId, part, turn: turn + 1, template: ALERT_TEMPLATE, purpose: 'service', policyKey: null },
    ...{ channel: way, senderNumber: senders[way]!, sendAt: now },
  };
  await stageMessages(tx, [again], now);
}

async function findAddressees(
  tx: Tx,
  to: readonly string[],
  ownerId: string | null,
  now: Instant,
): Promise<Set<string>> {
  const here = new Set<string>();
  for (const staffId of await findAllStaffFor(tx, to, ownerId, now))
    here.add((await findCover(tx, staffId, now)) ?? staffId);
  return here;
}

function channelOf(
  staff: { alerts: string; phone: string | null; active: boolean },
  hasMail: boolean,
): 'sms' | 'email' | null {
  if (!staff.active || staff.alerts === 'none') return null;
  if (staff.alerts === 'sms' && staff.phone !== null) return 'sms';
  return hasMail ? 'email' : staff.phone !== null ? 'sms' : null;
}

async function leavesAt(tx: Tx, staffId: string, now: Instant): Promise<Instant> {
  const last = await tx.message.findFirst({
    where: { staffId, template: ALERT_TEMPLATE, state: { not: 'withdrawn' } },
    orderBy: { sendAt: 'desc' },
    select: { sendAt: true, state: true },
  });
  if (last === null) return now;
  // What waits already takes this one along.
  if (last.state === 'staged') return Math.max(now, last.sendAt.getTime());
  return Math.max(now, last.sendAt.getTime() + AT_MOST_EVERY);
}
