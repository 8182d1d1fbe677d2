import { audit } from '@aftercare/db/audit.js';
import { applyCallOutcome } from '@aftercare/db/call-outcome.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlans, keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { bookVisit } from '@aftercare/db/visits/book.js';
import { type Instant, formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import type { FollowUpView } from '../common/follow-up.view.js';
import { canonicalJson } from '../common/canonical-json.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readFollowUp } from './board.service.js';
import {
  type FollowUpRow,
  type Happened,
  assertKind,
  assertOpen,
  book,
  complete,
  lockFollowUp,
  sendNow,
  skip,
  snooze,
} from './decisions.js';
import { assignFollowUps } from './owners.js';
import type { Assign, Book, Complete, Outcome, Skip, Snooze } from './verbs.schema.js';

/** What a person does to a follow-up. Each verb records an event; what follows from it is the agenda's business. */
@Injectable()
export class VerbsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  complete(id: string, body: Complete, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'completed', (row) => complete(row, body));
  }

  skip(id: string, body: Skip, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'skipped', (row) => skip(row, body));
  }

  snooze(id: string, body: Snooze, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'snoozed', (row, now) => snooze(row, body, now));
  }

  /** A visit takes a time of its team; a call is only dated. */
  book(id: string, body: Book, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'booked', async (row, now, tx) => {
      const events = book(row, body, now);
      if (row.kind !== 'visit' || events.length === 0) return events;
      const booking = { followUpIds: [id], startsAt: body.at, by: 'staff' as const };
      const visit = await bookVisit(this.keep, tx, booking, now, actor.id);
      const entry = { actor: actor.id, action: 'visit.booked', entity: 'visit', entityId: visit };
      await audit(tx, now, entry);
      return [];
    });
  }

  outcome(id: string, body: Outcome, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'called', async (row, now, tx) => {
      assertKind(row, ['call'], 'given an outcome');
      const { outcome, callBackAt, score, comment } = body;
      const data = {
        outcome,
        ...(callBackAt !== undefined && { callBackAt: formatInstant(callBackAt) }),
        ...(score !== undefined && { score }),
        ...(comment && { comment }),
      };
      if (await wasJustRecorded(tx, row, data, now)) return [];
      assertOpen(row, 'given an outcome');
      if (outcome === 'call-back' && (callBackAt === undefined || callBackAt <= now))
        throw refuse([
          { path: '/callBackAt', message: 'is needed with "call-back" and must lie in the future' },
        ]);
      const call = await findCallToTell(tx, row.id, now);
      // The telephone has told it already.
      if (call?.outcome === outcome) return [];
      await applyCallOutcome(tx, row, outcome, now, actor.id);
      if (!call) return [{ type: 'call', data }];
      await tx.call.update({ where: { id: call.id }, data: { outcome, outcomeBy: actor.id } });
      const durationSeconds = call.duration ?? undefined;
      return [{ type: 'call', data: { ...data, call: call.id, durationSeconds } }];
    });
  }

  sendNow(id: string, actor: Actor): Promise<FollowUpView> {
    return this.act(id, actor, 'sent-now', sendNow);
  }

  assign(id: string, { owner }: Assign, actor: Actor): Promise<FollowUpView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const row = await lockFollowUp(tx, id);
      const ownerId = owner === null ? null : await findStaffId(tx, owner, '/owner');
      if (ownerId === row.ownerId) return readFollowUp(tx, id, now);
      assertOpen(row, 'assigned');
      await assignFollowUps(tx, [row], ownerId, now, actor.id);
      await audit(tx, now, {
        actor: actor.id,
        action: 'follow-up.assigned',
        entity: 'follow-up',
        entityId: id,
        data: { ownerId },
      });
      return readFollowUp(tx, id, now);
    });
  }

  /** The frame of every verb: lock, judge, record, bring the plan in step, note it. No events: nothing to do. */
  private act(
    id: string,
    actor: Actor,
    action: string,
    decide: (row: FollowUpRow, now: Instant, tx: Tx) => Happened[] | Promise<Happened[]>,
  ): Promise<FollowUpView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const row = await lockFollowUp(tx, id);
      const events = await decide(row, now, tx);
      for (const event of events) {
        const { step, occurrence } = row;
        await recordEvent(tx, { planId: row.planId }, { at: now, step, occurrence, ...event }, now, actor.id);
      }
      if (events.length > 0) {
        await keepPlans(this.keep, tx, [row.planId], now, actor.id);
        if (action === 'called') await keepPlansOfCustomer(this.keep, tx, row.customerId, now, actor.id);
        const data = { events: events.map((event) => ({ type: event.type, ...event.data })) };
        await audit(tx, now, {
          actor: actor.id,
          action: `follow-up.${action}`,
          entity: 'follow-up',
          entityId: id,
          data,
        });
      }
      return readFollowUp(tx, id, now);
    });
  }
}

/** Two calls of one customer are never as close together as two clicks on one button. */
const SAME_CALL_WITHIN = 60_000;

async function wasJustRecorded(tx: Tx, row: FollowUpRow, data: object, now: Instant): Promise<boolean> {
  const { planId, step, occurrence } = row;
  const last = await tx.event.findFirst({
    where: { planId, step, occurrence, type: 'call', undoneAt: null },
    orderBy: { at: 'desc' },
  });
  if (!last || now - last.at.getTime() > SAME_CALL_WITHIN) return false;
  return canonicalJson(last.data) === canonicalJson(data);
}

/** So long after it was placed, words about a call may be about another one. */
const TOLD_WITHIN = 3_600_000;

/** The last call that was placed for a follow-up, as long as no person has said what came of it. */
async function findCallToTell(tx: Tx, followUpId: string, now: Instant) {
  const createdAt = { gte: new Date(now - TOLD_WITHIN) };
  const call = await tx.call.findFirst({
    where: { followUpId, kind: 'bridge', createdAt, calledAt: { not: null }, state: { not: 'refused' } },
    orderBy: { createdAt: 'desc' },
  });
  return call?.outcomeBy == null || call.outcomeBy === 'carrier' ? call : null;
}
