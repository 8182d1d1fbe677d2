import {
  type ClosedWork,
  drawSample,
  type DrawnWork,
  type SampleRules,
} from '@aftercare/workflows/domain/sample.js';
import { addMonths, formatDate, parseDate } from '@aftercare/workflows/domain/local-date.js';
import { SCORE_BOUNDS } from '@aftercare/workflows/domain/condition.js';
import { atLocal, localDay, toLocalDate, type Instant } from '@aftercare/workflows/domain/time.js';
import { addWork } from './added-work.js';
import { Prisma, type Tx } from './client.js';
import { newId } from './ids.js';
import type { KeepContext } from './keep-plans.js';

/** A piece of work that was drawn, with who is to look at it. */
export interface Draw extends DrawnWork {
  planId: string;
  customer: string;
  staff: string;
  /** Null: nobody else could look at it. */
  reviewerId: string | null;
}

/** Reviews that are made in one transaction. */
const PIECE = 20;

/** The month before the one in which an instant lies, `YYYY-MM`, in the organisation's zone. */
export async function lastMonth(tx: Tx, now: Instant): Promise<string> {
  const day = localDay(now, await zoneOf(tx));
  return formatDate(addMonths(day, -1)!).slice(0, 7);
}

/** When the sample of the month that is running will be drawn: six in the morning of the first day after it. */
export async function nextDraw(tx: Tx, now: Instant): Promise<Instant> {
  const zone = await zoneOf(tx);
  const first = parseDate(`${toLocalDate(now, zone).slice(0, 7)}-01`);
  return atLocal(addMonths(first, 1)!, 6 * 60, zone);
}

/**
 * What is to be looked at of a month's closed work, by the rules in force; read only, and the same every time.
 * @param month `YYYY-MM`
 */
export async function drawMonth(tx: Tx, month: string): Promise<Draw[]> {
  const rules = await tx.supervisionRules.findUnique({ where: { id: 1 } });
  if (!rules) return [];
  const [from, until] = await boundsOf(tx, month);
  const closed = await readClosed(tx, from, until);
  const details = new Map(closed.map((one) => [one.id, one]));
  const drawn = drawSample(closed, await readLowScores(tx, from, until), rules satisfies SampleRules, month);
  const reviewers = await findReviewers(tx, [...new Set(drawn.map(({ staffId }) => staffId))]);
  return drawn.map((one) => {
    const { planId, customer, staff } = details.get(one.id)!;
    return { ...one, planId, customer, staff, reviewerId: reviewers.get(one.staffId) ?? null };
  });
}

/**
 * Makes the next reviews of a month that are not there yet, as work on their reviewers' boards.
 * @returns whether there may be more
 */
