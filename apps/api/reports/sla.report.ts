import { Prisma, type Tx } from '@aftercare/db/client.js';
import { shareOf } from '@aftercare/workflows/domain/interval.js';
import { type Period, marked, toPeriodView } from './period.js';
import { type Columns, conditionsOf, groupColumn, stretchOf, within } from './report.query.js';
import type { ReportQuery } from './report.schema.js';
import type { SlaReport } from './sla.schema.js';

const TICKETS = Prisma.sql`
  targets g JOIN plans p ON p.id = g."planId" JOIN tickets t ON t.id = p."ticketId"
  JOIN customers c ON c.id = t."customerId" LEFT JOIN policy_versions v ON v.id = p."policyVersionId"
  LEFT JOIN staff w ON w.id = t."ownerId"`;
const OF_TICKETS: Columns = {
  products: Prisma.sql`t.products`,
  owner: Prisma.sql`t."ownerId"`,
  policy: Prisma.sql`v."policyKey"`,
};
const OPENED = Prisma.sql`t."openedAt"`;

type Clocks = SlaReport['targets'][number];
type Row = Omit<Clocks, 'share'> & { name: string };

/** How the promised times of tickets were kept, by the day on which the ticket was opened. */
export async function slaReport(tx: Tx, query: ReportQuery, period: Period): Promise<SlaReport> {
  const read = async (name: Prisma.Sql) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT ${name} AS name, g.target, count(*) FILTER (WHERE g.state = 'met')::int AS met,
        count(*) FILTER (WHERE g.state = 'breached')::int AS breached, count(*) FILTER (WHERE g.state = 'running')::int AS running,
        count(*) FILTER (WHERE g.state = 'paused')::int AS paused,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY g."marginMinutes") FILTER (WHERE g.state IN ('met', 'breached')) AS "marginMinutes"
      FROM ${TICKETS} WHERE ${within(OPENED, period)} AND g.state <> 'inactive' AND ${conditionsOf(query, OF_TICKETS)}
      GROUP BY 1, 2 ORDER BY 1, 2`;
    return rows.map(({ met, breached, ...rest }) => ({
      ...rest,
      ...{ met, breached, share: marked(shareOf(met, met + breached)) },
    }));
  };
  return {
    period: toPeriodView(period),
    targets: (await read(Prisma.sql`'all'`)).map(({ name: _name, ...clocks }) => clocks),
    groups: await read(groupColumn(query.group, OF_TICKETS)),
    priorities: (await read(Prisma.sql`t.priority`)).map(({ name: priority, ...clocks }) => ({
      priority,
      ...clocks,
    })),
    trend: (await read(stretchOf(OPENED, period))).map(({ name: start, ...clocks }) => ({
      start,
      ...clocks,
    })),
  };
}
