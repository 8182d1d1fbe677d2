import { addedStep } from '@aftercare/workflows/domain/added-work.js';
import { SCORE_BOUNDS } from '@aftercare/workflows/domain/condition.js';
import { atLocal, formatInstant, type Instant } from '@aftercare/workflows/domain/time.js';
import { Prisma, type Tx } from '../client.js';

/** What a manager should know in the morning, of the teams they lead or manage, or of everybody's work. */
export interface DigestFigures {
  overdue: number;
  dueToday: number;
  escalations: number;
  brokenPromises: number;
  unowned: number;
  doneSince: number;
  asked7: number;
  answered7: number;
  /** The heaviest and latest first. */
  worst: { customer: string; tier: string; step: string; dueAt: string; owner: string | null }[];
  /** Bad news since the last digest. */
  lowScores: { customer: string; question: string; score: string; comment: string | null }[];
}

interface About {
  staffId: string;
  zone: string;
  /** Day number of their today. */
  day: number;
  /** When they got the digest before; null: this is their first. */
  since: Date | null;
}

const DAY = 24 * 3_600_000;
const LISTED = 5;

/** The figures of one manager at an instant; read only. */
export async function readDigestFigures(
  tx: Tx,
  { staffId, zone, day, since }: About,
  now: Instant,
): Promise<DigestFigures> {
  const scope = await scopeOf(tx, staffId);
  const at = new Date(now);
  const last = since ?? new Date(now - DAY);
  const tomorrow = new Date(atLocal(day + 1, 0, zone));
  const week = new Date(now - 7 * DAY);
  const overdue = Prisma.sql`f.state = 'due' AND f."dueAt" < ${at}`;
  const [counts] = await tx.$queryRaw<Omit<DigestFigures, 'worst' | 'lowScores'>[]>`
    SELECT (SELECT count(*)::int FROM follow_ups f WHERE ${overdue} AND ${scope}) AS overdue,
      (SELECT count(*)::int FROM follow_ups f WHERE f.state IN ('planned', 'due') AND f.kind IN ('call', 'visit', 'review')
        AND f."dueAt" >= ${at} AND f."dueAt" < ${tomorrow} AND ${scope}) AS "dueToday",
      (SELECT count(*)::int FROM escalations f WHERE f.state = 'open' AND ${scope}) AS escalations,
      (SELECT count(*)::int FROM follow_ups f WHERE ${overdue} AND f.step = ${addedStep('promise')} AND ${scope}) AS "brokenPromises",
      (SELECT count(*)::int FROM follow_ups f WHERE f.state IN ('planned', 'due') AND f.kind IN ('call', 'visit', 'review')
        AND f."ownerId" IS NULL) AS unowned,
      (SELECT count(*)::int FROM follow_ups f WHERE f.kind IN ('call', 'visit', 'review') AND f.state = 'done'
        AND f."endedAt" >= ${last} AND ${scope}) AS "doneSince",
      (SELECT count(*)::int FROM follow_ups f WHERE f.kind = 'survey' AND f.question IS NOT NULL AND f."sendAt" >= ${week}
        AND f."sendAt" < ${at} AND f.state IN ('sent', 'answered', 'closed') AND ${scope}) AS "asked7",
      (SELECT count(*)::int FROM follow_ups f WHERE f.kind = 'survey' AND f.question IS NOT NULL AND f."sendAt" >= ${week}
        AND f."sendAt" < ${at} AND f.state = 'answered' AND ${scope}) AS "answered7"`;
  const worst = await tx.$queryRaw<(Omit<DigestFigures['worst'][number], 'dueAt'> & { dueAt: Date })[]>`
    SELECT c.name AS customer, c.tier, f.step, f."dueAt", w.name AS owner FROM follow_ups f
    JOIN customers c ON c.id = f."customerId" LEFT JOIN staff w ON w.id = f."ownerId"
    WHERE ${overdue} AND ${scope} ORDER BY f.weight DESC, f."dueAt", f.id LIMIT ${LISTED}`;
  const lowScores = await tx.$queryRaw<DigestFigures['lowScores']>`
    SELECT c.name AS customer, f.question, f.score, f.comment FROM follow_ups f JOIN customers c ON c.id = f."customerId"
    WHERE f.question IS NOT NULL AND f.score IS NOT NULL AND f."endedAt" >= ${last} AND f."endedAt" < ${at} AND ${scope}
      AND CASE f.question WHEN 'yes-no' THEN f.score = 'no' WHEN 'csat' THEN f.score::int <= ${SCORE_BOUNDS.csat.low}
        WHEN 'nps' THEN f.score::int <= ${SCORE_BOUNDS.nps.low} ELSE f.score::int <= ${SCORE_BOUNDS.ces.low} END
    ORDER BY f.weight DESC, f."endedAt", f.id LIMIT ${LISTED}`;
  const listed = worst.map(({ dueAt, ...rest }) => ({ ...rest, dueAt: formatInstant(dueAt.getTime()) }));
  return { ...counts!, worst: listed, lowScores };
}

/** Whose work `f` must be. A manager without a team looks after everybody. */
async function scopeOf(tx: Tx, staffId: string): Promise<Prisma.Sql> {
  const teams = await tx.team.findMany({
    where: { OR: [{ managerId: staffId }, { leadId: staffId }] },
    select: { id: true },
  });
  if (teams.length === 0) return Prisma.sql`TRUE`;
  return Prisma.sql`f."ownerId" IN (SELECT id FROM staff WHERE "teamId" = ANY(${teams.map(({ id }) => id)}))`;
}
