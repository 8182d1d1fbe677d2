import { catchUpAgreements } from '@aftercare/db/agreements.js';
import { readToday } from '../agreements/agreement-list.service.js';
import { findCover } from '@aftercare/db/absences.js';
import { type Db, Prisma } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { formatInstant, toLocal, type Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { AGREEMENT_INCLUDE, toAgreement } from '../agreements/agreements.schema.js';
import { pageQuerySchema } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { toAsset, toSite } from '../customers/belongings.schema.js';
import { toConsent } from '../customers/consents.schema.js';
import { toCustomer } from '../customers/customers.schema.js';
import { getCustomer } from '../customers/customers.service.js';
import { ESCALATION_INCLUDE, toEscalation } from '../escalations/escalations.schema.js';
import { OPEN } from '../follow-ups/board.query.js';
import { readFollowUps } from '../follow-ups/board.service.js';
import { MESSAGE_INCLUDE, toMessage } from '../messages/messages.schema.js';
import { PLAN_INCLUDE, toPlanSummary } from '../plans/plans.schema.js';
import { PromisesService } from '../promises/promises.service.js';
import { SALE_INCLUDE, toSale } from '../sales/sales.schema.js';
import { TICKET_INCLUDE, toTicket } from '../tickets/tickets.schema.js';
import { timelineQuerySchema } from '../timeline/timeline.schema.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { CLOCK, DB } from '../tokens.js';
import type { ScoreView, ServiceFile, SpokenView } from './service-file.schema.js';

/** So many of each list; what is older is found in the timeline and in the lists of their own. */
const SHOWN = 20;
const NEWEST = { take: SHOWN, orderBy: { id: 'desc' } } as const;

interface List<T> {
  items: T[];
  total: number;
}

/** What a company knows of a customer, in one answer: every question is one by an index and takes its newest rows. */
@Injectable()
export class ServiceFileService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    private readonly timeline: TimelineService,
    private readonly promises: PromisesService,
  ) {}

  /** @throws `customer.not-found` */
  async read(id: string): Promise<ServiceFile> {
    const { db } = this;
    const row = await getCustomer(db, id);
    const now = await this.clock.now(db);
    const zone = row.zone ?? (await db.organisation.findUniqueOrThrow({ where: { id: 1 } })).zone;
    const page = pageQuerySchema.parse({ limit: SHOWN });
    const [things, subjects, work, words, promises, timeline] = await Promise.all([
      this.belongings(id),
      this.subjects(id, now),
      this.work(id, now),
      this.words(id),
      this.promises.search({ ...page, customer: id, owner: undefined }),
      this.timeline.list(id, timelineQuerySchema.parse({})),
    ]);
    return {
      ...{ now: formatInstant(now), customer: toCustomer(row), zone, localTime: toLocal(now, zone) },
      deputy: await this.deputyOf(row.ownerId, now),
      ...{ ...things, ...subjects, ...work, ...words, timeline },
      promises: { items: promises.items, total: await this.countPromises(id, promises) },
    };
  }

  private async belongings(customerId: string): Promise<Pick<ServiceFile, 'sites' | 'assets'>> {
    const of = { where: { customerId } };
    const [sites, siteCount, assets, assetCount] = await Promise.all([
      this.db.site.findMany({ ...of, ...NEWEST }),
      this.db.site.count(of),
      this.db.asset.findMany({ ...of, ...NEWEST }),
      this.db.asset.count(of),
    ]);
    return { sites: list(sites, siteCount, toSite), assets: list(assets, assetCount, toAsset) };
  }

  private async subjects(
    customerId: string,
    now: Instant,
  ): Promise<Pick<ServiceFile, 'agreements' | 'sales' | 'tickets' | 'plans'>> {
    const { db } = this;
    const of = { where: { customerId } };
    await catchUpAgreements(db, now);
    const today = await readToday(db, now);
    const [agreements, agreementCount, sales, saleCount, tickets, ticketCount, plans, planCount] =
      await Promise.all([
        db.agreement.findMany({
          ...of,
          include: AGREEMENT_INCLUDE,
          take: SHOWN,
          orderBy: { startsOn: 'desc' },
        }),
        db.agreement.count(of),
        db.sale.findMany({ ...of, include: SALE_INCLUDE, take: SHOWN, orderBy: { soldAt: 'desc' } }),
        db.sale.count(of),
        db.ticket.findMany({ ...of, include: TICKET_INCLUDE, take: SHOWN, orderBy: { openedAt: 'desc' } }),
        db.ticket.count(of),
        db.plan.findMany({
          ...of,
          include: PLAN_INCLUDE,
          take: SHOWN,
          orderBy: [{ state: 'asc' }, { id: 'desc' }],
        }),
        db.plan.count(of),
      ]);
    return {
      agreements: list(agreements, agreementCount, (row) => toAgreement(row, today)),
      sales: list(sales, saleCount, toSale),
      tickets: list(tickets, ticketCount, toTicket),
      plans: list(plans, planCount, toPlanSummary),
    };
  }

  private async work(
    customerId: string,
    now: Instant,
  ): Promise<Pick<ServiceFile, 'work' | 'visits' | 'scores' | 'calls' | 'escalations'>> {
    const { db } = this;
    const about = { customerId, state: { not: 'resolved' } };
    const [work, visits, scores, calls, escalations, escalationCount] = await Promise.all([
      this.followUps(
        Prisma.sql`f."customerId" = ${customerId} AND ${OPEN}`,
        Prisma.sql`f."dueAt", f.id`,
        now,
      ),
      this.followUps(
        Prisma.sql`f."customerId" = ${customerId} AND f.kind = 'visit'`,
        Prisma.sql`f."dueAt" DESC, f.id DESC`,
        now,
      ),
      this.scores(customerId),
      this.calls(customerId),
      db.escalation.findMany({ where: about, include: ESCALATION_INCLUDE, ...NEWEST }),
      db.escalation.count({ where: about }),
    ]);
    return { work, visits, scores, calls, escalations: list(escalations, escalationCount, toEscalation) };
  }

  private async words(customerId: string): Promise<Pick<ServiceFile, 'messages' | 'consents'>> {
    const { db } = this;
    const of = { where: { customerId } };
    const [messages, messageCount, consents, consentCount] = await Promise.all([
      db.message.findMany({ ...of, include: MESSAGE_INCLUDE, take: SHOWN, orderBy: { createdAt: 'desc' } }),
      db.message.count(of),
      db.consent.findMany({ ...of, take: SHOWN, orderBy: { at: 'desc' } }),
      db.consent.count(of),
    ]);
    return {
      messages: list(messages, messageCount, toMessage),
      consents: list(consents, consentCount, toConsent),
    };
  }

  private async followUps(condition: Prisma.Sql, order: Prisma.Sql, now: Instant) {
    const rows = await this.db.$queryRaw<{ id: string; total: number }[]>`
      SELECT f.id, count(*) OVER ()::int AS total FROM follow_ups f WHERE ${condition} ORDER BY ${order} LIMIT ${SHOWN}`;
    const found = await readFollowUps(
      this.db,
      rows.map((row) => row.id),
      now,
    );
    return { items: rows.map((row) => found.get(row.id)!), total: rows[0]?.total ?? 0 };
  }

  private async scores(customerId: string): Promise<List<ScoreView>> {
    const rows = await this.db.$queryRaw<(Omit<ScoreView, 'at'> & { at: Date; total: number })[]>`
      SELECT id AS "followUp", step, question, score, comment, coalesce("endedAt", "updatedAt") AS at,
        count(*) OVER ()::int AS total
      FROM follow_ups WHERE "customerId" = ${customerId} AND score IS NOT NULL ORDER BY at DESC, id DESC LIMIT ${SHOWN}`;
    return list(rows, rows[0]?.total ?? 0, ({ at, total: _, ...score }) => ({
      ...score,
      at: toInstantText(at),
    }));
  }

  /** Attempts by telephone, as staff or the telephone told them. */
  private async calls(customerId: string): Promise<List<SpokenView>> {
    const rows = await this.db.$queryRaw<CallRow[]>`
      SELECT f.id AS "followUp", e.step, e.at, e.data, e."recordedBy" AS by, count(*) OVER ()::int AS total
      FROM plans p
      JOIN events e ON e."planId" = p.id AND e.type = 'call' AND e."undoneAt" IS NULL
      JOIN follow_ups f ON f."planId" = p.id AND f.step = e.step AND f.occurrence = coalesce(e.occurrence, 1)
      WHERE p."customerId" = ${customerId} ORDER BY e.at DESC, e.id DESC LIMIT ${SHOWN}`;
    return list(rows, rows[0]?.total ?? 0, ({ followUp, step, at, data, by }) => ({
      ...{ followUp, step, at: toInstantText(at), by, outcome: data.outcome },
      comment: data.comment ?? null,
      callBackAt: data.callBackAt ?? null,
    }));
  }

  private async deputyOf(ownerId: string | null, now: Instant): Promise<ServiceFile['deputy']> {
    const coverId = ownerId === null ? null : await findCover(this.db, ownerId, now);
    if (coverId === null) return null;
    return this.db.staff.findUniqueOrThrow({ where: { id: coverId }, select: { id: true, name: true } });
  }

  private async countPromises(
    customerId: string,
    shown: { items: unknown[]; next: string | null },
  ): Promise<number> {
    return shown.next === null ? shown.items.length : this.promises.count(customerId);
  }
}

interface CallRow {
  followUp: string;
  step: string;
  at: Date;
  data: { outcome: string; comment?: string; callBackAt?: string };
  by: string;
  total: number;
}

function list<Row, T>(rows: readonly Row[], total: number, toItem: (row: Row) => T): List<T> {
  return { items: rows.map(toItem), total };
}
