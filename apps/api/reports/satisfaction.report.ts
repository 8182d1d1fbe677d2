import { Prisma, type Tx } from '@aftercare/db/client.js';
import { SCORE_BOUNDS } from '@aftercare/workflows/domain/condition.js';
import { type Estimate, meanOf, promoterScoreOf, shareOf } from '@aftercare/workflows/domain/interval.js';
import { SCALES, answersTo } from '@aftercare/workflows/domain/scale.js';
import { type Period, marked, stretchesOf, toPeriodView } from './period.js';
import { FOLLOW_UPS, OF_FOLLOW_UPS, conditionsOf, groupColumn, stretchOf, within } from './report.query.js';
import type { ReportQuery } from './report.schema.js';
import type { SatisfactionReport } from './satisfaction.schema.js';

type Question = SatisfactionReport['questions'][number]['question'];
const QUESTIONS: readonly Question[] = ['csat', 'nps', 'ces', 'yes-no'];

/** So many questions of one kind with the same fate. */
interface Cell {
  start: string;
  question: Question;
  channel: string;
  name: string;
  /** Null: not answered (yet). */
  score: string | null;
  n: number;
}

/**
 * What customers were asked and what they said. A question counts in the stretch in which it left, answered or not: so a
 * rate never has answers to questions that it does not count. A call asked when somebody was reached.
 */
export async function satisfactionReport(
  tx: Tx,
  query: ReportQuery,
  period: Period,
): Promise<SatisfactionReport> {
  const cells = await readCells(tx, query, period);
  return {
    period: toPeriodView(period),
    method: {
      response: 'share answered of those asked, Wilson interval, 95%',
      score: 'mean with Student interval; NPS: promoters minus detractors, adjusted normal interval; 95%',
      few: 30,
    },
    questions: perQuestion(cells).map(([question, own]) => ({
      ...sumUp(question, own),
      low: countAnswers(own, (score) => gradeOf(question, score) === 'low'),
      high: countAnswers(own, (score) => gradeOf(question, score) === 'high'),
      distribution: answersTo(question).map((answer) => ({
        score: String(answer),
        n: countAnswers(own, (score) => score === String(answer)),
      })),
    })),
    trend: stretchesOf(period).flatMap((start) =>
      perQuestion(cells).map(([question, own]) => ({
        start,
        ...sumUp(
          question,
          own.filter((cell) => cell.start === start),
        ),
      })),
    ),
    channels: apart(cells, 'channel').map(([channel, question, own]) => ({
      channel,
      ...sumUp(question, own),
    })),
    groups: apart(cells, 'name').map(([name, question, own]) => ({ name, ...sumUp(question, own) })),
    recovery: await readRecovery(tx, query, period),
    notAsked: await readNotAsked(tx, query, period),
  };
}

function readCells(tx: Tx, query: ReportQuery, period: Period): Promise<Cell[]> {
  const at = Prisma.sql`f."sendAt"`;
  const calledAt = Prisma.sql`f."endedAt"`;
  const name = groupColumn(query.group, OF_FOLLOW_UPS);
  const conditions = conditionsOf(query, OF_FOLLOW_UPS);
  return tx.$queryRaw<Cell[]>`
    SELECT ${stretchOf(at, period)} AS start, f.question, coalesce(m.channel, 'sms') AS channel, ${name} AS name, f.score,
      count(*)::int AS n
    FROM ${FOLLOW_UPS}
    LEFT JOIN LATERAL (SELECT channel FROM messages WHERE "followUpId" = f.id AND part = 'message'
      AND "acceptedAt" IS NOT NULL ORDER BY turn DESC LIMIT 1) m ON true
    WHERE f.question IS NOT NULL AND f.kind = 'survey' AND f.state IN ('sent', 'answered', 'closed')
      AND ${within(at, period)} AND ${conditions}
    GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT ${stretchOf(calledAt, period)}, f.question, 'call', ${name}, f.score, count(*)::int
    FROM ${FOLLOW_UPS}
    WHERE f.question IS NOT NULL AND f.kind = 'call' AND f.state = 'done' AND ${within(calledAt, period)}
      AND (f.score IS NOT NULL OR f.outcome IN ('reached', 'complaint', 'refused')) AND ${conditions}
    GROUP BY 1, 2, 3, 4, 5`;
}

function perQuestion(cells: readonly Cell[]): [Question, Cell[]][] {
  return QUESTIONS.map((question): [Question, Cell[]] => [question, cells.filter((cell) => cell.question === question)])
    .filter(([, own]) => own.length > 0); // prettier-ignore
}

function apart(cells: readonly Cell[], by: 'channel' | 'name'): [string, Question, Cell[]][] {
  const names = [...new Set(cells.map((cell) => cell[by]))].sort();
  return names.flatMap((name) =>
    perQuestion(cells.filter((cell) => cell[by] === name)).map(
      ([question, own]): [string, Question, Cell[]] => [name, question, own],
    ),
  );
}

function sumUp(question: Question, cells: readonly Cell[]) {
  const asked = cells.reduce((sum, { n }) => sum + n, 0);
  const answered = countAnswers(cells, () => true);
  return {
    question,
    asked,
    answered,
    response: marked(shareOf(answered, asked)),
    score: marked(scoreOf(question, countsOf(cells))),
  };
}

function countAnswers(cells: readonly Cell[], isMeant: (score: string) => boolean): number {
  return cells.reduce((sum, { score, n }) => (score !== null && isMeant(score) ? sum + n : sum), 0);
}

