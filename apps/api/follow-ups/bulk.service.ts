import { audit } from '@aftercare/db/audit.js';
import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { BOARD_TABLES, boardConditions, readBoardTime } from './board.query.js';
import { type BulkResult, type BulkUndone, type BulkVerb, MOST_AT_ONCE } from './bulk.schema.js';
import { type FollowUpRow, type Happened, assertOpen, complete, sendNow, skip, snooze } from './decisions.js';
import { assignFollowUps, type OwnerBefore, restoreOwners } from './owners.js';

/** Clock time in which a bulk action can be taken back. */
const UNDO_WITHIN = 10 * 60_000;
/** So many plans are kept in one go; more would hold a long list of facts in memory. */
const PLANS_AT_ONCE = 100;
const EXAMPLES = 5;

interface Judged {
  changes: { row: FollowUpRow; events: Happened[] }[];
  unchanged: number;
  refused: BulkResult['refused'];
}

/** One verb over many follow-ups: all or nothing is written, what a rule forbids stays as it is and is counted. */
@Injectable()
export class BulkService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `bulk.too-many` (400) for a filter that finds more than a thousand; `staff.unknown` (400) */
  act(verb: BulkVerb, actor: Actor): Promise<BulkResult> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const owner = verb.verb === 'assign' ? await findOwner(tx, verb.owner) : null;
      const rows = await lockFollowUps(tx, await choose(tx, verb, now));
      const judged = judge(rows, verb, owner, now);
      const { changes, unchanged, refused } = judged;
      const isUndoable = canBeUndone(verb);
      const writes = !verb.dryRun && changes.length > 0;
      const id = writes ? await this.write(tx, verb, changes, owner, isUndoable, now, actor) : null;
      return {
        ...{ id, dryRun: verb.dryRun, matched: rows.length, changed: changes.length, unchanged, refused },
        undoUntil: isUndoable && changes.length > 0 ? formatInstant(now + UNDO_WITHIN) : null,
      };
    });
  }

  /** @throws `bulk.not-found`; `bulk.too-late` (409) after ten minutes and for what cannot be taken back */
  undo(id: string, actor: Actor): Promise<BulkUndone> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const action = await tx.bulkAction.findUnique({ where: { id } });
      if (!action) throw new DomainError('bulk.not-found', 'There is no such bulk action');
      if (action.undoneAt !== null) return { id, restored: action.changed };
      if (action.undoUntil === null || action.undoUntil.getTime() < now)
        throw new DomainError('bulk.too-late', 'This can no longer be taken back', { status: 409 });
      const at = new Date(now);
      const planIds = await plansOf(tx, id);
      await tx.$queryRaw`SELECT id FROM plans WHERE id = ANY(${planIds}) ORDER BY id FOR NO KEY UPDATE`;
      await tx.bulkAction.update({ where: { id }, data: { undoneAt: at, undoneBy: actor.id } });
      await tx.event.updateMany({ where: { bulkId: id }, data: { undoneAt: at } });
      const before = action.before as unknown as OwnerBefore[];
      await restoreOwners(tx, before, now, actor.id);
      await this.keepInStep(tx, planIds, now, actor.id);
      await note(tx, now, actor, 'follow-ups.bulk-undone', id, {
        verb: action.verb,
        changed: action.changed,
      });
      return { id, restored: action.changed };
    });
  }

  private async write(
    tx: Tx,
    asked: BulkVerb,
    changes: Judged['changes'],
    owner: string | null,
    isUndoable: boolean,
    now: Instant,
    actor: Actor,
  ): Promise<string> {
    const id = newId('bulkAction');
    const { verb, dryRun: _, ids: __, ...said } = asked;
    const rows = changes.map(({ row }) => row);
    const before =
      verb === 'assign'
        ? rows.map(({ id: of, ownerId, isAssigned }) => ({ id: of, ownerId, isAssigned }))
        : [];
    await tx.bulkAction.create({
      data: {
        ...{ id, at: new Date(now), by: actor.id, verb, changed: changes.length, before },
        undoUntil: isUndoable ? new Date(now + UNDO_WITHIN) : null,
      },
    });
    if (verb === 'assign') await assignFollowUps(tx, before, owner, now, actor.id);
    await recordAll(tx, id, changes, now, actor.id);
    await this.keepInStep(tx, [...new Set(rows.map(({ planId }) => planId))].sort(), now, actor.id);
    await note(tx, now, actor, 'follow-ups.bulk', id, { ...said, verb, changed: changes.length });
    return id;
  }

  private async keepInStep(tx: Tx, planIds: readonly string[], now: Instant, by: string): Promise<void> {
    for (let from = 0; from < planIds.length; from += PLANS_AT_ONCE)
      await keepPlans(this.keep, tx, planIds.slice(from, from + PLANS_AT_ONCE), now, by);
  }
}

