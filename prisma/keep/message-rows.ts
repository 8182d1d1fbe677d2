import { isMergeable } from '@aftercare/workflows/domain/contact-frequency.js';
import type { PlannedSend } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import type { MessageJson } from '../facts.js';
import { type NewDecision, recordDecisions } from '../decisions.js';
import { newId } from '../ids.js';
import type { JudgedPlan, KeepContext } from '../keep-plans.js';
import { stageMessages, type NewMessage } from '../messages.js';
import { keptBack, movesOf } from './decision-rows.js';
import { followUpKey, type FollowUpIds } from './follow-up-rows.js';
import { CHANGED_ITS_MIND, recall } from './recall.js';
import { stageAt } from './stage.js';

/**
 * Stages the texts whose time has nearly come, moves those whose time changed and withdraws those that are no longer
 * wanted and have not left. Answers, for each plan with staged messages, when those are to leave.
 */
export async function keepMessages(
  context: KeepContext,
  tx: Tx,
  plans: readonly JudgedPlan[],
  followUpIds: FollowUpIds,
  now: Instant,
  remindersUntil: Instant = now,
): Promise<Map<string, Instant[]>> {
  const staged = new Map<string, Instant[]>();
  const toStage: NewMessage[] = [];
  const toWithdraw: string[] = [];
  const toRecall: string[] = [];
  const decisions: NewDecision[] = [];
  for (const plan of plans) {
    const before = new Map(
      plan.row.messages.map((message) => [messageKey(message.followUpId, message), message]),
    );
    for (const { followUpId, send } of wantedSends(plan, followUpIds)) {
      const key = messageKey(followUpId, send);
      const old = before.get(key);
      before.delete(key);
      if (old && old.state !== 'staged' && old.state !== 'withdrawn') continue;
      const isEarly = stageAt(plan.row.id, send.sendAt) > now;
      if (!old && isEarly && !(isMergeable(send.purpose) && send.sendAt <= remindersUntil)) continue;
      staged.set(plan.row.id, [...(staged.get(plan.row.id) ?? []), send.sendAt]);
      if (old?.state === 'staged' && isAsStaged(old, send)) continue;
      const message = toMessage(context, plan, followUpId, send, old);
      toStage.push(message);
      decisions.push(...movesOf(message, send));
    }
    for (const old of before.values()) {
      if (isPlansOwn(old) && old.state === 'staged') toWithdraw.push(old.id);
      if (isPlansOwn(old) && old.state === 'in-flight') toRecall.push(old.id);
    }
  }
  await stageMessages(tx, toStage, now);
  await withdraw(tx, toWithdraw);
  const recalled = await recall(tx, toRecall, now);
  const gone = new Set([...toWithdraw, ...recalled]);
  await recordDecisions(tx, [...decisions, ...keptBack(plans, followUpIds, gone)], now, 'plan');
  return staged;
}

function messageKey(followUpId: string | null, { part, turn = 1 }: { part: string; turn?: number }): string {
  return `${followUpId} ${part} ${turn}`;
}

function isAsStaged(old: MessageJson, send: PlannedSend): boolean {
  return Date.parse(old.sendAt) === send.sendAt && old.channel === send.channel;
}

/** A reask answers a reply; it is no part of the agenda and not for the agenda to withdraw. */
function isPlansOwn(message: MessageJson): boolean {
  return message.followUpId !== null && message.part !== 'reask';
}

function wantedSends(plan: JudgedPlan, ids: FollowUpIds): { followUpId: string; send: PlannedSend }[] {
  return plan.agenda.followUps.flatMap((followUp) => {
    const followUpId = ids.get(followUpKey(plan.row.id, followUp.step, followUp.occurrence));
    return followUpId ? followUp.sends.map((send) => ({ followUpId, send })) : [];
  });
}

function toMessage(
  context: KeepContext,
  plan: JudgedPlan,
  followUpId: string,
  send: PlannedSend,
  old: MessageJson | undefined,
): NewMessage {
  return {
    id: old?.id ?? newId('message'),
    customerId: plan.row.customerId,
    planId: plan.row.id,
    followUpId,
    part: send.part,
    turn: send.turn,
    template: send.template,
    purpose: send.purpose,
    policyKey: plan.facts.policy.policy,
    channel: send.channel,
    // The agenda names no channel without an account, unless nothing can be sent at all.
    senderNumber: context.senders[send.channel] ?? context.senders.sms,
    sendAt: send.sendAt,
  };
}

/** Guarded by the state: what the sender has taken in the meantime is too late to withdraw. */
async function withdraw(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.message.updateMany({
    where: { id: { in: [...ids] }, state: 'staged' },
    data: { state: 'withdrawn', reasons: [CHANGED_ITS_MIND] },
  });
}
