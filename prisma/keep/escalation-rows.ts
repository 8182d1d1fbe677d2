import type { EscalationLevel } from '@aftercare/workflows/domain/agenda.js';
import { FINAL_STATES } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { deliveryStepOf } from '@aftercare/workflows/domain/unknown-delivery.js';
import type { Tx } from '../client.js';
import type { EscalationJson } from '../facts.js';
import { newId } from '../ids.js';
import type { JudgedPlan, KeepContext } from '../keep-plans.js';
import { findStaffFor } from './addressees.js';
import { stageAlerts } from './alert-rows.js';
import { escalationReasons } from './escalation-reasons.js';
import { followUpKey, type FollowUpIds } from './follow-up-rows.js';
import { instantText, sameInstant } from './values.js';

/** All rungs of one ladder that concern one escalation. */
interface Ladder {
  of: string;
  occurrence: number;
  cause: 'ladder' | 'reaction';
  levels: EscalationLevel[];
}

type EscalationState = 'open' | 'acknowledged' | 'resolved';

/** One plan under work, with what all steps of it need. */
interface Keeping {
  context: KeepContext;
  tx: Tx;
  plan: JudgedPlan;
  followUpIds: FollowUpIds;
  now: Instant;
  by: string;
}

/** Opens escalations for rungs that fired, climbs them, and settles those whose matter was settled. */
export async function keepEscalations(
  context: KeepContext,
  tx: Tx,
  plans: readonly JudgedPlan[],
  followUpIds: FollowUpIds,
  now: Instant,
  by: string,
): Promise<void> {
  for (const plan of plans) {
    const keeping = { context, tx, plan, followUpIds, now, by };
    const existing = new Map(plan.row.escalations.map((row) => [ladderKey(row), row]));
    for (const ladder of ladders(plan.agenda.escalations)) {
      const old = existing.get(ladderKey(ladder));
      existing.delete(ladderKey(ladder));
      if (old || ladder.levels.some((level) => level.fired)) {
        await keepLadder(keeping, ladder, old);
      }
    }
    // The agenda no longer climbs it: what it was about is done.
    for (const old of existing.values()) await settle(keeping, old);
  }
}

function ladders(levels: readonly EscalationLevel[]): Ladder[] {
  const found = new Map<string, Ladder>();
  for (const level of levels) {
    const ladder = found.get(ladderKey(level)) ?? {
      of: level.of,
      occurrence: level.occurrence,
      cause: level.cause,
      levels: [],
    };
    ladder.levels.push(level);
    found.set(ladderKey(level), ladder);
  }
  return [...found.values()];
}

function ladderKey(of: { of: string; occurrence: number; cause: string }): string {
  return `${of.of} ${of.occurrence} ${of.cause}`;
}

async function keepLadder(keeping: Keeping, ladder: Ladder, old: EscalationJson | undefined): Promise<void> {
  const { context, tx, plan, followUpIds, now, by } = keeping;
  const fired = ladder.levels.filter((level) => level.fired);
  const last = fired.at(-1);
  const next = ladder.levels.find((level) => !level.fired);
  const state = stateOf(plan, ladder);
  const level = last?.level ?? old?.level ?? 1;
  const dueAt = state === 'open' ? instantText(next?.at) : null;
  if (old && old.state === state && old.fired === fired.length && sameInstant(old.dueAt, dueAt)) return;
  const followUp = followUpOf(plan, ladder);
  const followUpId = followUp
    ? followUpIds.get(followUpKey(plan.row.id, followUp.step, followUp.occurrence))
    : undefined;
  const ownerId = await ownerAfter(tx, plan, fired, old, now);
  const row = {
    state,
    level,
    ownerId,
    reasons: escalationReasons(plan, ladder, followUp, last) as object[],
    dueAt,
    ...settledBy(state, old, now, by),
  };
  const id = old?.id ?? newId('escalation');
  if (old) {
    await tx.escalation.update({ where: { id }, data: row });
  } else {
    await tx.escalation.create({
      data: {
        id,
        planId: plan.row.id,
        customerId: plan.row.customerId,
        followUpId: followUpId ?? null,
        of: ladder.of,
        occurrence: ladder.occurrence,
        cause: ladder.cause,
        comment: followUp ? commentOn(plan, followUp) : null,
        at: new Date(fired[0]!.at),
        ...row,
      },
    });
  }
  const added = await tx.escalationLevel.createManyAndReturn({
    data: fired.map(({ round, level: rung, at, to }) => ({
      escalationId: id,
      round,
      level: rung,
      at: new Date(at),
      to: [...to],
    })),
    skipDuplicates: true,
  });
  if (state !== 'open') return;
  const rungs = added.map(({ at, ...rung }) => ({ ...rung, at: at.getTime() }));
  await stageAlerts(context, tx, { id, ownerId }, rungs, now);
}

