import { type Db, Prisma, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { readCrew } from '@aftercare/db/visits/crew.js';
import { loadOpenVisits, toSlotRequest } from '@aftercare/db/visits/open-visit.js';
import { isClosedDay } from '@aftercare/workflows/domain/calendar.js';
import { formatDate, parseDate } from '@aftercare/workflows/domain/local-date.js';
import { atLocal, formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { findSlots, loadOf } from '@aftercare/workflows/domain/visit-slots.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readAssets } from './visit.view.js';
import type {
  CapacityQuery,
  CapacityView,
  SlotsQuery,
  SlotsView,
  VisitWork,
  VisitWorkQuery,
} from './visits.schema.js';

const MOST_DAYS = 62;

interface Row {
  id: string;
  planId: string;
  policy: string;
  step: string;
  occurrence: number;
  stage: VisitWork['stage'];
  dueAt: Date;
  deadlineAt: Date;
  zone: string;
  product: string | null;
  customer: VisitWork['customer'];
  site: VisitWork['site'];
  siteId: string | null;
  agreementId: string | null;
  owner: VisitWork['owner'];
  proposal: { closesAt: string; slots: { startsAt: string }[] } | null;
  visitId: string | null;
}

/** What is still to be visited, when there is time, and how much every team has on. */
@Injectable()
export class VisitBoardService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** By due date. */
  async work(query: VisitWorkQuery): Promise<Page<VisitWork> & { counts?: Record<string, number> }> {
    const now = await this.clock.now(this.db);
    const at = new Date(now);
    const zone = (await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } })).zone;
    const today = parseDate(toLocal(now, zone).slice(0, 10));
    const day = { from: new Date(atLocal(today, 0, zone)), to: new Date(atLocal(today + 1, 0, zone)) };
    const lists: Record<Exclude<VisitWorkQuery['list'], 'all'>, Prisma.Sql> = {
      'to-arrange': Prisma.sql`f."visitStage" IN ('to-propose', 'to-arrange')`,
      proposed: Prisma.sql`f."visitStage" = 'proposed'`,
      booked: Prisma.sql`f."visitStage" IN ('booked', 'confirmed') AND f."dueAt" >= ${at}`,
      today: Prisma.sql`f."visitStage" IN ('booked', 'confirmed', 'missed') AND f."dueAt" >= ${day.from} AND f."dueAt" < ${day.to}`,
      overdue: Prisma.sql`f."visitStage" IS NOT NULL AND f."dueAt" < ${at}`,
    };
    const open = Prisma.sql`f.kind = 'visit' AND f.state IN ('planned', 'due')
      ${query.customer ? Prisma.sql`AND f."customerId" = ${query.customer}` : Prisma.empty}
      ${query.team ? Prisma.sql`AND EXISTS (SELECT 1 FROM staff o JOIN teams t ON t.id = o."teamId" WHERE o.id = f."ownerId" AND t.key = ${query.team})` : Prisma.empty}`;
    const list = query.followUp
      ? Prisma.sql`f.id = ${query.followUp}`
      : query.list === 'all'
        ? Prisma.sql`f.state = 'due'`
        : lists[query.list];
    const behind =
      query.after === undefined
        ? undefined
        : decodeCursor(query.after, z.tuple([z.iso.datetime(), z.string()]));
    const rows = await this.db.$queryRaw<Row[]>`
      SELECT f.id, f."planId", pv."policyKey" AS policy, f.step, f.occurrence, f."visitStage" AS stage, f."dueAt",
        coalesce(f."deadlineAt", f."dueAt") AS "deadlineAt", p.zone, p."agreementId", coalesce(s."siteId", a."siteId") AS "siteId",
        coalesce(s.products, t.products, a.products)->0->>'name' AS product,
        json_build_object('id', c.id, 'name', c.name, 'phone', c.phone, 'language', c.language, 'tier', c.tier) AS customer,
        (SELECT json_build_object('id', x.id, 'name', x.name, 'address', x.address) FROM sites x WHERE x.id = coalesce(s."siteId", a."siteId")) AS site,
        (SELECT json_build_object('id', o.id, 'name', o.name) FROM staff o WHERE o.id = f."ownerId") AS owner,
        (SELECT json_build_object('closesAt', r."closesAt", 'slots', r.slots) FROM visit_proposals r
          WHERE f.id = ANY(r."followUpIds") AND r.state = 'open' AND f."visitStage" = 'proposed' ORDER BY r.id DESC LIMIT 1) AS proposal,
        (SELECT v.id FROM visits v JOIN visit_follow_ups l ON l."visitId" = v.id WHERE l."followUpId" = f.id AND v.state = 'booked' LIMIT 1) AS "visitId"
      FROM follow_ups f JOIN plans p ON p.id = f."planId" JOIN policy_versions pv ON pv.id = p."policyVersionId"
        JOIN customers c ON c.id = f."customerId" LEFT JOIN sales s ON s.id = p."saleId" LEFT JOIN tickets t ON t.id = p."ticketId"
        LEFT JOIN agreements a ON a.id = p."agreementId"
      WHERE ${open} AND ${list} ${behind ? Prisma.sql`AND (f."dueAt", f.id) > (${new Date(behind[0])}, ${behind[1]})` : Prisma.empty}
      ORDER BY f."dueAt", f.id LIMIT ${query.limit + 1}`;
    const assets = await readAssets(
      this.db,
      rows.map((row) => ({ ...row, agreementIds: row.agreementId === null ? [] : [row.agreementId] })),
    );
    const page = toPage(
      rows,
      query.limit,
      (row) => toWork(row, assets.get(row.id)!, now),
      (row) => [row.dueAt.toISOString(), row.id],
    );
    if (!query.counts) return page;
    const [counts] = await this.db.$queryRaw<Record<string, number>[]>`
      SELECT ${Prisma.join(Object.entries(lists).map(([key, where]) => Prisma.sql`count(*) FILTER (WHERE ${where})::int AS ${Prisma.raw(`"${key}"`)}`))}
      FROM follow_ups f WHERE ${open}`;
    return { ...page, counts };
  }

  /** Free times for visits that would be made together; reads only. */
  slots({ followUps, count }: SlotsQuery): Promise<SlotsView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const visits = await loadOpenVisits(this.keep, tx, followUps, now);
      const { request, teamId } = await toSlotRequest(tx, visits, now, count);
      const crew = await readCrew(tx, this.keep.documents, teamId, request.window);
      const slots = findSlots(request, crew);
      const staff = await tx.staff.findMany({
        where: { id: { in: slots.flatMap(({ staffId }) => staffId ?? []) } },
      });
      const names = new Map(staff.map(({ id, name }) => [id, name]));
      return {
        items: slots.map(({ startsAt, endsAt, staffId }) => ({
          ...{
            startsAt: formatInstant(startsAt),
            endsAt: formatInstant(endsAt),
            startsLocal: toLocal(startsAt, request.zone),
          },
          staff: staffId === null ? null : { id: staffId, name: names.get(staffId)! },
        })),
        ...{ next: null, zone: request.zone, minutes: request.minutes },
        ...{ from: formatInstant(request.window.from), to: formatInstant(request.window.to) },
      };
    });
  }

  /** Every team that goes out, day by day. */
  async capacity({ from, to, team }: CapacityQuery): Promise<CapacityView> {
    const [first, last] = [parseDate(from), parseDate(to)];
    if (last < first || last - first > MOST_DAYS)
      throw refuse([{ path: '/to', message: `must lie between from and ${MOST_DAYS} days later` }]);
    const teams = await this.db.team.findMany({
      where: {
        ...(team
          ? { OR: [{ id: team }, { key: team }] }
          : {
              OR: [
                { calendar: { not: null } },
                { visitsPerDay: { not: null } },
                { minutesPerDay: { not: null } },
                { visits: { some: {} } },
              ],
            }),
      },
      orderBy: { key: 'asc' },
    });
    const items: CapacityView['items'] = [];
    for (const { id, key, name, visitsPerDay, minutesPerDay } of teams) {
      const span = { from: atLocal(first - 1, 0, 'UTC'), to: atLocal(last + 2, 0, 'UTC') };
      const crew = await readCrew(this.db, this.keep.documents, id, span);
      const people = await this.db.staff.findMany({
        where: { teamId: id, active: true },
        select: { id: true, name: true },
      });
      for (let day = first; day <= last; day++) {
        const { visits, minutes } = loadOf(day, crew);
        const [begin, end] = [atLocal(day, 0, crew.zone), atLocal(day + 1, 0, crew.zone)];
        const away = crew.members.filter(({ absences }) =>
          absences.some((one) => one.from <= begin && one.until >= end),
        );
        const isFull =
          (visitsPerDay !== null && visits >= visitsPerDay) ||
          (minutesPerDay !== null && minutes >= minutesPerDay);
        const weekday = (((day + 3) % 7) + 7) % 7;
        items.push({
          ...{
            team: { id, key, name },
            on: formatDate(day),
            visits,
            minutes,
            visitsPerDay,
            minutesPerDay,
            full: isFull,
          },
          open: crew.calendar ? !isClosedDay(crew.calendar, day) : weekday < 5,
          away: people.filter((one) => away.some((member) => member.id === one.id)),
        });
      }
    }
    return { items, next: null };
  }
}

function toWork(row: Row, assets: VisitWork['assets'], now: number): VisitWork {
  const {
    id,
    planId,
    policy,
    step,
    occurrence,
    stage,
    zone,
    product,
    customer,
    site,
    owner,
    proposal,
    visitId,
  } = row;
  return {
    ...{ id, plan: planId, policy, step, occurrence, stage, zone, product, customer, site, owner, assets },
    ...{ dueAt: toInstantText(row.dueAt), dueLocal: toLocal(row.dueAt.getTime(), zone) },
    deadlineAt: toInstantText(row.deadlineAt),
    overdue: row.dueAt.getTime() < now,
    proposal: proposal && {
      closesAt: formatInstant(Date.parse(proposal.closesAt)),
      slots: proposal.slots.map(({ startsAt }) => startsAt),
    },
    visit: visitId,
  };
}
