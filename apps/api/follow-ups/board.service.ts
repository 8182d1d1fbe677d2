import { type Db, Prisma, type Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatInstant, type Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DECISIONS, toDecision } from '../common/decision.schema.js';
import { decodeCursor, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { type BoardItem, type BoardItemRow, boardItemColumns, toBoardItem } from './board-item.js';
import {
  BOARD_TABLES,
  type BoardTime,
  boardColumns,
  boardConditions,
  bucketCondition,
  readBoardTime,
} from './board.query.js';
import { type BoardRow, type FollowUpView, toFollowUp } from '../common/follow-up.view.js';
import { type CalendarOf, readByUrgency } from './urgency.js';
import { BUCKETS, type BoardQuery, type BoardView, type FollowUpDetail } from './follow-ups.schema.js';

/** What the board shows: read only, computed at the clock's now. */
@Injectable()
export class BoardService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  async search(query: BoardQuery): Promise<BoardView> {
    const now = await this.clock.now(this.db);
    const time = await readBoardTime(this.db, now);
    const conditions = boardConditions(query, time);
    const calendarOf = await this.readCalendars();
    // First which ones, by an index; then what they show.
    const { ids, next } = await (query.sort === 'urgency'
      ? readByUrgency(this.db, conditions, query, calendarOf, now)
      : this.readByWeight(conditions, query));
    const counts = query.counts ? await this.count(time) : undefined;
    const items = await this.readItems(ids, calendarOf, now);
    return { items, next, now: formatInstant(now), ...(counts && { counts }) };
  }

  private async readByWeight(
    conditions: readonly Prisma.Sql[],
    { limit, after }: BoardQuery,
  ): Promise<{ ids: string[]; next: string | null }> {
    const all = after === undefined ? conditions : [...conditions, behind(after)];
    const rows = await this.db.$queryRaw<{ id: string; weight: number; dueAt: Date }[]>`
      SELECT f.id, f.weight, f."dueAt" FROM ${BOARD_TABLES} ${where(all)}
      ORDER BY f.weight DESC, f."dueAt", f.id LIMIT ${limit + 1}`;
    const { items, next } = toPage(
      rows,
      limit,
      ({ id }) => id,
      (row) => [row.weight, row.dueAt.toISOString(), row.id],
    );
    return { ids: items, next };
  }

  private async readItems(
    ids: readonly string[],
    calendarOf: CalendarOf,
    now: Instant,
  ): Promise<BoardItem[]> {
    const at = new Date(now);
    const rows = await this.db.$queryRaw<BoardItemRow[]>`
      SELECT ${boardColumns(at)}, ${boardItemColumns(at)} FROM ${BOARD_TABLES} WHERE f.id = ANY(${ids as string[]})`;
    const found = new Map(rows.map((row) => [row.id, row]));
    return Promise.all(
      ids
        .flatMap((id) => found.get(id) ?? [])
        .map(async (row) => toBoardItem(row, await calendarOf(row), now)),
    );
  }

  /** The calendar of a step, else of its policy, as it is in force. */
  private async readCalendars(): Promise<CalendarOf> {
    const { calendars } = await this.keep.documents.current(this.db);
    return async ({ policyVersionId, step }) => {
      const policy = await this.keep.documents.policy(this.db, policyVersionId);
      const key = policy.steps?.find((one) => one.step === step)?.calendar ?? policy.calendar;
      return (key !== undefined && calendars.get(key)) || null;
    };
  }

  async get(id: string): Promise<FollowUpDetail> {
    const now = await this.clock.now(this.db);
    const followUp = await readFollowUp(this.db, id, now);
    const extra = await this.db.followUp.findUniqueOrThrow({
      where: { id },
      select: {
        changes: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
        messages: { orderBy: { sendAt: 'asc' }, include: { attempts: { orderBy: { number: 'asc' } } } },
        decisions: DECISIONS,
        plan: { select: { policyVersion: { select: { document: true } } } },
      },
    });
    return {
      ...followUp,
      why: {
        reasons: followUp.reasons,
        policy: followUp.policy,
        step: stepOf(extra.plan.policyVersion.document, followUp.step),
        changes: extra.changes.map(({ at, by, changed, reason }) => ({
          at: toInstantText(at),
          by,
          changed: changed as Record<string, unknown>,
          reason,
        })),
      },
      decisions: extra.decisions.map(toDecision),
      messages: extra.messages.map((message) => ({
        id: message.id,
        part: message.part,
        state: message.state,
        to: message.to,
        body: message.body,
        sendAt: toInstantText(message.sendAt),
        sid: message.sid,
        errorCode: message.errorCode,
        reasons: message.reasons as FollowUpView['reasons'],
        sentWith: message.sentWithId,
        attempts: message.attempts.map(({ number, state, startedAt, error }) => ({
          number,
          state,
          startedAt: toInstantText(startedAt),
          error,
        })),
      })),
    };
  }

  private async count(time: BoardTime): Promise<BoardView['counts']> {
    // Each by the index that fits it; one pass over all that is open would take longer than the page itself.
    const sums = BUCKETS.map(
      (bucket) => Prisma.sql`(SELECT count(*)::int FROM ${BOARD_TABLES}
        WHERE ${bucketCondition(bucket, time)}) AS ${Prisma.raw(`"${bucket}"`)}`,
    );
    const [counts] = await this.db.$queryRaw<NonNullable<BoardView['counts']>[]>`SELECT ${Prisma.join(sums)}`;
    return counts;
  }
}

/** One follow-up as the board shows it. @throws `follow-up.not-found` */
export async function readFollowUp(tx: Tx, id: string, now: Instant): Promise<FollowUpView> {
  const [row] = await tx.$queryRaw<
    BoardRow[]
  >`SELECT ${boardColumns(new Date(now))} FROM ${BOARD_TABLES} WHERE f.id = ${id}`;
  if (!row) throw new DomainError('follow-up.not-found', 'There is no such follow-up');
  return toFollowUp(row, now);
}

/** Follow-ups as the board shows them, by id. */
export async function readFollowUps(
  tx: Tx,
  ids: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, FollowUpView>> {
  const rows = await tx.$queryRaw<BoardRow[]>`
    SELECT ${boardColumns(new Date(now))} FROM ${BOARD_TABLES} WHERE f.id = ANY(${ids as string[]})`;
  return new Map(rows.map((row) => [row.id, toFollowUp(row, now)]));
}

/** All follow-ups of a plan, in order of time. */
export async function readFollowUpsOf(tx: Tx, planId: string, now: Instant): Promise<FollowUpView[]> {
  const rows = await tx.$queryRaw<BoardRow[]>`
    SELECT ${boardColumns(new Date(now))} FROM ${BOARD_TABLES} WHERE f."planId" = ${planId} ORDER BY f."dueAt", f.step, f.occurrence`;
  return rows.map((row) => toFollowUp(row, now));
}

function where(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}`;
}

function behind(after: string): Prisma.Sql {
  const [weight, dueAt, id] = decodeCursor(after, z.tuple([z.number(), z.iso.datetime(), z.string()]));
  return Prisma.sql`(f.weight < ${weight} OR (f.weight = ${weight} AND (f."dueAt", f.id) > (${new Date(dueAt)}, ${id})))`;
}

function stepOf(document: unknown, step: string): Record<string, unknown> {
  const { steps = [] } = document as { steps?: Record<string, unknown>[] };
  return steps.find((one) => one['step'] === step) ?? {};
}
