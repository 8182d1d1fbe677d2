import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { formatInstant, toLocalDate, type Instant } from '@aftercare/workflows/domain/time.js';
import {
  findAnyMember,
  findObjections,
  type Objection,
  type SlotRequest,
} from '@aftercare/workflows/domain/visit-slots.js';
import { type Prisma, type Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { newId } from '../ids.js';
import { keepPlans, type KeepContext } from '../keep-plans.js';
import { lockTeam, readCrew } from './crew.js';
import { loadOpenVisits, toSlotRequest, type OpenVisit } from './open-visit.js';

/** A time to be given to visits of one site. */
export interface Booking {
  /** The first one tells the customer, for all. */
  followUpIds: readonly string[];
  startsAt: Instant;
  /** Default: what their policies say together. */
  minutes?: number;
  /** Null: nobody in particular; undefined: whoever is free and fits. */
  staffId?: string | null;
  /** Undefined: the team by policy and owner. */
  teamId?: string | null;
  by: 'customer' | 'staff';
  /** False: the customer knows. */
  tell?: boolean;
  /** Why a manager books it over hours and capacity. Nobody is in two places at once all the same. */
  forcedReason?: string;
  /** The proposal that was answered. */
  proposalId?: string;
}

const WORDS: Record<Objection, string> = {
  'visit.team-closed': 'The team does not go out at this time',
  'visit.over-capacity': 'The team has no room left on this day',
  'visit.staff-away': 'This member of staff is away then',
  'visit.staff-busy': 'This member of staff has another visit then',
  'visit.nobody-free': 'Nobody of the team who can do it is free then',
};

/**
 * Books visits, or moves them where they are booked, and brings their plans in step. The team is locked meanwhile.
 * @returns the id of the booking
 * @throws what `findObjections` names (409): those about hours and capacity give way to a reason
 */
export async function bookVisit(
  context: KeepContext,
  tx: Tx,
  booking: Booking,
  now: Instant,
  actor: string,
): Promise<string> {
  const visits = await loadOpenVisits(context, tx, booking.followUpIds, now);
  assertTogether(visits);
  const known = await findBookings(tx, booking.followUpIds);
  const kept = known[0];
  const { request, teamId: usual } = await toSlotRequest(tx, visits, now, 1);
  const teamId = booking.teamId === undefined ? (kept?.teamId ?? usual) : booking.teamId;
  const minutes =
    booking.minutes ?? (kept ? (kept.endsAt.getTime() - kept.startsAt.getTime()) / 60_000 : request.minutes);
  const { startsAt } = booking;
  const endsAt = startsAt + minutes * 60_000;
  if (startsAt <= now) throw refuseTime('must lie in the future');
  await lockTeam(tx, teamId);
  const crew = await readCrew(tx, context.documents, teamId, { from: startsAt, to: endsAt }, kept?.id);
  const wish = booking.staffId === undefined ? (kept?.staffId ?? null) : booking.staffId;
  // Without a team there are no hours and no capacity to keep to.
  if (teamId !== null) assertFree({ startsAt, endsAt, staffId: wish }, request, crew, booking.forcedReason);
  const staffId =
    booking.staffId === undefined && wish === null ? findAnyMember(startsAt, endsAt, request, crew) : wish;
  const [first] = visits as [OpenVisit, ...OpenVisit[]];
  const columns = {
    ...{ teamId, staffId, startsAt: new Date(startsAt), endsAt: new Date(endsAt), siteId: first.siteId },
    ...{ zone: first.plan.facts.zone, on: new Date(toLocalDate(startsAt, crew.zone)) },
    ...{ forcedReason: booking.forcedReason ?? null, changedAt: new Date(now) },
  };
  const visitId = await store(
    tx,
    { visits, known, columns, customerId: first.plan.row.customerId },
    now,
    actor,
  );
  await endProposals(tx, booking.followUpIds, booking.proposalId, now);
  for (const [place, { plan, step, followUp }] of visits.entries()) {
    const data = {
      ...{ visit: visitId, leads: place === 0, by: booking.by },
      ...{ startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt) },
      ...(booking.tell === false && { tell: false }),
    };
    const { occurrence } = followUp;
    await recordEvent(
      tx,
      { planId: plan.row.id },
      { type: 'booked', at: now, step: step.step, occurrence, data },
      now,
      actor,
    );
  }
  await keepPlans(context, tx, [...new Set(visits.map(({ plan }) => plan.row.id))], now, actor);
  return visitId;
}

