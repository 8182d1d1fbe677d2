import { Prisma, type Tx } from '@aftercare/db/client.js';
import { shareOf } from '@aftercare/workflows/domain/interval.js';
import type { OverdueReport } from './overdue.schema.js';
import { type Period, marked, stretchesOf, toPeriodView } from './period.js';
import { FOLLOW_UPS, OF_FOLLOW_UPS, conditionsOf, groupColumn, stretchOf, within } from './report.query.js';
import type { ReportQuery } from './report.schema.js';

/** What people do; texts leave by themselves. The condition of the indexes `follow_ups_work_…`. */
const IS_WORK = Prisma.sql`f.kind IN ('call', 'visit', 'review')`;
/** Since when it was overdue, by its present due date; what came in late cannot have been overdue before. */
const OVERDUE_AT = Prisma.sql`greatest(f."dueAt", f."createdAt")`;

/** How late things are, how the heap grew and shrank, and how promises of time were kept. */
export async function overdueReport(tx: Tx, query: ReportQuery, period: Period): Promise<OverdueReport> {
  const cells = await readKept(tx, query, period);
  return {
    period: toPeriodView(period),
    ageing: await readAgeing(tx, query, period),
    burnDown: await readBurnDown(tx, query, period),
    onTime: names(cells).map((name) => ({ name, ...sumUp(cells.filter((cell) => cell.name === name)) })),
    onTimeTrend: stretchesOf(period).flatMap((start) =>
      names(cells).map((name) => ({
        start,
        name,
        ...sumUp(cells.filter((cell) => cell.start === start && cell.name === name)),
      })),
    ),
  };
}

function readAgeing(tx: Tx, query: ReportQuery, { now }: Period): Promise<OverdueReport['ageing']> {
  const at = new Date(now);
  const age = (from: number | null, to: number | null) => Prisma.sql`count(*) FILTER (WHERE
    f."dueAt" < ${new Date(now - (from ?? 0) * DAY)} AND f."dueAt" >= ${to === null ? new Date(0) : new Date(now - to * DAY)})::int`;
  return tx.$queryRaw`
    SELECT ${groupColumn(query.group, OF_FOLLOW_UPS)} AS name, count(*)::int AS n, ${age(null, 1)} AS "upTo1Day",
      ${age(1, 3)} AS "upTo3Days", ${age(3, 7)} AS "upTo7Days", ${age(7, 14)} AS "upTo14Days", ${age(14, 30)} AS "upTo30Days",
      ${age(30, null)} AS older
    FROM ${FOLLOW_UPS} WHERE f.state = 'due' AND f."dueAt" < ${at} AND ${conditionsOf(query, OF_FOLLOW_UPS)}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

const DAY = 24 * 3_600_000;

async function readBurnDown(tx: Tx, query: ReportQuery, period: Period): Promise<OverdueReport['burnDown']> {
  const conditions = conditionsOf(query, OF_FOLLOW_UPS);
  const wasOverdue = Prisma.sql`(f."endedAt" IS NULL OR f."endedAt" > ${OVERDUE_AT})`;
  const end = new Date(Math.min(period.until.getTime(), period.now));
  const [{ open: before } = { open: 0 }] = await tx.$queryRaw<{ open: number }[]>`
    SELECT count(*)::int AS open FROM ${FOLLOW_UPS} WHERE ${IS_WORK} AND f."dueAt" < ${period.from}
      AND ${OVERDUE_AT} < ${period.from} AND (f."endedAt" IS NULL OR f."endedAt" >= ${period.from}) AND ${conditions}`;
  const moves = await tx.$queryRaw<{ start: string; came: number; cleared: number }[]>`
    SELECT start, sum(came)::int AS came, sum(cleared)::int AS cleared FROM (
      SELECT ${stretchOf(OVERDUE_AT, period)} AS start, count(*) AS came, 0 AS cleared FROM ${FOLLOW_UPS}
      WHERE ${IS_WORK} AND f."dueAt" < ${end} AND ${OVERDUE_AT} >= ${period.from} AND ${OVERDUE_AT} < ${end} AND ${wasOverdue}
        AND ${conditions} GROUP BY 1
      UNION ALL
      SELECT ${stretchOf(Prisma.sql`f."endedAt"`, period)}, 0, count(*) FROM ${FOLLOW_UPS}
      WHERE ${IS_WORK} AND f."endedAt" >= ${period.from} AND f."endedAt" < ${end} AND ${wasOverdue} AND ${conditions} GROUP BY 1
    ) moves GROUP BY 1`;
  let open = before;
  return stretchesOf(period).map((start) => {
    const { came = 0, cleared = 0 } = moves.find((move) => move.start === start) ?? {};
    open += came - cleared;
    return { start, came, cleared, open };
  });
}

interface Kept {
  start: string;
  name: string;
  onTime: number;
  withinADay: number;
  later: number;
  never: number;
  stillOpen: number;
  dropped: number;
}

function readKept(tx: Tx, query: ReportQuery, period: Period): Promise<Kept[]> {
  const due = Prisma.sql`f."dueAt"`;
  const sum = (condition: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${condition})::int`;
  return tx.$queryRaw<Kept[]>`
    SELECT ${stretchOf(due, period)} AS start, ${groupColumn(query.group, OF_FOLLOW_UPS)} AS name,
      ${sum(Prisma.sql`f.state = 'done' AND f."endedAt" <= f."dueAt"`)} AS "onTime",
      ${sum(Prisma.sql`f.state = 'done' AND f."endedAt" > f."dueAt" AND f."endedAt" <= f."dueAt" + interval '24 hours'`)} AS "withinADay",
      ${sum(Prisma.sql`f.state = 'done' AND f."endedAt" > f."dueAt" + interval '24 hours'`)} AS later,
      ${sum(Prisma.sql`f.state IN ('expired', 'unreached')`)} AS never,
      ${sum(Prisma.sql`f.state IN ('planned', 'due')`)} AS "stillOpen",
      ${sum(Prisma.sql`f.state IN ('withdrawn', 'skipped', 'cancelled')`)} AS dropped
    FROM ${FOLLOW_UPS} WHERE ${IS_WORK} AND ${within(due, period)} AND f."dueAt" < ${new Date(period.now)}
      AND ${conditionsOf(query, OF_FOLLOW_UPS)}
    GROUP BY 1, 2`;
}

function names(cells: readonly Kept[]): string[] {
  return [...new Set(cells.map(({ name }) => name))].sort();
}

function sumUp(cells: readonly Kept[]) {
  const total = (column: Exclude<keyof Kept, 'start' | 'name'>) =>
    cells.reduce((sum, cell) => sum + cell[column], 0);
  const [onTime, withinADay, later] = [total('onTime'), total('withinADay'), total('later')];
  const [never, stillOpen, dropped] = [total('never'), total('stillOpen'), total('dropped')];
  const due = onTime + withinADay + later + never + stillOpen;
  return { due, onTime, withinADay, later, never, stillOpen, dropped, share: marked(shareOf(onTime, due)) };
}