export async function makeReviews(
  context: KeepContext,
  tx: Tx,
  month: string,
  now: Instant,
  by: string,
): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM supervision_rules FOR NO KEY UPDATE`;
  const on = new Date(`${month}-01`);
  const known = await tx.review.findMany({ where: { month: on }, select: { workId: true, ticketId: true } });
  const made = new Set(known.map(({ workId, ticketId }) => workId ?? ticketId));
  const left = (await drawMonth(tx, month)).filter(
    ({ id, reviewerId }) => reviewerId !== null && !made.has(id),
  );
  const piece = left.slice(0, PIECE);
  if (piece.length === 0) return false;
  const { dueDays } = await tx.supervisionRules.findUniqueOrThrow({ where: { id: 1 } });
  const zone = await zoneOf(tx);
  const dueAt = atLocal(localDay(now, zone) + dueDays, 17 * 60, zone);
  const planIds = [...new Set(piece.map(({ planId }) => planId))];
  await tx.$queryRaw`SELECT id FROM plans WHERE id = ANY(${planIds}) ORDER BY id FOR NO KEY UPDATE`;
  for (const draw of piece) await makeReview(context, tx, draw, { month: on, dueAt }, now, by);
  return left.length > piece.length;
}

async function makeReview(
  context: KeepContext,
  tx: Tx,
  { id: workId, kind, staffId, staff, customer, planId, reviewerId, drawn }: Draw,
  { month, dueAt }: { month: Date; dueAt: Instant },
  now: Instant,
  by: string,
): Promise<void> {
  const id = newId('review');
  const text = `Look at a ${kind} of ${staff} for ${customer}`;
  const work = { planId, work: 'review', kind: 'review', dueAt, text, ownerId: reviewerId, ref: id } as const;
  const followUpId = await addWork(context, tx, work, now, by);
  const of = kind === 'ticket' ? { ticketId: workId } : { workId };
  await tx.review.create({
    data: {
      id,
      month,
      kind,
      staffId,
      reviewerId: reviewerId!,
      ...of,
      drawn,
      followUpId,
      createdAt: new Date(now),
    },
  });
}

interface ClosedRow extends ClosedWork {
  planId: string;
  customer: string;
  staff: string;
}

const IS_LOW = Prisma.sql`CASE x.question WHEN 'yes-no' THEN x.score = 'no' WHEN 'csat' THEN x.score::int <= ${SCORE_BOUNDS.csat.low}
  WHEN 'nps' THEN x.score::int <= ${SCORE_BOUNDS.nps.low} WHEN 'ces' THEN x.score::int <= ${SCORE_BOUNDS.ces.low} ELSE false END`;

/** Calls and visits that were done, and tickets that were resolved, each with whose they were. */
function readClosed(tx: Tx, from: Date, until: Date): Promise<ClosedRow[]> {
  return tx.$queryRaw<ClosedRow[]>`
    SELECT f.id, f."ownerId" AS "staffId", f.kind, f."planId", c.name AS customer, w.name AS staff,
      EXISTS (SELECT 1 FROM follow_ups x WHERE x."planId" = f."planId" AND x.question IS NOT NULL AND x.score IS NOT NULL AND ${IS_LOW}) AS "isLow"
    FROM follow_ups f JOIN customers c ON c.id = f."customerId" JOIN staff w ON w.id = f."ownerId"
    WHERE f.kind IN ('call', 'visit') AND f.state = 'done' AND f."endedAt" >= ${from} AND f."endedAt" < ${until}
    UNION ALL
    SELECT t.id, t."ownerId", 'ticket', p.id, c.name, w.name,
      EXISTS (SELECT 1 FROM follow_ups x WHERE x."planId" = p.id AND x.question IS NOT NULL AND x.score IS NOT NULL AND ${IS_LOW})
    FROM tickets t JOIN customers c ON c.id = t."customerId" JOIN staff w ON w.id = t."ownerId"
    JOIN LATERAL (SELECT id FROM plans WHERE "ticketId" = t.id ORDER BY id LIMIT 1) p ON true
    WHERE EXISTS (SELECT 1 FROM events e WHERE e."ticketId" = t.id AND e.type = 'ticket.resolved' AND e."undoneAt" IS NULL
      AND e.at >= ${from} AND e.at < ${until})`;
}

async function readLowScores(tx: Tx, from: Date, until: Date): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ staffId: string; n: number }[]>`
    SELECT x."ownerId" AS "staffId", count(*)::int AS n FROM follow_ups x
    WHERE x.question IS NOT NULL AND x.score IS NOT NULL AND x."ownerId" IS NOT NULL AND x."endedAt" >= ${from}
      AND x."endedAt" < ${until} AND ${IS_LOW} GROUP BY 1`;
  return new Map(rows.map(({ staffId, n }) => [staffId, n]));
}

/** Who looks at each person's work: their team's lead, else its manager, else the manager with fewest open reviews; never they themselves. */
async function findReviewers(tx: Tx, staffIds: readonly string[]): Promise<Map<string, string>> {
  const people = await tx.staff.findMany({
    where: { id: { in: [...staffIds] } },
    include: { team: { include: { lead: true, manager: true } } },
    orderBy: { id: 'asc' },
  });
  const managers = await tx.staff.findMany({
    where: { role: 'manager', active: true },
    select: { id: true, _count: { select: { reviews: { where: { doneAt: null } } } } },
  });
  const found = new Map<string, string>();
  for (const { id, team } of people) {
    const near = [team?.lead, team?.manager].find((one) => one?.active && one.id !== id);
    const others = managers
      .filter((one) => one.id !== id)
      .sort((a, b) => a._count.reviews - b._count.reviews || (a.id < b.id ? -1 : 1));
    const reviewer = near?.id ?? others[0]?.id;
    if (reviewer !== undefined) found.set(id, reviewer);
  }
  return found;
}

async function boundsOf(tx: Tx, month: string): Promise<[Date, Date]> {
  const zone = await zoneOf(tx);
  const first = parseDate(`${month}-01`);
  return [new Date(atLocal(first, 0, zone)), new Date(atLocal(addMonths(first, 1)!, 0, zone))];
}

async function zoneOf(tx: Tx): Promise<string> {
  return (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
}
