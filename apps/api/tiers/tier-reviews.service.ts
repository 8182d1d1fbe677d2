import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { createJob } from '@aftercare/db/jobs/job.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { makeTierReview } from '@aftercare/db/tiers/review.js';
import { findTierRules } from '@aftercare/db/tiers/rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  type DecideReview,
  type Exclude,
  MOVE_INCLUDE,
  type ReviewCounts,
  type TierMoveQuery,
  type TierMoveView,
  type TierReviewQuery,
  type TierReviewView,
  toMove,
  toReview,
} from './tiers.schema.js';

/** Previews of who would change their tier, and a manager's decision on them. */
@Injectable()
export class TierReviewsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Looks now, without waiting for the schedule. @throws `tier-rules.none` (409) */
  create(actor: Actor): Promise<TierReviewView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const current = await findTierRules(tx);
      if (!current) throw new DomainError('tier-rules.none', 'Save rules for tiers first', { status: 409 });
      await tx.$queryRaw`SELECT id FROM tier_reviews WHERE state = 'open' FOR UPDATE`;
      const id = await makeTierReview(this.keep, tx, { ...current, scheduled: false }, now, actor.id);
      await this.note(tx, now, actor, 'tier-review.made', id);
      return read(tx, id);
    });
  }

  /** Newest first. */
  async search(query: TierReviewQuery): Promise<Page<TierReviewView>> {
    const behind = idBehind(query);
    const rows = await this.db.tierReview.findMany({
      where: { state: query.state, ...(behind !== undefined && { id: { lt: behind } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    const counts = await countMoves(
      this.db,
      rows.map(({ id }) => id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => toReview(row, counts.get(row.id) ?? []),
      (row) => [row.id],
    );
  }

  get(id: string): Promise<TierReviewView> {
    return read(this.db, id);
  }

  async listMoves(id: string, query: TierMoveQuery): Promise<Page<TierMoveView>> {
    await read(this.db, id);
    const behind = idBehind(query);
    const { to, q, limit } = query;
    const rows = await this.db.tierMove.findMany({
      where: {
        ...{ reviewId: id, to },
        ...(behind !== undefined && { id: { gt: behind } }),
        ...(q !== undefined && { customer: { name: { contains: q.trim(), mode: 'insensitive' } } }),
      },
      include: MOVE_INCLUDE,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toMove, (row) => [row.id]);
  }

  /** Leaves one customer out, or takes them in again. @throws `tier-review.decided` (409) */
  exclude(id: string, moveId: string, { reason }: Exclude, actor: Actor): Promise<TierMoveView> {
    return inTransaction(this.db, async (tx) => {
      await lockOpen(tx, id);
      const move = await tx.tierMove.findUnique({ where: { id: moveId, reviewId: id } });
      if (!move) throw new DomainError('tier-move.not-found', 'This review has no such move');
      const row = await tx.tierMove.update({
        where: { id: moveId },
        data: { excludedReason: reason, excludedBy: reason === null ? null : actor.id },
        include: MOVE_INCLUDE,
      });
      const now = await this.clock.now(tx);
      const action = reason === null ? 'tier-move.included' : 'tier-move.excluded';
      await this.note(tx, now, actor, action, id, { customer: move.customerId, reason });
      return toMove(row);
    });
  }

  /** Carries it out as a job. A second approval changes nothing. @throws `tier-review.decided` (409) */
  approve(id: string, body: DecideReview, actor: Actor): Promise<TierReviewView> {
    return inTransaction(this.db, async (tx) => {
      const before = await lock(tx, id);
      if (before === 'approved' || before === 'applied') return read(tx, id);
      assertOpen(before);
      const now = await this.clock.now(tx);
      const left = await tx.tierMove.count({ where: { reviewId: id, excludedReason: null } });
      await decide(tx, id, left > 0 ? 'approved' : 'applied', body, actor, now);
      if (left > 0) {
        const job = await createJob(tx, 'tier-apply', { review: id }, now, actor.id);
        await tx.tierReview.update({ where: { id }, data: { jobId: job.id } });
      }
      await this.note(tx, now, actor, 'tier-review.approved', id, { moves: left });
      return read(tx, id);
    });
  }

  /** Nobody moves. @throws `tier-review.decided` (409) */
  reject(id: string, body: DecideReview, actor: Actor): Promise<TierReviewView> {
    return inTransaction(this.db, async (tx) => {
      const before = await lock(tx, id);
      if (before === 'rejected') return read(tx, id);
      assertOpen(before);
      const now = await this.clock.now(tx);
      await decide(tx, id, 'rejected', body, actor, now);
      await this.note(tx, now, actor, 'tier-review.rejected', id);
      return read(tx, id);
    });
  }

  private note(
    tx: Tx,
    now: Instant,
    actor: Actor,
    action: string,
    entityId: string,
    data: Record<string, string | number | null> = {},
  ): Promise<void> {
    return audit(tx, now, { actor: actor.id, action, entity: 'tier-review', entityId, data });
  }
}

async function read(tx: Tx, id: string): Promise<TierReviewView> {
  const row = await tx.tierReview.findUnique({ where: { id } });
  if (!row) throw notFound();
  return toReview(row, (await countMoves(tx, [id])).get(id) ?? []);
}

async function countMoves(tx: Tx, reviews: string[]): Promise<Map<string, ReviewCounts>> {
  const rows = await tx.$queryRaw<({ reviewId: string } & ReviewCounts[number])[]>`
    SELECT "reviewId", "from", "to", "excludedReason" IS NOT NULL AS "isExcluded", count(*)::int AS count
    FROM tier_moves WHERE "reviewId" = ANY(${reviews}) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
  const byReview = new Map<string, ReviewCounts>();
  for (const { reviewId, ...count } of rows) {
    byReview.set(reviewId, [...(byReview.get(reviewId) ?? []), count]);
  }
  return byReview;
}

async function lock(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ state: string }[]>`
    SELECT state FROM tier_reviews WHERE id = ${id} FOR UPDATE`;
  if (row) return row.state;
  throw notFound();
}

async function lockOpen(tx: Tx, id: string): Promise<void> {
  assertOpen(await lock(tx, id));
}

function assertOpen(state: string): void {
  if (state === 'open') return;
  throw new DomainError('tier-review.decided', `This review is ${state}`, { status: 409 });
}

async function decide(
  tx: Tx,
  id: string,
  state: 'approved' | 'applied' | 'rejected',
  { comment }: DecideReview,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const data = { state, decidedAt: new Date(now), decidedBy: actor.id, comment: comment ?? null };
  await tx.tierReview.update({ where: { id }, data });
}

function notFound(): DomainError {
  return new DomainError('tier-review.not-found', 'There is no such review of tiers');
}
