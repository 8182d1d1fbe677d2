import { type Db, Prisma } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { DB } from '../tokens.js';
import type { TimelineItem, TimelineQuery } from './timeline.schema.js';

type Row = Omit<TimelineItem, 'at'> & { at: Date };

/** Everything that happened to and is planned for one customer, newest first. */
@Injectable()
export class TimelineService {
  constructor(@Inject(DB) private readonly db: Db) {}

  async list(customerId: string, query: TimelineQuery): Promise<Page<TimelineItem>> {
    const customer = await this.db.customer.findUnique({ where: { id: customerId }, select: { id: true } });
    if (!customer) throw new DomainError('customer.not-found', 'There is no such customer');
    const rows = await this.db.$queryRaw<Row[]>`
      SELECT * FROM (${everythingOf(customerId)}) AS i ${conditions(query)}
      ORDER BY i.at DESC, i.id DESC LIMIT ${query.limit + 1}`;
    return toPage(
      rows,
      query.limit,
      (row) => ({ ...row, at: toInstantText(row.at) }),
      (row) => [row.at.toISOString(), row.id],
    );
  }
}

function everythingOf(customer: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id, "soldAt" AS at, 'sale' AS kind, "externalId" AS title, products->0->>'name' AS detail, NULL AS state,
      NULL AS plan, NULL AS "followUp" FROM sales WHERE "customerId" = ${customer}
    UNION ALL SELECT id, "openedAt", 'ticket', subject, products->0->>'name', kind, NULL, NULL
      FROM tickets WHERE "customerId" = ${customer}
    UNION ALL SELECT id, "startsOn"::timestamp AT TIME ZONE 'UTC', 'agreement', "externalId", products->0->>'name', NULL, NULL, NULL
      FROM agreements WHERE "customerId" = ${customer}
    UNION ALL SELECT id, coalesce("endedAt", "dueAt"), 'follow-up', step, coalesce(comment, score, outcome), state, "planId", id
      FROM follow_ups WHERE "customerId" = ${customer}
    UNION ALL SELECT id, coalesce("acceptedAt", "sendAt"), 'message', template, body, state, "planId", "followUpId"
      FROM messages WHERE "customerId" = ${customer}
    UNION ALL SELECT id, "receivedAt", 'reply', coalesce(intent, 'received'), body, state, NULL, "followUpId"
      FROM inbound_messages WHERE "customerId" = ${customer}
    UNION ALL SELECT id, at, 'escalation', of, comment, state, "planId", "followUpId"
      FROM escalations WHERE "customerId" = ${customer}
    UNION ALL SELECT id, at, 'consent', channel || ' ' || purpose, text, CASE WHEN granted THEN 'granted' ELSE 'refused' END, NULL, NULL
      FROM consents WHERE "customerId" = ${customer}
    UNION ALL SELECT e.id, e.at, 'call', e.step, e.data->>'comment', e.data->>'outcome', e."planId", NULL
      FROM plans p JOIN events e ON e."planId" = p.id AND e.type = 'call' AND e."undoneAt" IS NULL
      WHERE p."customerId" = ${customer}
    UNION ALL ${eventsOf('saleId', 'sales', customer)}
    UNION ALL ${eventsOf('ticketId', 'tickets', customer)}
    UNION ALL ${eventsOf('agreementId', 'agreements', customer)}`;
}

/** By the index of each kind of subject: one condition over all events would read them all. */
function eventsOf(column: string, table: string, customer: string): Prisma.Sql {
  return Prisma.sql`SELECT id, at, 'event', type, data->>'comment', NULL, NULL, NULL FROM events
    WHERE ${Prisma.raw(`"${column}" IN (SELECT id FROM ${table}`)} WHERE "customerId" = ${customer}) AND "undoneAt" IS NULL`;
}

/** PostgreSQL leaves out the tables of kinds that are not asked for. */
function conditions({ kind, after }: TimelineQuery): Prisma.Sql {
  const all: Prisma.Sql[] = [];
  if (kind !== undefined) all.push(Prisma.sql`i.kind = ANY(${kind as string[]})`);
  if (after !== undefined) {
    const [at, id] = decodeCursor(after, z.tuple([z.iso.datetime(), z.string()]));
    all.push(Prisma.sql`(i.at, i.id) < (${new Date(at)}, ${id})`);
  }
  return all.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(all, ' AND ')}`;
}
