import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Prisma, type Tx } from '../client.js';
import { newId } from '../ids.js';
import type { KeepContext } from '../keep-plans.js';
import { poke } from '../outbox.js';
import { IMPACT } from './impact.js';
import { MOVE } from './move.js';
import { REPLAN } from './replan.js';
import { TIER_APPLY } from './tier-apply.js';

export type JobRow = Prisma.JobGetPayload<object>;
export type JobKindName = 'policy-impact' | 'policy-move' | 'replan' | 'tier-apply';

/** One kind of long work: which rows it concerns, nearly always plans, and what is done to a piece of them. */
export interface JobKind<Params = unknown, Result extends object = object> {
  /** What `p` stands for; default: plans. */
  table?: Prisma.Sql;
  /** The rows concerned, as a condition on `p`. */
  plans(params: Params): Prisma.Sql;
  /** Works on some plans and answers the job's result so far, with theirs in it. */
  work(piece: Piece<Params, Result>): Promise<Result>;
}

export interface Piece<Params = unknown, Result extends object = object> {
  context: KeepContext;
  tx: Tx;
  params: Params;
  /** Ids of the rows, in their order. */
  planIds: readonly string[];
  /** What the pieces before this one came to; empty at the first. */
  result: Partial<Result>;
  now: Instant;
  by: string;
}

const KINDS: Record<JobKindName, JobKind> = {
  'policy-impact': IMPACT,
  'policy-move': MOVE,
  replan: REPLAN,
  'tier-apply': TIER_APPLY,
};
const PLANS = Prisma.sql`plans`;

/** Plans in one piece: small enough that nobody who waits for one of them notices. */
const PIECE = 50;

/** Stores a job and asks for its workflow. */
export async function createJob(
  tx: Tx,
  kind: JobKindName,
  params: Prisma.InputJsonObject,
  now: Instant,
  by: string,
): Promise<JobRow> {
  const [{ total }] = (await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM ${KINDS[kind].table ?? PLANS} p WHERE ${KINDS[kind].plans(params)}`) as [
    { total: number },
  ];
  const row = await tx.job.create({
    data: { id: newId('job'), kind, state: 'queued', params, total, createdBy: by, createdAt: new Date(now) },
  });
  await poke(tx, 'job', [row.id]);
  return row;
}

/**
 * Works on the next piece of a job. Each piece is a transaction with the place it reached, so a crash repeats nothing
 * that was committed.
 * @returns whether nothing is left to do: done, stopped or gone
 */
export async function workOnJob(context: KeepContext, tx: Tx, id: string, now: Instant): Promise<boolean> {
  const [job] = await tx.$queryRaw<JobRow[]>`SELECT * FROM jobs WHERE id = ${id} FOR NO KEY UPDATE`;
  if (!job || (job.state !== 'queued' && job.state !== 'running')) return true;
  const kind = KINDS[job.kind as JobKindName];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM ${kind.table ?? PLANS} p WHERE ${kind.plans(job.params)} AND p.id > ${job.cursor ?? ''}
    ORDER BY p.id LIMIT ${PIECE}`;
  const planIds = rows.map((row) => row.id);
  const piece = {
    context,
    tx,
    params: job.params,
    planIds,
    result: job.result as object,
    now,
    by: job.createdBy,
  };
  const result = planIds.length > 0 ? await kind.work(piece) : (job.result as object);
  const finished = planIds.length < PIECE;
  await tx.job.update({
    where: { id },
    data: {
      state: finished ? 'done' : 'running',
      result,
      done: job.done + planIds.length,
      cursor: planIds.at(-1) ?? job.cursor,
      ...(finished ? { endedAt: new Date(now) } : {}),
    },
  });
  return finished;
}