/** What a score or a text set going cannot be called back. */
function canBeUndone(asked: BulkVerb): boolean {
  return asked.verb !== 'send-now' && !(asked.verb === 'complete' && asked.score !== undefined);
}

async function findOwner(tx: Tx, owner: string | null): Promise<string | null> {
  return owner === null ? null : findStaffId(tx, owner, '/owner');
}

async function choose(tx: Tx, { ids, filter }: BulkVerb, now: Instant): Promise<string[]> {
  if (ids !== undefined) return [...new Set(ids)];
  const conditions = boardConditions(filter!, await readBoardTime(tx, now));
  const where =
    conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`;
  const [found] = await tx.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM ${BOARD_TABLES} ${where}`;
  if (found!.n > MOST_AT_ONCE)
    throw new DomainError(
      'bulk.too-many',
      `The filter finds ${found!.n} follow-ups, more than ${MOST_AT_ONCE}`,
      {
        errors: [{ path: '/filter', message: `finds ${found!.n} follow-ups; narrow it down` }],
        status: 400,
      },
    );
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT f.id FROM ${BOARD_TABLES} ${where}`;
  return rows.map(({ id }) => id);
}

/** Plans first, in order of their ids, as everybody does; ids that name nothing are faults, all of them. */
async function lockFollowUps(tx: Tx, ids: readonly string[]): Promise<FollowUpRow[]> {
  await tx.$queryRaw`
    SELECT id FROM plans WHERE id IN (SELECT "planId" FROM follow_ups WHERE id = ANY(${ids as string[]}))
    ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.followUp.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: 'asc' } });
  const known = new Set(rows.map(({ id }) => id));
  const errors = ids.flatMap((id, n) =>
    known.has(id) ? [] : [{ path: `/ids/${n}`, message: 'names no follow-up' }],
  );
  if (errors.length > 0) throw new DomainError('bulk.invalid', 'Some ids name no follow-up', { errors });
  return rows;
}

function judge(rows: readonly FollowUpRow[], verb: BulkVerb, owner: string | null, now: Instant): Judged {
  const judged: Judged = { changes: [], unchanged: 0, refused: [] };
  for (const row of rows) {
    try {
      const change = decide(row, verb, owner, now);
      if (change === null) judged.unchanged++;
      else judged.changes.push({ row, events: change });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const known = judged.refused.find(({ code }) => code === error.code);
      if (known) {
        known.count++;
        if (known.examples.length < EXAMPLES) known.examples.push(row.id);
      } else judged.refused.push({ code: error.code, detail: error.message, count: 1, examples: [row.id] });
    }
  }
  return judged;
}

/** The events it writes; null where it is so already. */
function decide(row: FollowUpRow, verb: BulkVerb, owner: string | null, now: Instant): Happened[] | null {
  if (verb.verb === 'assign') {
    if (row.ownerId === owner) return null;
    assertOpen(row, 'assigned');
    return [];
  }
  const events = eventsOf(row, verb, now);
  return events.length === 0 ? null : events;
}

function eventsOf(row: FollowUpRow, verb: Exclude<BulkVerb, { verb: 'assign' }>, now: Instant): Happened[] {
  switch (verb.verb) {
    case 'complete':
      return complete(row, verb);
    case 'skip':
      return skip(row, verb);
    case 'snooze':
      return snooze(row, verb, now);
    case 'send-now':
      return sendNow(row, now);
  }
}

async function recordAll(
  tx: Tx,
  bulkId: string,
  changes: Judged['changes'],
  now: Instant,
  recordedBy: string,
): Promise<void> {
  const at = new Date(now);
  await tx.event.createMany({
    data: changes.flatMap(({ row: { planId, step, occurrence }, events }) =>
      events.map(({ type, data = {} }) => ({
        ...{ id: newId('event'), planId, step, occurrence, type, data, at },
        ...{ recordedAt: at, recordedBy, bulkId },
      })),
    ),
  });
}

async function plansOf(tx: Tx, bulkId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ planId: string }[]>`
    SELECT DISTINCT "planId" FROM events WHERE "bulkId" = ${bulkId} AND "planId" IS NOT NULL
    UNION SELECT f."planId" FROM bulk_actions b, json_array_elements(b.before::json) AS o
      JOIN follow_ups f ON f.id = o->>'id' WHERE b.id = ${bulkId}
    ORDER BY 1`;
  return rows.map(({ planId }) => planId);
}

function note(
  tx: Tx,
  now: Instant,
  actor: Actor,
  action: string,
  entityId: string,
  data: object,
): Promise<void> {
  return audit(tx, now, { actor: actor.id, action, entity: 'bulk-action', entityId, data: { ...data } });
}
