import { agenda } from '@aftercare/workflows/domain/agenda.js';
import { formatInstant, parseDuration, addDuration, type Instant } from '@aftercare/workflows/domain/time.js';
import { proposalClosesAt } from '@aftercare/workflows/domain/visit.js';
import { findSlots, type Slot } from '@aftercare/workflows/domain/visit-slots.js';
import type { Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { loadPlans } from '../facts.js';
import { newId } from '../ids.js';
import { followUpKey, type FollowUpIds } from '../keep/follow-up-rows.js';
import { keepPlans, type JudgedPlan, type KeepContext } from '../keep-plans.js';
import { endProposals } from './book.js';
import { lockTeam, readCrew } from './crew.js';
import { siteOf, toOpenVisit, toSlotRequest, type OpenVisit } from './open-visit.js';

/** How far apart the dates of visits of one site may lie that are offered together. */
const DEFAULT_TOGETHER = 'P45D';
const DEFAULT_SLOTS = 3;

/**
 * Makes the proposals that agendas ask for: looks for free times, stores them and tells the plans of all visits that are
 * offered together. Where there is no time, a person is asked to arrange it.
 * @returns whether anything was written, so that agendas must be asked again
 */
export async function proposeVisits(
  context: KeepContext,
  tx: Tx,
  plans: readonly JudgedPlan[],
  ids: FollowUpIds,
  now: Instant,
): Promise<boolean> {
  const offered = new Set<string>();
  for (const plan of plans) {
    for (const followUp of plan.agenda.followUps) {
      if (followUp.visit?.proposeTurn === undefined || followUp.projected) continue;
      const id = ids.get(followUpKey(plan.row.id, followUp.step, followUp.occurrence))!;
      if (offered.has(id)) continue;
      const owner = await tx.followUp.findUniqueOrThrow({ where: { id }, select: { ownerId: true } });
      const first = toOpenVisit(id, plan, followUp, owner.ownerId)!;
      for (const one of await propose(context, tx, first, plans, now)) offered.add(one);
    }
  }
  return offered.size > 0;
}

async function propose(
  context: KeepContext,
  tx: Tx,
  first: OpenVisit,
  locked: readonly JudgedPlan[],
  now: Instant,
): Promise<string[]> {
  const visits = [first, ...(await findCompanions(context, tx, first, locked, now))];
  const { request, teamId } = await toSlotRequest(
    tx,
    visits,
    now,
    first.step.propose?.slots ?? DEFAULT_SLOTS,
  );
  const before = await tx.visitProposal.findMany({
    where: { followUpId: first.id },
    select: { slots: true },
  });
  const not = before.flatMap(({ slots }) =>
    (slots as unknown as StoredSlot[]).map(({ startsAt }) => Date.parse(startsAt)),
  );
  await lockTeam(tx, teamId);
  const crew = await readCrew(tx, context.documents, teamId, request.window);
  const slots = teamId === null ? [] : findSlots({ ...request, not }, crew);
  // One time alone is no choice, and a person can find more than we can.
  if (slots.length < 2) {
    await tell(tx, [first], now, () => ({
      type: 'proposal-withdrawn',
      data: { reason: teamId === null ? 'no-team' : 'no-free-time' },
    }));
    return [first.id];
  }
  await endProposals(
    tx,
    visits.map((one) => one.id),
    undefined,
    now,
  );
  const id = newId('visitProposal');
  const closesAt = proposalClosesAt(first.step, now, request.zone);
  await tx.visitProposal.create({
    data: {
      ...{
        id,
        customerId: first.plan.row.customerId,
        siteId: first.siteId,
        teamId,
        minutes: request.minutes,
      },
      ...{
        followUpId: first.id,
        followUpIds: visits.map((one) => one.id),
        turn: first.visit.proposeTurn ?? 1,
      },
      ...{ slots: slots.map(toStored), createdAt: new Date(now), closesAt: new Date(closesAt) },
    },
  });
  await tell(tx, visits, now, (one) => ({
    type: 'proposed',
    data: { proposal: id, leads: one === first, closesAt: formatInstant(closesAt) },
  }));
  const others = visits
    .map(({ plan }) => plan.row.id)
    .filter((planId) => !locked.some(({ row }) => row.id === planId));
  await keepPlans(context, tx, [...new Set(others)].sort(), now, 'plan');
  return visits.map((one) => one.id);
}

/** A time as it is stored with its proposal. */
export interface StoredSlot {
  startsAt: string;
  endsAt: string;
  staffId: string | null;
}

function toStored({ startsAt, endsAt, staffId }: Slot): object {
  return { startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt), staffId };
}

