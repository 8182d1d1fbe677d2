import { type Db, Prisma } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Page, type PageQuery, decodeCursor, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { DB } from '../tokens.js';
import type { TimelineItem } from './timeline.schema.js';

type Row = Omit<TimelineItem, 'at'> & { at: Date };

/** Everything that happened to and is planned for one customer, newest first. */
@Injectable()
export class TimelineService {
  constructor(@Inject(DB) private readonly db: Db) {}

  async list(customerId: string, query: PageQuery): Promise<Page<TimelineItem>> {
    const customer = await this.db.customer.findUnique({ where: { id: customerId }, select: { id: true } });
    if (!customer) throw new DomainError('customer.not-found', 'There is no such customer');
    const rows = await this.db.$queryRaw<Row[]>`
      SELECT * FROM (${everythingOf(customerId)}) AS i ${behind(query.after)}
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
    UNION ALL SELECT e.id, e.at, 'event', e.type, e.data->>'comment', NULL, e."planId", NULL FROM events e
      LEFT JOIN sales s ON s.id = e."saleId" LEFT JOIN tickets t ON t.id = e."ticketId"
      LEFT JOIN agreements a ON a.id = e."agreementId"
      WHERE coalesce(s."customerId", t."customerId", a."customerId") = ${customer}`;
}

function behind(after: string | undefined): Prisma.Sql {
  if (after === undefined) return Prisma.empty;
  const [at, id] = decodeCursor(after, z.tuple([z.iso.datetime(), z.string()]));
  return Prisma.sql`WHERE (i.at, i.id) < (${new Date(at)}, ${id})`;
}
