import { Prisma, type Tx } from '@aftercare/db/client.js';
import { shareOf } from '@aftercare/workflows/domain/interval.js';
import { RISING_ALPHA, RISING_LEAST, findRising } from '@aftercare/workflows/domain/rising.js';
import { atLocal, localDay } from '@aftercare/workflows/domain/time.js';
import { ABOUT, type ContactQuery, type ContactReport } from './contact.schema.js';
import { type Period, marked, toPeriodView } from './period.js';
import { type Columns, NONE, conditionsOf, stretchOf, within } from './report.query.js';

/** A contact is a ticket: whatever a customer came to us with. */
const TICKETS = Prisma.sql`
  tickets t JOIN customers c ON c.id = t."customerId" LEFT JOIN staff w ON w.id = t."ownerId"`;
/** A look of its own for each ticket, so it is taken only where somebody asks for a policy. */
const THEIR_POLICY = Prisma.sql`
  LEFT JOIN LATERAL (SELECT v."policyKey" FROM plans p JOIN policy_versions v ON v.id = p."policyVersionId"
    WHERE p."ticketId" = t.id ORDER BY p.id LIMIT 1) v ON true`;
const OF_CONTACTS: Columns = {
  products: Prisma.sql`t.products`,
  owner: Prisma.sql`t."ownerId"`,
  policy: Prisma.sql`v."policyKey"`,
};
/** Where nobody named a reason, the kind of ticket is all that is known of it. */
const REASON = Prisma.sql`coalesce(t.reason, t.kind)`;
const OPENED = Prisma.sql`t."openedAt"`;
const NAMES: Readonly<Record<(typeof ABOUT)[number], Prisma.Sql>> = {
  reason: REASON,
  product: Prisma.sql`coalesce(t.products->0->>'code', ${NONE})`,
  region: Prisma.sql`coalesce(c.region, c.country)`,
};

/** What customers come to us about, what comes more often than usual, and what did not help the first time. */
export async function contactReport(tx: Tx, query: ContactQuery, period: Period): Promise<ContactReport> {
  const found = await readRising(tx, query, period);
  return {
    period: toPeriodView(period),
    trend: await readTrend(tx, query, period),
    test: {
      name: 'conditional exact test of two Poisson rates, one-sided',
      correction: 'Holm, over all reasons, products and regions together',
      alpha: RISING_ALPHA,
      least: RISING_LEAST,
      windowDays: query.window,
      baselineDays: query.window * query.baseline,
      n: found.n,
      tested: found.rising.filter(({ p }) => p !== null).length,
    },
    rising: found.rising,
    ...(await readSolved(tx, query, period)),
    repeatDays: query.repeatDays,
  };
}

function contactsOf({ policy }: ContactQuery): Prisma.Sql {
  return policy ? Prisma.sql`${TICKETS} ${THEIR_POLICY}` : TICKETS;
}

async function readTrend(tx: Tx, query: ContactQuery, period: Period): Promise<ContactReport['trend']> {
  const conditions = conditionsOf(query, OF_CONTACTS);
  const parts = ABOUT.map(
    (about) => Prisma.sql`
      SELECT ${stretchOf(OPENED, period)} AS start, ${about} AS about, ${NAMES[about]} AS name, count(*)::int AS n
      FROM ${contactsOf(query)} WHERE ${within(OPENED, period)} AND ${conditions} GROUP BY 1, 3`,
  );
  return tx.$queryRaw`${Prisma.join(parts, ' UNION ALL ')} ORDER BY 1, 2, 4 DESC, 3`;
}

type Named = ContactReport['rising'][number];

/** The last whole days before today, against those before them. */
async function readRising(
  tx: Tx,
  query: ContactQuery,
  { now, zone }: Period,
): Promise<{ n: number; rising: Named[] }> {
  const today = localDay(now, zone);
  const { window, baseline } = query;
  const [since, between, until] = [today - window * (baseline + 1), today - window, today].map(
    (day) => new Date(atLocal(day, 0, zone)),
  ) as [Date, Date, Date];
  const conditions = conditionsOf(query, OF_CONTACTS);
  const parts = ABOUT.map(
    (about) => Prisma.sql`
      SELECT ${about} AS about, ${NAMES[about]} AS name, count(*) FILTER (WHERE ${OPENED} >= ${between})::int AS now,
        count(*) FILTER (WHERE ${OPENED} < ${between})::int AS before
      FROM ${contactsOf(query)} WHERE ${OPENED} >= ${since} AND ${OPENED} < ${until} AND ${conditions} GROUP BY 2`,
  );
  const counts = await tx.$queryRaw<{ about: Named['about']; name: string; now: number; before: number }[]>`
    ${Prisma.join(parts, ' UNION ALL ')}`;
  // All are asked at once, so all are corrected together; a reason and a product may have the same name.
  const keyed = counts.map(({ about, name, ...rest }) => ({ name: `${about} ${name}`, ...rest }));
  const rising = findRising(keyed, { now: window, before: window * baseline }).map(
    ({ name: key, ...rest }) => {
      const space = key.indexOf(' ');
      return { about: key.slice(0, space) as Named['about'], name: key.slice(space + 1), ...rest };
    },
  );
  const n = counts
    .filter(({ about }) => about === 'reason')
    .reduce((sum, one) => sum + one.now + one.before, 0);
  return { n, rising };
}

interface Solved {
  name: string;
  n: number;
  repeated: number;
  resolved: number;
  solved: number;
}

async function readSolved(
  tx: Tx,
  query: ContactQuery,
  period: Period,
): Promise<Pick<ContactReport, 'repeats' | 'firstContact'>> {
  const stretch = Prisma.sql`make_interval(days => ${query.repeatDays}::int)`;
  const rows = await tx.$queryRaw<Solved[]>`
    WITH contacts AS (
      SELECT t.id, ${REASON} AS name, EXISTS (SELECT 1 FROM tickets o WHERE o."customerId" = t."customerId" AND o.id <> t.id
          AND coalesce(o.reason, o.kind) = ${REASON} AND o."openedAt" > t."openedAt" AND o."openedAt" <= t."openedAt" + ${stretch}) AS again,
        h.resolved, h.reopened, h.replies
      FROM ${contactsOf(query)}
      LEFT JOIN LATERAL (SELECT bool_or(e.type IN ('ticket.resolved', 'ticket.closed')) AS resolved,
          bool_or(e.type = 'ticket.reopened') AS reopened,
          count(*) FILTER (WHERE e.type = 'ticket.replied' AND e.data->>'by' = 'staff') AS replies
        FROM events e WHERE e."ticketId" = t.id AND e."undoneAt" IS NULL) h ON true
      WHERE ${within(OPENED, period)} AND ${OPENED} + ${stretch} <= ${new Date(period.now)}
        AND ${conditionsOf(query, OF_CONTACTS)}
    )
    SELECT name, count(*)::int AS n, count(*) FILTER (WHERE again)::int AS repeated,
      count(*) FILTER (WHERE resolved)::int AS resolved,
      count(*) FILTER (WHERE resolved AND NOT coalesce(reopened, false) AND replies <= 1 AND NOT again)::int AS solved
    FROM contacts GROUP BY 1 ORDER BY 2 DESC, 1`;
  return {
    repeats: rows.map(({ name, n, repeated }) => ({
      name,
      n,
      repeated,
      share: marked(shareOf(repeated, n)),
    })),
    firstContact: rows.map(({ name, resolved: n, solved }) => ({
      name,
      n,
      solved,
      share: marked(shareOf(solved, n)),
    })),
  };
}
