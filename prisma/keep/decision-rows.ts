import { keptBackBy } from '@aftercare/workflows/domain/decision.js';
import type { DatedFollowUp, PlannedSend } from '@aftercare/workflows/domain/follow-up.js';
import type { NewDecision } from '../decisions.js';
import type { JudgedPlan } from '../keep-plans.js';
import type { NewMessage } from '../messages.js';
import { type FollowUpIds, followUpKey } from './follow-up-rows.js';

/** The rules that gave a message the instant it is staged for. */
export function movesOf(
  { id, followUpId, customerId, part }: NewMessage,
  { moves = [] }: PlannedSend,
): NewDecision[] {
  return moves.map((move) => ({ messageId: id, followUpId, customerId, part, what: 'moved', ...move }));
}

/**
 * Texts that their agendas have just given up because a rule forbids them.
 * @param withdrawn messages that were about to leave for them until now
 */
export function keptBack(
  plans: readonly JudgedPlan[],
  ids: FollowUpIds,
  withdrawn: ReadonlySet<string>,
): NewDecision[] {
  return plans.flatMap((plan) =>
    plan.agenda.followUps.flatMap((followUp) => keptBackNow(plan, followUp, ids, withdrawn) ?? []),
  );
}

function keptBackNow(
  { row }: JudgedPlan,
  followUp: DatedFollowUp,
  ids: FollowUpIds,
  withdrawn: ReadonlySet<string>,
): NewDecision | null {
  const { step, occurrence, state, sendAt } = followUp;
  const reason = sendAt === undefined || followUp.projected ? null : keptBackBy(followUp);
  const followUpId = ids.get(followUpKey(row.id, step, occurrence));
  if (!reason || followUpId === undefined) return null;
  const before = row.followUps.find((one) => one.step === step && one.occurrence === occurrence);
  if (before?.state === state) return null;
  const message = row.messages.findLast((one) => one.followUpId === followUpId && one.part === 'message');
  // The sender has written down what it kept back; what was never staged was not about to leave.
  const wasLeaving = message !== undefined && withdrawn.has(message.id);
  if (message?.state === 'kept-back' || (state === 'withdrawn' && !wasLeaving)) return null;
  const about = { messageId: message?.id ?? null, followUpId, customerId: row.customerId, part: 'message' };
  return { ...about, what: 'kept-back', reason, from: sendAt!, to: null };
}
