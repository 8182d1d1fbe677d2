import { Prisma, type Tx } from '@aftercare/db/client.js';
import { shareOf } from '@aftercare/workflows/domain/interval.js';
import { type Period, marked, toPeriodView } from './period.js';
import { FOLLOW_UPS, OF_FOLLOW_UPS, conditionsOf, within } from './report.query.js';
import type { ReportQuery } from './report.schema.js';
import { gradeOf, scoreOf } from './satisfaction.report.js';
import type { StaffReport } from './staff.schema.js';

type Person = StaffReport['staff'][number];
type Work = Pick<
  Person,
  'open' | 'overdue' | 'due' | 'done' | 'calls' | 'visits' | 'reviews' | 'platinum' | 'gold' | 'iron' | 'lead'
> & { ownerId: string; onTime: number };
interface Score {
  ownerId: string;
  question: 'csat' | 'nps' | 'ces' | 'yes-no';
  score: string | null;
  n: number;
}
type Talk = Pick<Person, 'complaints' | 'compliments' | 'reviewed' | 'minor' | 'major' | 'critical'> & {
  id: string;
};

/** What each member of staff had to do, did, and what customers said of it; with the load and the mix beside it. */
export async function staffReport(tx: Tx, query: ReportQuery, period: Period): Promise<StaffReport> {
  const staff = await tx.staff.findMany({
    where: {
      active: true,
      ...(query.staff && { OR: [{ id: query.staff }, { key: query.staff }] }),
      ...(query.team && { team: { OR: [{ id: query.team }, { key: query.team }] } }),
    },
    select: { id: true, name: true, workload: true, team: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const work = new Map((await readWork(tx, query, period)).map((row) => [row.ownerId, row]));
  const scores = await readScores(tx, query, period);
  const talk = new Map((await readTalk(tx, period)).map((row) => [row.id, row]));
  return {
    period: toPeriodView(period),
    staff: staff.map(({ id, name, workload, team }) => {
      const { ownerId: _owner, onTime, ...did } = work.get(id) ?? { ...NO_WORK, ownerId: id };
      const { id: _id, ...said } = talk.get(id) ?? { ...NO_TALK, id };
      return {
        ...{ id, name, team: team?.name ?? null, workload, ...did, onTime: marked(shareOf(onTime, did.due)) },
        ...answersOf(scores.filter((score) => score.ownerId === id)),
        ...said,
      };
    }),
  };
}

const NO_WORK: Omit<Work, 'ownerId'> = {
  ...{ open: 0, overdue: 0, due: 0, onTime: 0, done: 0, calls: 0, visits: 0, reviews: 0 },
  ...{ platinum: 0, gold: 0, iron: 0, lead: 0 },
};
const NO_TALK: Omit<Talk, 'id'> = {
  complaints: 0,
  compliments: 0,
  reviewed: 0,
  minor: 0,
  major: 0,
  critical: 0,
};

/** Two scans by index: what fell due or ended in the period, and what is open now. */
function readWork(tx: Tx, query: ReportQuery, period: Period): Promise<Work[]> {
  const at = new Date(period.now);
  const dueIn = Prisma.sql`${within(Prisma.sql`f."dueAt"`, period)} AND f."dueAt" < ${at}`;
  const doneIn = Prisma.sql`f.state = 'done' AND ${within(Prisma.sql`f."endedAt"`, period)}`;
  const conditions = conditionsOf(query, OF_FOLLOW_UPS);
  const sum = (condition: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${condition})::int`;
  const doneOf = (condition: Prisma.Sql) => sum(Prisma.sql`${doneIn} AND ${condition}`);
  return tx.$queryRaw<Work[]>`
    SELECT f."ownerId", ${sum(Prisma.sql`f.state IN ('planned', 'due') AND f."appearsAt" <= ${at}`)} AS open,
      ${sum(Prisma.sql`f.state = 'due' AND f."dueAt" < ${at}`)} AS overdue,
      ${sum(Prisma.sql`${dueIn} AND f.state NOT IN ('withdrawn', 'skipped', 'cancelled')`)} AS due,
      ${sum(Prisma.sql`${dueIn} AND f.state = 'done' AND f."endedAt" <= f."dueAt"`)} AS "onTime", ${sum(doneIn)} AS done,
      ${doneOf(Prisma.sql`f.kind = 'call'`)} AS calls, ${doneOf(Prisma.sql`f.kind = 'visit'`)} AS visits,
      ${doneOf(Prisma.sql`f.kind = 'review'`)} AS reviews, ${doneOf(Prisma.sql`c.tier = 'platinum'`)} AS platinum,
      ${doneOf(Prisma.sql`c.tier = 'gold'`)} AS gold, ${doneOf(Prisma.sql`c.tier = 'iron'`)} AS iron,
      ${doneOf(Prisma.sql`c.tier = 'lead'`)} AS lead
    FROM ${FOLLOW_UPS} WHERE f.kind IN ('call', 'visit', 'review') AND f."ownerId" IS NOT NULL AND ${conditions}
      AND ((${dueIn}) OR ${within(Prisma.sql`f."endedAt"`, period)} OR f.state IN ('planned', 'due'))
    GROUP BY 1`;
}

function readScores(tx: Tx, query: ReportQuery, period: Period): Promise<Score[]> {
  return tx.$queryRaw<Score[]>`
    SELECT f."ownerId", f.question, f.score, count(*)::int AS n FROM ${FOLLOW_UPS}
    WHERE f.question IS NOT NULL AND f."ownerId" IS NOT NULL AND ${conditionsOf(query, OF_FOLLOW_UPS)}
      AND ((f.kind = 'survey' AND f.state IN ('sent', 'answered', 'closed') AND ${within(Prisma.sql`f."sendAt"`, period)})
        OR (f.kind = 'call' AND f.score IS NOT NULL AND ${within(Prisma.sql`f."endedAt"`, period)}))
    GROUP BY 1, 2, 3`;
}

function answersOf(scores: readonly Score[]) {
  const total = (isMeant: (score: Score) => boolean) =>
    scores.reduce((sum, score) => (isMeant(score) ? sum + score.n : sum), 0);
  const of = (question: 'csat' | 'nps' | 'ces') =>
    marked(
      scoreOf(
        question,
        new Map(
          scores
            .filter((one) => one.question === question && one.score !== null)
            .map(({ score, n }) => [score!, n]),
        ),
      ),
    );
  const asked = total(() => true);
  const answered = total(({ score }) => score !== null);
  const low = total(({ question, score }) => score !== null && gradeOf(question, score) === 'low');
  const response = marked(shareOf(answered, asked));
  return { asked, response, csat: of('csat'), nps: of('nps'), ces: of('ces'), low };
}

function readTalk(tx: Tx, period: Period): Promise<Talk[]> {
  const opened = within(Prisma.sql`"openedAt"`, period);
  const done = within(Prisma.sql`r."doneAt"`, period);
  return tx.$queryRaw<Talk[]>`
    SELECT s.id,
      (SELECT count(*)::int FROM tickets WHERE "ownerId" = s.id AND kind = 'complaint' AND ${opened}) AS complaints,
      (SELECT count(*)::int FROM tickets WHERE "praisedId" = s.id AND ${opened}) AS compliments,
      (SELECT count(*)::int FROM reviews r WHERE r."staffId" = s.id AND ${done}) AS reviewed,
      ${Prisma.join(
        ['minor', 'major', 'critical'].map(
          (severity) => Prisma.sql`(SELECT count(*)::int FROM findings x JOIN reviews r ON r.id = x."reviewId"
            WHERE r."staffId" = s.id AND x.severity = ${severity} AND ${done}) AS ${Prisma.raw(severity)}`,
        ),
      )}
    FROM staff s WHERE s.active`;
}