function countsOf(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { score, n } of cells) if (score !== null) counts.set(score, (counts.get(score) ?? 0) + n);
  return counts;
}

/** The one figure by which a question is known, from how often each answer was given. */
export function scoreOf(question: Question, counts: ReadonlyMap<string, number>): Estimate | null {
  const total = (isMeant: (score: string) => boolean) =>
    [...counts].reduce((sum, [score, n]) => (isMeant(score) ? sum + n : sum), 0);
  const all = total(() => true);
  switch (question) {
    case 'yes-no':
      return shareOf(
        total((score) => score === 'yes'),
        all,
      );
    case 'nps': {
      const up = total((score) => gradeOf('nps', score) === 'high');
      const down = total((score) => gradeOf('nps', score) === 'low');
      return promoterScoreOf(up, all - up - down, down);
    }
    case 'csat':
    case 'ces': {
      const { min, max } = SCALES[question];
      return meanOf(new Map([...counts].map(([score, n]) => [Number(score), n])), [min, max]);
    }
  }
}

/** Whether an answer is bad news, good news or neither, as the policy format says. */
export function gradeOf(question: Question, score: string): 'low' | 'high' | 'middle' {
  if (question === 'yes-no') return score === 'no' ? 'low' : 'high';
  const { low, high } = SCORE_BOUNDS[question];
  return Number(score) <= low ? 'low' : Number(score) >= high ? 'high' : 'middle';
}

/** True in SQL for an answer that is bad news. */
export const IS_LOW = Prisma.sql`CASE f.question WHEN 'yes-no' THEN f.score = 'no'
  WHEN 'csat' THEN f.score::int <= ${SCORE_BOUNDS.csat.low} WHEN 'nps' THEN f.score::int <= ${SCORE_BOUNDS.nps.low}
  WHEN 'ces' THEN f.score::int <= ${SCORE_BOUNDS.ces.low} ELSE false END`;

interface Pair {
  question: Question;
  escalated: boolean;
  resolved: boolean;
  askedAgain: boolean;
  before: string;
  after: string | null;
  n: number;
}

/**
 * Low answers, and the next time the same customer was asked the same question after the escalation of the first was
 * resolved.
 */
async function readRecovery(
  tx: Tx,
  query: ReportQuery,
  period: Period,
): Promise<SatisfactionReport['recovery']> {
  const pairs = await tx.$queryRaw<Pair[]>`
    SELECT f.question, e.id IS NOT NULL AS escalated, e."resolvedAt" IS NOT NULL AS resolved, g.id IS NOT NULL AS "askedAgain",
      f.score AS before, g.score AS after, count(*)::int AS n
    FROM ${FOLLOW_UPS}
    LEFT JOIN LATERAL (SELECT id, "resolvedAt" FROM escalations
      WHERE "followUpId" = f.id AND cause = 'reaction' ORDER BY at LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT o.id, o.score FROM follow_ups o WHERE o."customerId" = f."customerId"
      AND o.question = f.question AND o.id <> f.id AND o.state IN ('sent', 'answered', 'closed', 'done')
      AND coalesce(o."sendAt", o."endedAt") > e."resolvedAt" ORDER BY o."dueAt" LIMIT 1) g ON true
    WHERE f.question IS NOT NULL AND f.score IS NOT NULL AND ${within(Prisma.sql`f."endedAt"`, period)}
      AND ${IS_LOW} AND ${conditionsOf(query, OF_FOLLOW_UPS)}
    GROUP BY 1, 2, 3, 4, 5, 6`;
  return QUESTIONS.flatMap((question) => {
    const own = pairs.filter((pair) => pair.question === question);
    return own.length === 0 ? [] : [compare(question, own)];
  });
}

function compare(question: Question, pairs: readonly Pair[]): SatisfactionReport['recovery'][number] {
  const total = (isMeant: (pair: Pair) => boolean) =>
    pairs.reduce((sum, pair) => (isMeant(pair) ? sum + pair.n : sum), 0);
  const twice = pairs.filter(({ after }) => after !== null);
  const counts = (which: 'before' | 'after') => {
    const found = new Map<string, number>();
    for (const pair of twice) found.set(pair[which]!, (found.get(pair[which]!) ?? 0) + pair.n);
    return found;
  };
  const change = ({ before, after }: Pair) => (after === null ? null : rank(after) - rank(before));
  return {
    question,
    low: total(() => true),
    escalated: total(({ escalated }) => escalated),
    resolved: total(({ resolved }) => resolved),
    askedAgain: total(({ askedAgain }) => askedAgain),
    answeredAgain: total(({ after }) => after !== null),
    before: marked(scoreOf(question, counts('before'))),
    after: marked(scoreOf(question, counts('after'))),
    better: total((pair) => (change(pair) ?? 0) > 0),
    same: total((pair) => change(pair) === 0),
    worse: total((pair) => (change(pair) ?? 0) < 0),
  };
}

function rank(score: string): number {
  return score === 'yes' ? 1 : score === 'no' ? 0 : Number(score);
}

function readNotAsked(tx: Tx, query: ReportQuery, period: Period): Promise<SatisfactionReport['notAsked']> {
  return tx.$queryRaw`
    SELECT coalesce(f.reasons->-1->>'code', 'unknown') AS rule, count(*)::int AS n FROM ${FOLLOW_UPS}
    WHERE f.question IS NOT NULL AND f.kind = 'survey' AND f.state IN ('skipped', 'expired')
      AND ${within(Prisma.sql`f."sendAt"`, period)} AND ${conditionsOf(query, OF_FOLLOW_UPS)}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}