function assertTogether(visits: readonly OpenVisit[]): void {
  const keys = new Set(visits.map(({ plan, siteId }) => `${plan.row.customerId} ${siteId}`));
  if (keys.size === 1) return;
  throw new DomainError('visit.not-together', 'Visits are booked together only at one site of one customer', {
    status: 409,
  });
}

function assertFree(
  slot: { startsAt: Instant; endsAt: Instant; staffId: string | null },
  request: SlotRequest,
  crew: Parameters<typeof findObjections>[2],
  forcedReason: string | undefined,
): void {
  const found = findObjections(slot, request, crew);
  const standing = forcedReason === undefined ? found : found.filter((code) => code === 'visit.staff-busy');
  const [code] = standing;
  if (!code) return;
  const errors: Fault[] = standing.map((one) => ({ path: '/startsAt', message: WORDS[one] }));
  throw new DomainError(code, WORDS[code], { status: 409, errors });
}

function refuseTime(message: string): DomainError {
  return new DomainError('request.invalid', 'The request does not fit; see errors', {
    errors: [{ path: '/startsAt', message }],
  });
}

/** Bookings that these follow-ups have already. The first is moved; others give way to it. */
function findBookings(tx: Tx, followUpIds: readonly string[]) {
  return tx.visit.findMany({
    where: { state: 'booked', followUps: { some: { followUpId: { in: [...followUpIds] } } } },
    orderBy: { id: 'asc' },
  });
}

async function store(
  tx: Tx,
  {
    visits,
    known,
    columns,
    customerId,
  }: {
    visits: readonly OpenVisit[];
    known: readonly { id: string }[];
    columns: Omit<Prisma.VisitUncheckedCreateInput, 'id' | 'customerId' | 'createdAt' | 'createdBy'>;
    customerId: string;
  },
  now: Instant,
  actor: string,
): Promise<string> {
  const [kept, ...others] = known;
  await tx.visit.updateMany({
    where: { id: { in: others.map(({ id }) => id) } },
    data: { state: 'cancelled', endedReason: 'joined with another visit', changedAt: new Date(now) },
  });
  const followUps = visits.map(({ id }, place) => ({ followUpId: id, leads: place === 0 }));
  if (kept) {
    await tx.visit.update({ where: { id: kept.id }, data: { ...columns, sequence: { increment: 1 } } });
    await tx.visitFollowUp.deleteMany({ where: { visitId: kept.id } });
    await tx.visitFollowUp.createMany({ data: followUps.map((one) => ({ ...one, visitId: kept.id })) });
    return kept.id;
  }
  const id = newId('visit');
  const made = { createdAt: new Date(now), createdBy: actor };
  await tx.visit.create({
    data: {
      id,
      customerId,
      ...columns,
      ...made,
      followUps: { create: followUps },
    } as Prisma.VisitUncheckedCreateInput,
  });
  return id;
}

/** Proposals of these follow-ups wait for no answer any more; the one that was answered is taken. */
export async function endProposals(
  tx: Tx,
  followUpIds: readonly string[],
  taken: string | undefined,
  now: Instant,
): Promise<void> {
  if (taken !== undefined)
    await tx.visitProposal.update({ where: { id: taken }, data: { state: 'taken', endedAt: new Date(now) } });
  await tx.visitProposal.updateMany({
    where: { state: 'open', followUpIds: { hasSome: [...followUpIds] } },
    data: { state: 'withdrawn', endedAt: new Date(now) },
  });
}
