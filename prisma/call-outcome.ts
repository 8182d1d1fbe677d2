import type { CallOutcome } from '@aftercare/workflows/domain/event.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlans, keepPlansOfCustomer, type KeepContext } from './keep-plans.js';

/** The follow-up that a call was made for. */
export interface CalledFollowUp {
  id: string;
  planId: string;
  customerId: string;
  step: string;
  occurrence: number;
  ownerId: string | null;
}

/** What is known of a call that was made, as the event `call` keeps it. */
export interface CallMade {
  outcome: CallOutcome;
  /** RFC 3339. */
  callBackAt?: string;
  score?: number | 'yes' | 'no';
  comment?: string;
  /** Our call, where it was placed through the provider. */
  call?: string;
  durationSeconds?: number;
}

/**
 * What an outcome does beside its event: it ends consent for calls, marks a wrong number, gives the work to somebody
 * who speaks the language. The caller has locked the plan, and keeps the customer's plans afterwards.
 */
export async function applyCallOutcome(
  tx: Tx,
  followUp: CalledFollowUp,
  outcome: CallOutcome,
  now: Instant,
  by: string,
): Promise<void> {
  if (outcome === 'do-not-call') await refuseCalls(tx, followUp.customerId, now, by);
  if (outcome === 'wrong-number')
    await tx.customer.update({ where: { id: followUp.customerId }, data: { phoneState: 'invalid' } });
  if (outcome === 'language-barrier') await handToSpeaker(tx, followUp, now, by);
}

/** Writes a call with its outcome into the plan, once for each call and outcome, and draws the consequences. */
export async function recordCallOutcome(
  context: KeepContext,
  tx: Tx,
  followUp: CalledFollowUp,
  made: CallMade & { call: string },
  now: Instant,
  by: string,
): Promise<void> {
  const { planId, step, occurrence, customerId } = followUp;
  const externalId = `call:${made.call}:${made.outcome}`;
  if (await tx.event.findUnique({ where: { planId_externalId: { planId, externalId } } })) return;
  await applyCallOutcome(tx, followUp, made.outcome, now, by);
  const event = { type: 'call', at: now, step, occurrence, data: made, externalId };
  await recordEvent(tx, { planId }, event, now, by);
  await tx.call.update({ where: { id: made.call }, data: { outcome: made.outcome, outcomeBy: by } });
  await keepPlansOfCustomer(context, tx, customerId, now, by);
}

async function refuseCalls(tx: Tx, customerId: string, now: Instant, by: string): Promise<void> {
  await tx.consent.create({
    data: {
      id: newId('consent'),
      customerId,
      channel: 'call',
      purpose: 'all',
      granted: false,
      method: 'phone-call',
      text: 'Asked on the phone not to be called again',
      at: new Date(now),
      recordedBy: by,
    },
  });
}

/**
 * The next try belongs to somebody who speaks the customer's language: of the owner's team if there is one, and of
 * those who has least open work. Where nobody does, it stays with its owner.
 */
async function handToSpeaker(tx: Tx, followUp: CalledFollowUp, now: Instant, by: string): Promise<void> {
  const [speaker] = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM staff s
    JOIN customers c ON c.id = ${followUp.customerId}
    LEFT JOIN staff o ON o.id = ${followUp.ownerId}
    WHERE s.active AND s.id IS DISTINCT FROM o.id AND split_part(c.language, '-', 1) = ANY(s.languages)
    ORDER BY (s."teamId" IS NOT DISTINCT FROM o."teamId") DESC,
      (SELECT count(*) FROM follow_ups f WHERE f."ownerId" = s.id AND f.state = 'due'), s.id
    LIMIT 1`;
  if (!speaker) return;
  await tx.followUp.update({
    where: { id: followUp.id },
    data: { ownerId: speaker.id, isAssigned: true, updatedAt: new Date(now) },
  });
  await tx.followUpChange.create({
    data: {
      id: newId('followUpChange'),
      followUpId: followUp.id,
      at: new Date(now),
      by,
      changed: { owner: [followUp.ownerId, speaker.id] },
      reason: "speaks the customer's language",
    },
  });
}

/** A key that was pressed after the outcome was settled, or a wish that was told with it: words for the staff. */
export async function recordCallWish(
  context: KeepContext,
  tx: Tx,
  followUp: CalledFollowUp,
  wish: { call: string; comment: string },
  now: Instant,
): Promise<void> {
  const { planId, step, occurrence } = followUp;
  const externalId = `call:${wish.call}:wish`;
  if (await tx.event.findUnique({ where: { planId_externalId: { planId, externalId } } })) return;
  const event = { type: 'reply', at: now, step, occurrence, data: wish, externalId };
  await recordEvent(tx, { planId }, event, now, 'customer');
  await keepPlans(context, tx, [planId], now, 'customer');
}