async function tell(
  tx: Tx,
  visits: readonly OpenVisit[],
  now: Instant,
  eventOf: (one: OpenVisit) => { type: string; data: object },
): Promise<void> {
  for (const one of visits) {
    const { step, occurrence } = one.followUp;
    await recordEvent(
      tx,
      { planId: one.plan.row.id },
      { ...eventOf(one), at: now, step, occurrence },
      now,
      'plan',
    );
  }
}

/**
 * Visits of the same site that are near in time and not yet arranged. Plans that somebody else holds are left alone:
 * waiting for them out of order could make two transactions wait for each other.
 */
async function findCompanions(
  context: KeepContext,
  tx: Tx,
  first: OpenVisit,
  locked: readonly JudgedPlan[],
  now: Instant,
): Promise<OpenVisit[]> {
  if (first.siteId === null) return [];
  const { zone } = first.plan.facts;
  const apart = parseDuration(first.step.propose?.together ?? DEFAULT_TOGETHER);
  const until = addDuration(first.visit.deadlineAt, apart, zone);
  const rows = await tx.$queryRaw<
    { id: string; planId: string; step: string; occurrence: number; ownerId: string | null }[]
  >`
    SELECT f.id, f."planId", f.step, f.occurrence, f."ownerId" FROM follow_ups f JOIN plans p ON p.id = f."planId"
      LEFT JOIN sales s ON s.id = p."saleId" LEFT JOIN agreements a ON a.id = p."agreementId"
    WHERE f."customerId" = ${first.plan.row.customerId} AND f.kind = 'visit' AND f.state IN ('planned', 'due') AND f.id <> ${first.id}
      AND coalesce(s."siteId", a."siteId") = ${first.siteId}
      AND coalesce(f."visitStage", 'to-come') IN ('to-come', 'to-propose', 'to-arrange') AND f."dueAt" <= ${new Date(until)}
    ORDER BY f."dueAt", f.id LIMIT 10`;
  const missing = [...new Set(rows.map(({ planId }) => planId))].filter(
    (id) => !locked.some(({ row }) => row.id === id),
  );
  const free = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM plans WHERE id = ANY(${missing}) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
  const loaded = await loadPlans(
    tx,
    context,
    free.map(({ id }) => id),
  );
  const plans = [...locked, ...loaded.map((plan) => ({ ...plan, agenda: agenda(plan.facts, now) }))];
  const found = rows.flatMap((row) => {
    const plan = plans.find((one) => one.row.id === row.planId);
    const followUp = plan?.agenda.followUps.find(
      (one) => one.step === row.step && one.occurrence === row.occurrence,
    );
    const open = plan && followUp && toOpenVisit(row.id, plan, followUp, row.ownerId);
    return open && siteOf(plan) === first.siteId && ARRANGEABLE.includes(open.visit.stage) ? [open] : [];
  });
  return keepFitting(tx, first, found, now);
}

const ARRANGEABLE: readonly string[] = ['to-come', 'to-propose', 'to-arrange'];

/** As many as have time in common with the first and go with the same team. */
async function keepFitting(
  tx: Tx,
  first: OpenVisit,
  found: readonly OpenVisit[],
  now: Instant,
): Promise<OpenVisit[]> {
  const fitting: OpenVisit[] = [];
  for (const one of found) {
    const sameTeam = one.step.team === undefined || one.step.team === first.step.team;
    const { request } = await toSlotRequest(tx, [first, ...fitting, one], now, 1);
    if (sameTeam && request.window.to - request.window.from > LEAST_IN_COMMON) fitting.push(one);
  }
  return fitting;
}

/** Elapsed. */
const LEAST_IN_COMMON = 5 * 86_400_000;
