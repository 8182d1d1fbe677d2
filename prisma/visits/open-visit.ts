import type { Agenda } from '@aftercare/workflows/domain/agenda.js';
import { agenda } from '@aftercare/workflows/domain/agenda.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Step } from '@aftercare/workflows/domain/policy.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { windowOf, type VisitState } from '@aftercare/workflows/domain/visit.js';
import { areaOf, type SlotRequest } from '@aftercare/workflows/domain/visit-slots.js';
import type { Tx } from '../client.js';
import { loadPlans, type LoadedPlan } from '../facts.js';
import type { KeepContext } from '../keep-plans.js';
import { findTeam } from './crew.js';

/** A visit that is still to be made, with its plan as it stands. The plan is locked. */
export interface OpenVisit {
  id: string;
  plan: LoadedPlan;
  followUp: DatedFollowUp;
  visit: VisitState;
  step: Step;
  ownerId: string | null;
  siteId: string | null;
}

/** Where a plan's work is done: the site of its sale or agreement. */
export function siteOf({ row }: LoadedPlan): string | null {
  return (
    (row.sale as { siteId?: string | null } | null)?.siteId ??
    (row.agreement as { siteId?: string | null } | null)?.siteId ??
    null
  );
}

/**
 * Locks and reads visits by the ids of their follow-ups, in the same order.
 * @throws `follow-up.not-found`, `follow-up.wrong-kind`, `follow-up.already-…` for what cannot be arranged any more
 */
export async function loadOpenVisits(
  context: KeepContext,
  tx: Tx,
  followUpIds: readonly string[],
  now: Instant,
): Promise<OpenVisit[]> {
  const rows = await tx.followUp.findMany({ where: { id: { in: [...followUpIds] } } });
  const plans = await loadPlans(tx, context, [...new Set(rows.map(({ planId }) => planId))].sort());
  const agendas = new Map<string, Agenda>(plans.map((plan) => [plan.row.id, agenda(plan.facts, now)]));
  return followUpIds.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw new DomainError('follow-up.not-found', 'There is no such follow-up');
    if (row.kind !== 'visit')
      throw new DomainError('follow-up.wrong-kind', `A follow-up of kind ${row.kind} is no visit`, {
        status: 409,
      });
    const plan = plans.find((one) => one.row.id === row.planId)!;
    const followUp = agendas
      .get(row.planId)!
      .followUps.find(({ step, occurrence }) => step === row.step && occurrence === row.occurrence);
    const open = followUp && toOpenVisit(id, plan, followUp, row.ownerId);
    if (open) return open;
    const state = followUp?.state ?? row.state;
    throw new DomainError(`follow-up.already-${state}`, `This visit is ${state} and cannot be arranged`, {
      status: 409,
    });
  });
}

/** A visit of an agenda, or null when it has ended. Work that a person added has no line in the policy. */
export function toOpenVisit(
  id: string,
  plan: LoadedPlan,
  followUp: DatedFollowUp,
  ownerId: string | null,
): OpenVisit | null {
  if (!followUp.visit) return null;
  const step = plan.facts.policy.steps?.find((one) => one.step === followUp.step) ?? {
    ...{ step: followUp.step, kind: 'visit' as const },
    due: { from: 'sale.sold' as const },
  };
  return { id, plan, followUp, visit: followUp.visit, step, ownerId, siteId: siteOf(plan) };
}

/** Everything that one time must suit when these visits are made together, and which team goes. */
export async function toSlotRequest(
  tx: Tx,
  visits: readonly OpenVisit[],
  now: Instant,
  count: number,
): Promise<{ request: SlotRequest; teamId: string | null }> {
  const [first] = visits as [OpenVisit, ...OpenVisit[]];
  const { zone, customer } = first.plan.facts;
  const windows = visits.map(({ visit, followUp }) => windowOf(visit, followUp.expiresAt, now, zone));
  const site = first.siteId === null ? null : await tx.site.findUnique({ where: { id: first.siteId } });
  const teamId = await findTeam(tx, { team: first.step.team, ownerId: first.ownerId });
  const request: SlotRequest = {
    now,
    window: {
      from: Math.max(...windows.map(({ from }) => from)),
      to: Math.min(...windows.map(({ to }) => to)),
    },
    aimAt: Math.min(...visits.map(({ visit }) => visit.deadlineAt)),
    minutes: visits.reduce((sum, { visit }) => sum + visit.minutes, 0),
    zone,
    language: customer.language ?? null,
    skills: [...new Set(visits.flatMap(({ step }) => step.skills ?? []))],
    siteId: first.siteId,
    area: areaOf(site),
    count,
  };
  return { request, teamId };
}
