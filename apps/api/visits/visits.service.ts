import { audit } from '@aftercare/db/audit.js';
import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { type Booking, bookVisit } from '@aftercare/db/visits/book.js';
import { lockPlansOfFollowUps, tellVisits } from '@aftercare/db/visits/release.js';
import { reportVisits } from '@aftercare/db/visits/report.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { mayRole } from '../auth/roles.js';
import type { Actor } from '../common/actor.js';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { VISIT_INCLUDE, toReport, toVisits } from './visit.view.js';
import type {
  BookVisit,
  CancelVisit,
  MoveVisit,
  ReportFollowUps,
  ReportVisit,
  Reported,
  VisitQuery,
  VisitView,
} from './visits.schema.js';

/** Booked times: found, made, moved, called off and reported. */
@Injectable()
export class VisitsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  async search(query: VisitQuery): Promise<Page<VisitView>> {
    const { from, to, team, staff, customer, state, after, limit } = query;
    const behind =
      after === undefined ? undefined : decodeCursor(after, z.tuple([z.iso.datetime(), z.string()]));
    const rows = await this.db.visit.findMany({
      where: {
        state: state ?? { not: 'cancelled' },
        startsAt: {
          ...(from !== undefined && { gte: new Date(from) }),
          ...(to !== undefined && { lt: new Date(to) }),
        },
        ...(team && { team: { OR: [{ id: team }, { key: team }] } }),
        ...(staff && { staff: { OR: [{ id: staff }, { key: staff }] } }),
        ...(customer && { customerId: customer }),
        ...(behind && {
          OR: [{ startsAt: { gt: behind[0] } }, { startsAt: behind[0], id: { gt: behind[1] } }],
        }),
      },
      include: VISIT_INCLUDE,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
    const now = await this.clock.now(this.db);
    const views = new Map((await toVisits(this.db, rows, now)).map((view) => [view.id, view]));
    return toPage(
      rows,
      limit,
      ({ id }) => views.get(id)!,
      (row) => [row.startsAt.toISOString(), row.id],
    );
  }

  async get(id: string): Promise<VisitView> {
    return this.read(this.db, id);
  }

  book({ followUps, ...body }: BookVisit, actor: Actor): Promise<VisitView> {
    return this.change(actor, 'visit.booked', async (tx, now) => {
      const booking = await this.toBooking(tx, followUps, body, actor);
      return bookVisit(this.keep, tx, booking, now, actor.id);
    });
  }

  /** The same time and people again change nothing. */
  move(id: string, body: MoveVisit, actor: Actor): Promise<VisitView> {
    return this.change(actor, 'visit.moved', async (tx, now) => {
      const visit = await lockVisit(tx, id);
      const booking = await this.toBooking(tx, visit.followUpIds, body, actor);
      const minutes = (visit.endsAt.getTime() - visit.startsAt.getTime()) / 60_000;
      const isSame =
        visit.startsAt.getTime() === booking.startsAt &&
        (booking.minutes ?? minutes) === minutes &&
        (booking.staffId === undefined || booking.staffId === visit.staffId) &&
        (booking.teamId === undefined || booking.teamId === visit.teamId);
      if (isSame && visit.state === 'booked') return { unchanged: id };
      assertBooked(visit, 'moved');
      return bookVisit(this.keep, tx, booking, now, actor.id);
    });
  }

  cancel(id: string, { reason, again, tell }: CancelVisit, actor: Actor): Promise<VisitView> {
    return this.change(actor, again ? 'visit.given-back' : 'visit.cancelled', async (tx, now) => {
      const visit = await lockVisit(tx, id);
      if (visit.state === 'cancelled') return { unchanged: id };
      assertBooked(visit, 'called off');
      const { followUpIds } = visit;
      const type = again ? ('unbooked' as const) : ('cancelled' as const);
      const data = again ? { reason } : { reason, ...(!tell && { tell: false }) };
      await tellVisits(this.keep, tx, { type, followUpIds, data, reason }, now, actor.id);
      return id;
    });
  }

  async report(id: string, body: ReportVisit, actor: Actor): Promise<Reported> {
    return inTransaction(this.db, async (tx) => {
      const visit = await lockVisit(tx, id);
      if (visit.state === 'done') throw alreadyDone();
      return this.write(tx, { ...body, followUps: visit.followUpIds }, id, actor);
    });
  }

  /** A report of visits that were never booked. */
  reportFollowUps(body: ReportFollowUps, actor: Actor): Promise<Reported> {
    return inTransaction(this.db, async (tx) => {
      const booked = await tx.visit.findFirst({
        where: { state: 'booked', followUps: { some: { followUpId: { in: body.followUps } } } },
        select: { id: true },
      });
      return this.write(tx, body, booked?.id, actor);
    });
  }

  private async write(
    tx: Tx,
    { followUps, staff, ...facts }: ReportFollowUps,
    visitId: string | undefined,
    actor: Actor,
  ): Promise<Reported> {
    const now = await this.clock.now(tx);
    const booked = visitId === undefined ? null : await tx.visit.findUnique({ where: { id: visitId } });
    const staffId =
      staff === undefined
        ? (actor.staffId ?? booked?.staffId ?? undefined)
        : await findStaffId(tx, staff, '/staff');
    const report = { ...facts, followUpIds: followUps, visitId, staffId };
    const { reportIds, ticketIds } = await reportVisits(this.keep, tx, report, now, actor.id);
    await audit(tx, now, {
      ...{ actor: actor.id, action: 'visit.reported', entity: visitId ? 'visit' : 'follow-up' },
      ...{ entityId: visitId ?? followUps[0]!, data: { reports: reportIds, tickets: ticketIds } },
    });
    const rows = await tx.visitReport.findMany({
      where: { id: { in: reportIds } },
      include: { staff: { select: { id: true, name: true } } },
      orderBy: { id: 'asc' },
    });
    return { reports: rows.map(toReport), tickets: ticketIds, nextDue: await readNextDue(tx, followUps) };
  }

  private async toBooking(
    tx: Tx,
    followUpIds: readonly string[],
    { startsAt, minutes, staff, team, tell, force }: MoveVisit,
    actor: Actor,
  ): Promise<Booking> {
    if (force !== undefined && !mayRole(actor.role, ['manager']))
      throw new DomainError('visit.force-forbidden', 'Only a manager can book over hours and capacity', {
        status: 403,
      });
    const staffId = typeof staff === 'string' ? await findStaffId(tx, staff, '/staff') : staff;
    const found = team === undefined ? undefined : await tx.team.findUnique({ where: { key: team } });
    if (found === null) throw refuse([{ path: '/team', message: 'names no team' }]);
    return {
      followUpIds,
      startsAt,
      minutes,
      staffId,
      teamId: found?.id,
      by: 'staff',
      tell,
      forcedReason: force,
    };
  }

  /** The frame of every change: done, noted, shown. `unchanged`: it is so already. */
  private async change(
    actor: Actor,
    action: string,
    work: (tx: Tx, now: number) => Promise<string | { unchanged: string }>,
  ): Promise<VisitView> {
    try {
      return await inTransaction(this.db, async (tx) => {
        const now = await this.clock.now(tx);
        const done = await work(tx, now);
        if (typeof done !== 'string') return this.read(tx, done.unchanged);
        await audit(tx, now, { actor: actor.id, action, entity: 'visit', entityId: done });
        return this.read(tx, done);
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw new DomainError('visit.staff-busy', 'This member of staff has another visit then', {
        status: 409,
      });
    }
  }

  private async read(tx: Tx, id: string): Promise<VisitView> {
    const row = await tx.visit.findUnique({ where: { id }, include: VISIT_INCLUDE });
    if (!row) throw notFound();
    return (await toVisits(tx, [row], await this.clock.now(tx)))[0]!;
  }
}

function notFound(): DomainError {
  return new DomainError('visit.not-found', 'There is no such visit');
}

function alreadyDone(): DomainError {
  return new DomainError('visit.already-done', 'This visit was reported already', { status: 409 });
}

/** Locks the plans first, as everybody does, and then reads the visit as nobody can change it any more. */
async function lockVisit(tx: Tx, id: string) {
  const links = await tx.visitFollowUp.findMany({
    where: { visitId: id },
    orderBy: [{ leads: 'desc' }, { followUpId: 'asc' }],
  });
  const followUpIds = links.map(({ followUpId }) => followUpId);
  await lockPlansOfFollowUps(tx, followUpIds);
  const visit = await tx.visit.findUnique({ where: { id } });
  if (!visit) throw notFound();
  return { ...visit, followUpIds };
}

function assertBooked({ state }: { state: string }, verb: string): void {
  if (state === 'booked') return;
  throw new DomainError(`visit.already-${state}`, `This visit is ${state} and cannot be ${verb}`, {
    status: 409,
  });
}

/** The table's own guard: two transactions wanted the same time of one person. */
function isTaken(error: unknown): boolean {
  const isPrismas =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError;
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? JSON.stringify(error.meta ?? {}) : '';
  return isPrismas && `${error.message} ${meta}`.includes('visits_one_at_a_time');
}

async function readNextDue(tx: Tx, followUpIds: readonly string[]): Promise<Reported['nextDue']> {
  const rows = await tx.followUp.findMany({
    where: { id: { in: [...followUpIds] } },
    include: { plan: true },
  });
  const found: Reported['nextDue'] = [];
  for (const row of rows) {
    const next = await tx.followUp.findFirst({
      where: {
        planId: row.planId,
        step: row.step,
        occurrence: { gt: row.occurrence },
        state: { in: ['planned', 'due'] },
      },
      orderBy: { occurrence: 'asc' },
    });
    found.push({
      ...{ followUp: row.id, step: row.step },
      next: next && {
        ...{ followUp: next.id, dueAt: formatInstant(next.dueAt.getTime()) },
        dueLocal: toLocal(next.dueAt.getTime(), row.plan.zone),
      },
      reasons: (next?.reasons ?? []) as Reported['nextDue'][number]['reasons'],
    });
  }
  return found;
}
