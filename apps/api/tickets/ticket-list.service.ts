import { Prisma, type Db, type Tx } from '@aftercare/db/client.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { DB } from '../tokens.js';
import { type ClockView, type TicketItem, type TicketQuery, toTicket } from './tickets.schema.js';

export const TICKET_ITEM_INCLUDE = {
  customer: { select: { id: true, externalId: true, name: true, tier: true, type: true } },
  owner: { select: { name: true } },
  plans: {
    select: {
      zone: true,
      targets: { orderBy: { target: 'asc' } },
      escalations: { where: { state: 'open' }, select: { id: true } },
    },
  },
} as const satisfies Prisma.TicketInclude;
export type TicketItemRow = Prisma.TicketGetPayload<{ include: typeof TICKET_ITEM_INCLUDE }>;

/** A due date that no clock has: behind all others. */
const NEVER = 8_640_000_000_000_000;

interface Placed {
  id: string;
  /** Of the clock that is due first, UTC milliseconds; null: none runs. */
  due: number | null;
}

/** Lists of tickets: newest first, or by the clock that is due first. */
@Injectable()
export class TicketListService {
  constructor(@Inject(DB) private readonly db: Db) {}

  async search(query: TicketQuery): Promise<Page<TicketItem>> {
    const placed = await this.place(query);
    const rows = await readTicketItems(
      this.db,
      placed.map(({ id }) => id),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return toPage(
      placed,
      query.limit,
      ({ id }) => toTicketItem(byId.get(id)!),
      ({ id, due }) => (query.sort === 'due' ? [due ?? NEVER, id] : [id]),
    );
  }

  private place(query: TicketQuery): Promise<Placed[]> {
    const isByDue = query.sort === 'due';
    const conditions = [...conditionsOf(query), ...behind(query)];
    return this.db.$queryRaw<Placed[]>`
      SELECT t.id, (extract(epoch FROM d.due) * 1000)::float8 AS due FROM tickets t
      JOIN customers c ON c.id = t."customerId"
      LEFT JOIN LATERAL (SELECT min(g."dueAt") AS due FROM plans p JOIN targets g ON g."planId" = p.id
        WHERE p."ticketId" = t.id AND g."endedAt" IS NULL AND g."dueAt" IS NOT NULL) d ON ${isByDue}
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY ${isByDue ? Prisma.sql`d.due NULLS LAST, t.id` : Prisma.sql`t.id DESC`}
      LIMIT ${query.limit + 1}`;
  }
}

function conditionsOf(query: TicketQuery): Prisma.Sql[] {
  const { customer, externalId, state, kind, priority, tier, owner, clock, q } = query;
  const like = q === undefined ? '' : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    Prisma.sql`true`,
    ...(customer === undefined ? [] : [Prisma.sql`t."customerId" = ${customer}`]),
    ...(externalId === undefined ? [] : [Prisma.sql`t."externalId" = ${externalId}`]),
    ...(state === undefined ? [] : [stateIs(state)]),
    ...(kind === undefined ? [] : [Prisma.sql`t.kind = ${kind}`]),
    ...(priority === undefined ? [] : [Prisma.sql`t.priority = ${priority}`]),
    ...(tier === undefined ? [] : [Prisma.sql`c.tier = ${tier}`]),
    ...(owner === undefined ? [] : [ownerIs(owner)]),
    ...(clock === undefined
      ? []
      : [
          Prisma.sql`EXISTS (SELECT 1 FROM plans p JOIN targets g ON g."planId" = p.id
            WHERE p."ticketId" = t.id AND g.state = ${clock})`,
        ]),
    ...(q === undefined || q === ''
      ? []
      : [Prisma.sql`(t.subject ILIKE ${like} OR t."externalId" ILIKE ${like} OR c.name ILIKE ${like})`]),
  ];
}

function stateIs(state: NonNullable<TicketQuery['state']>): Prisma.Sql {
  return state === 'unresolved' ? Prisma.sql`t.state IN ('open', 'waiting')` : Prisma.sql`t.state = ${state}`;
}

function ownerIs(owner: string): Prisma.Sql {
  return owner === 'none'
    ? Prisma.sql`t."ownerId" IS NULL`
    : Prisma.sql`t."ownerId" IN (SELECT id FROM staff WHERE id = ${owner} OR key = ${owner})`;
}

function behind({ after, sort }: TicketQuery): Prisma.Sql[] {
  if (after === undefined) return [];
  if (sort === 'newest') {
    const [id] = decodeCursor(after, z.tuple([z.string()]));
    return [Prisma.sql`t.id < ${id}`];
  }
  const [due, id] = decodeCursor(after, z.tuple([z.number(), z.string()]));
  if (due === NEVER) return [Prisma.sql`d.due IS NULL AND t.id > ${id}`];
  const at = new Date(due);
  return [Prisma.sql`(d.due > ${at} OR d.due = ${at} AND t.id > ${id} OR d.due IS NULL)`];
}

export function readTicketItems(tx: Tx, ids: readonly string[]): Promise<TicketItemRow[]> {
  return tx.ticket.findMany({ where: { id: { in: [...ids] } }, include: TICKET_ITEM_INCLUDE });
}

export function toTicketItem(row: TicketItemRow): TicketItem {
  const targets = row.plans.flatMap((plan) => plan.targets);
  const running = targets.flatMap(({ dueAt, endedAt }) =>
    dueAt !== null && endedAt === null ? [dueAt.getTime()] : [],
  );
  return {
    ...toTicket(row),
    customer: row.customer,
    ownerName: row.owner?.name ?? null,
    clocks: targets.map((target) => ({
      target: target.target as ClockView['target'],
      dueAt: target.dueAt && toInstantText(target.dueAt),
      state: target.state as ClockView['state'],
      workedMinutes: target.workedMinutes,
      pausedMinutes: target.pausedMinutes,
      marginMinutes: target.marginMinutes,
      endedAt: target.endedAt && toInstantText(target.endedAt),
      reasons: target.reasons as ClockView['reasons'],
    })),
    dueAt: running.length === 0 ? null : toInstantText(new Date(Math.min(...running))),
    openEscalations: row.plans.flatMap((plan) => plan.escalations).length,
  };
}
