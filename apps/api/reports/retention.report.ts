import { Prisma, type Tx } from '@aftercare/db/client.js';
import { shareOf } from '@aftercare/workflows/domain/interval.js';
import { addMonths, parseDate } from '@aftercare/workflows/domain/local-date.js';
import { localDay } from '@aftercare/workflows/domain/time.js';
import { followAgreements } from './agreement-terms.js';
import { type Period, marked, startOfStretch, toPeriodView } from './period.js';
import { conditionsOf } from './report.query.js';
import type { RetentionReport } from './renewals.schema.js';
import type { ReportQuery } from './report.schema.js';

/** Months after the beginning at which it is asked who is still there. */
const MONTHS = [3, 6, 12, 18, 24, 36, 48, 60] as const;

type Month = RetentionReport['customers'][number]['months'][number];
interface Cohort {
  n: number;
  months: Map<number, { n: number; kept: number }>;
}

/** Retention and lapse by cohort. Only those who began long enough ago are in a share. */
export async function retentionReport(tx: Tx, query: ReportQuery, period: Period): Promise<RetentionReport> {
  return {
    period: toPeriodView(period),
    agreements: await agreementCohorts(tx, query, period),
    customers: await customerCohorts(tx, query, period),
  };
}

async function agreementCohorts(
  tx: Tx,
  query: ReportQuery,
  period: Period,
): Promise<RetentionReport['agreements']> {
  const cohorts = new Map<string, Cohort & { lapsed: number; cancelled: number }>();
  const today = localDay(period.now, period.zone);
  for await (const { startsDay, endedDay, ended } of followAgreements(tx, query, period)) {
    if (startsDay < period.fromDay || startsDay > period.toDay || startsDay > today) continue;
    const key = startOfStretch(startsDay, 'month');
    if (!cohorts.has(key)) cohorts.set(key, { n: 0, months: new Map(), lapsed: 0, cancelled: 0 });
    const cohort = cohorts.get(key)!;
    count(cohort, startsDay, today, (day) => endedDay === null || endedDay > day);
    if (ended !== null) cohort[ended]++;
  }
  return sorted(cohorts).map(([cohort, { n, lapsed, cancelled, months }]) => ({
    ...{ cohort, n, lapsed, cancelled, months: toMonths(months) },
  }));
}

async function customerCohorts(
  tx: Tx,
  query: ReportQuery,
  period: Period,
): Promise<RetentionReport['customers']> {
  // A sale may follow several policies, so that filter says nothing here; a customer's owner stands for their staff.
  const of = {
    products: Prisma.sql`s.products`,
    owner: Prisma.sql`c."ownerId"`,
    policy: Prisma.sql`NULL::text`,
  };
  const rows = await tx.$queryRaw<{ first: string; second: string | null; left: boolean; n: number }[]>`
    WITH days AS (
      SELECT DISTINCT s."customerId", (s."soldAt" AT TIME ZONE ${period.zone}::text)::date AS day, c."leftAt" IS NOT NULL AS "left"
      FROM sales s JOIN customers c ON c.id = s."customerId" WHERE ${conditionsOf({ ...query, policy: undefined }, of)}
    ), firsts AS (
      SELECT min(day) AS first, (array_agg(day ORDER BY day))[2] AS second, bool_or("left") AS "left" FROM days GROUP BY "customerId"
    )
    SELECT to_char(first, 'YYYY-MM-DD') AS first, to_char(second, 'YYYY-MM-DD') AS second, "left", count(*)::int AS n FROM firsts
    GROUP BY 1, 2, 3`;
  const cohorts = new Map<string, Cohort & { left: number }>();
  const today = localDay(period.now, period.zone);
  for (const { first, second, left, n } of rows) {
    const day = parseDate(first);
    if (day < period.fromDay || day > period.toDay) continue;
    const key = startOfStretch(day, 'month');
    if (!cohorts.has(key)) cohorts.set(key, { n: 0, months: new Map(), left: 0 });
    const cohort = cohorts.get(key)!;
    const again = second === null ? Infinity : parseDate(second);
    count(cohort, day, today, (by) => again <= by, n);
    if (left) cohort.left += n;
  }
  return sorted(cohorts).map(([cohort, { n, left, months }]) => ({
    cohort,
    n,
    left,
    months: toMonths(months),
  }));
}

function count(cohort: Cohort, day: number, today: number, isKept: (by: number) => boolean, n = 1): void {
  cohort.n += n;
  for (const month of MONTHS) {
    const by = addMonths(day, month)!;
    if (by > today) return;
    const so = cohort.months.get(month) ?? { n: 0, kept: 0 };
    cohort.months.set(month, { n: so.n + n, kept: so.kept + (isKept(by) ? n : 0) });
  }
}

function toMonths(months: Cohort['months']): Month[] {
  return MONTHS.map((month) => {
    const { n, kept } = months.get(month) ?? { n: 0, kept: 0 };
    return { month, n, kept, share: marked(shareOf(kept, n)) };
  });
}

function sorted<C>(cohorts: ReadonlyMap<string, C>): [string, C][] {
  return [...cohorts].sort(([a], [b]) => (a < b ? -1 : 1));
}
