import { readAsked, toQuestion } from '@aftercare/db/asked.js';
import type { Tx } from '@aftercare/db/client.js';
import { readAskedVisits } from '@aftercare/db/visits/answers.js';
import { type Interpretation, interpretReply } from '@aftercare/workflows/domain/reply.js';
import type { AskedQuestion } from '@aftercare/workflows/domain/reply-question.js';
import { answersTo } from '@aftercare/workflows/domain/scale.js';
import { type Instant, formatInstant } from '@aftercare/workflows/domain/time.js';
import type { SuggestedQuestion } from './inbox-detail.schema.js';
import type { InboundRow } from './inbox.schema.js';

/** More would be no help. */
const MOST = 6;
/** Who answers later than this after a question has closed means something else. Elapsed time. */
const LATE_WITHIN = 14 * 86_400_000;
const ANSWERS: readonly Interpretation['intent'][] = ['score', 'yes', 'no', 'choice', 'reschedule'];

interface Asked {
  followUpId: string;
  question: AskedQuestion;
  score: string | null;
  isAnswered: boolean;
}

/**
 * Questions that a text may answer, likeliest first: what a rule found, one that it answers, one that still waits, the
 * newest.
 */
export async function suggestQuestions(
  tx: Tx,
  row: InboundRow,
  customerIds: string[],
  now: Instant,
): Promise<SuggestedQuestion[]> {
  const questions = (await readAsked(tx, customerIds, row.to, now)).map((one) => ({
    ...{ followUpId: one.id, question: toQuestion(one, now), score: one.score },
    isAnswered: one.state === 'answered',
  }));
  const visits = (await readAskedVisits(tx, customerIds, row.to, now)).map((one) => ({
    ...{ followUpId: one.followUpId, question: one.question, score: null },
    isAnswered: one.state === 'taken',
  }));
  const likeliest = newestOfEach([...questions, ...visits])
    .filter(({ followUpId, question: { closedAt = now, visitAt = -Infinity } }) => {
      return followUpId === row.followUpId || closedAt >= now - LATE_WITHIN || visitAt >= now;
    })
    .map((asked) => ({ asked, reading: read(row, asked.question) }))
    .sort(
      (a, b) =>
        likelihood(row, b) - likelihood(row, a) || b.asked.question.askedAt - a.asked.question.askedAt,
    )
    .slice(0, MOST);
  const followUps = await readFollowUps(
    tx,
    likeliest.map(({ asked }) => asked.followUpId),
  );
  return likeliest.map(({ asked, reading }) => view(asked, reading, followUps.get(asked.followUpId)!, now));
}

function read({ body }: InboundRow, { question, choices }: AskedQuestion): Interpretation {
  return interpretReply({ text: body, question, choices });
}

/** A visit may have been offered several times; the last offer counts. */
function newestOfEach(asked: readonly Asked[]): Asked[] {
  const oldestFirst = [...asked].sort((a, b) => a.question.askedAt - b.question.askedAt);
  return [...new Map(oldestFirst.map((one) => [one.followUpId, one])).values()];
}

/** What a rule has found comes first, whatever it made of it. */
function likelihood(
  { followUpId }: InboundRow,
  { asked, reading }: { asked: Asked; reading: Interpretation },
): number {
  const found = asked.followUpId === followUpId ? 8 : 0;
  const answers = ANSWERS.includes(reading.intent) ? 4 : 0;
  return found + answers + (asked.isAnswered ? 0 : asked.question.closedAt === undefined ? 2 : 1);
}

type FollowUpRow = Awaited<ReturnType<typeof readFollowUps>> extends Map<string, infer T> ? T : never;

async function readFollowUps(tx: Tx, ids: string[]) {
  const rows = await tx.followUp.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, step: true, customerId: true },
      plan: {
        select: {
          policyVersion: { select: { policyKey: true } },
          sale: { select: { products: true } },
          ticket: { select: { products: true } },
          agreement: { select: { products: true } },
        },
      },
      messages: {
        where: { body: { not: null }, acceptedAt: { not: null } },
        orderBy: { createdAt: 'asc' },
        select: { body: true, part: true },
      },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function view(
  { followUpId, question, score, isAnswered }: Asked,
  { intent, value, comment, rule }: Interpretation,
  { step, customerId, plan, messages }: FollowUpRow,
  now: Instant,
): SuggestedQuestion {
  const subject = plan.sale ?? plan.ticket ?? plan.agreement;
  const [product] = (subject?.products ?? []) as { name?: string; code: string }[];
  const isOpen = question.closedAt === undefined || question.closedAt > now;
  const asking = messages.find(({ part }) => part !== 'reask') ?? messages[0];
  return {
    ...{ followUp: followUpId, customer: customerId, question: question.question, step, score },
    policy: plan.policyVersion.policyKey,
    product: product?.name ?? product?.code ?? null,
    asked: asking?.body ?? null,
    askedAt: formatInstant(question.askedAt),
    state: isAnswered ? 'answered' : isOpen ? 'open' : 'late',
    reading: { intent, value: value ?? null, comment: comment ?? null, rule },
    values: valuesOf(question),
  };
}

function valuesOf({ question, choices = 3 }: AskedQuestion): SuggestedQuestion['values'] {
  if (question === 'confirm') return ['yes', 'no', 'reschedule'];
  if (question === 'slot')
    return [...Array.from({ length: choices }, (_, place) => place + 1), 'no', 'reschedule'];
  return [...answersTo(question)];
}