/** What the customer wrote with the answer that opened it. */
function commentOn(plan: JudgedPlan, followUp: { step: string; occurrence: number }): string | null {
  const said = plan.facts.events.filter(
    (event) =>
      'step' in event && event.step === followUp.step && (event.occurrence ?? 1) === followUp.occurrence,
  ) as { comment?: unknown }[];
  const comments = said.map((event) => event.comment).filter((comment) => typeof comment === 'string');
  return comments.at(-1) ?? null;
}

function followUpOf(plan: JudgedPlan, ladder: Pick<Ladder, 'of' | 'occurrence'>) {
  const delivered = deliveryStepOf(ladder.of);
  const of = delivered === null ? ladder.of : `step:${delivered}`;
  return plan.agenda.followUps.find(
    (item) => `step:${item.step}` === of && item.occurrence === ladder.occurrence,
  );
}

/** Resolved beats acknowledged; an acknowledgement holds until a later rung fires. */
function stateOf(plan: JudgedPlan, ladder: Ladder): EscalationState {
  if (isSettled(plan, ladder)) return 'resolved';
  const about = plan.facts.events.filter(
    (event) =>
      (event.type === 'acknowledged' || event.type === 'resolved') &&
      event.of === ladder.of &&
      (event.occurrence ?? 1) === ladder.occurrence,
  );
  if (about.some((event) => event.type === 'resolved')) return 'resolved';
  const acknowledged = about.filter((event) => event.type === 'acknowledged').at(-1);
  const lastFired = ladder.levels.filter((level) => level.fired).at(-1);
  return acknowledged && (!lastFired || acknowledged.at >= lastFired.at) ? 'acknowledged' : 'open';
}

/** The overdue thing was done after all, or the promise was kept. */
function isSettled(plan: JudgedPlan, ladder: Ladder): boolean {
  // Nobody climbs for a text that turned out to have left.
  if (deliveryStepOf(ladder.of) !== null) return ladder.levels.length === 0;
  if (ladder.cause === 'reaction') return false;
  if (ladder.of.startsWith('target:')) {
    const clock = plan.agenda.targets.find((target) => `target:${target.target}` === ladder.of);
    return !clock || clock.state === 'met' || clock.state === 'inactive' || isTicketResolved(plan);
  }
  const followUp = followUpOf(plan, ladder);
  return !followUp || FINAL_STATES.includes(followUp.state);
}

/** A breach is never undone, but what is resolved is nobody's to chase any more. */
function isTicketResolved(plan: JudgedPlan): boolean {
  const turns = plan.facts.events.filter(
    (event) => event.type === 'ticket.resolved' || event.type === 'ticket.reopened',
  );
  return turns.at(-1)?.type === 'ticket.resolved';
}

async function settle({ tx, plan, now, by }: Keeping, old: EscalationJson): Promise<void> {
  if (old.state === 'resolved') return;
  const ladder = { of: old.of, occurrence: old.occurrence, cause: old.cause as Ladder['cause'], levels: [] };
  const state = stateOf(plan, ladder);
  if (state === old.state) return;
  await tx.escalation.update({
    where: { id: old.id },
    data: { state, dueAt: null, ...settledBy(state, old, now, by) },
  });
}

function settledBy(state: EscalationState, old: EscalationJson | undefined, now: Instant, by: string) {
  if (state === old?.state || state === 'open') return {};
  const at = new Date(now);
  return state === 'acknowledged'
    ? { acknowledgedAt: at, acknowledgedBy: by }
    : { resolvedAt: at, resolvedBy: by };
}

/** The owner of the work, until a rung with `reassign` hands it to somebody else. */
async function ownerAfter(
  tx: Tx,
  plan: JudgedPlan,
  fired: readonly EscalationLevel[],
  old: EscalationJson | undefined,
  now: Instant,
): Promise<string | null> {
  const { row } = plan;
  const owner = row.ticket?.ownerId ?? row.customer.ownerId ?? row.sale?.soldById ?? null;
  const handed = fired.filter((level) => level.reassign && (!old || level.level > old.level)).at(-1);
  if (handed) return (await findStaffFor(tx, handed.to, owner, now)) ?? old?.ownerId ?? owner;
  if (old) return old.ownerId;
  // Somebody has to have it: who was told, or a manager.
  return owner ?? findStaffFor(tx, [...(fired.at(-1)?.to ?? []), 'manager'], null, now);
}
