import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type KeepContext, keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import type { FollowUpView } from '../common/follow-up.view.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readFollowUp } from './board.service.js';
import { type FollowUpRow, lockFollowUp } from './decisions.js';

/** Long enough to notice a slip of the finger. Milliseconds. */
const UNDO_WITHIN = 600_000;
/** What these set going goes beyond the plan (consent, a number, a ticket, another owner) and cannot be called back. */
const FINAL = ['do-not-call', 'wrong-number', 'language-barrier', 'complaint'];

interface Told {
  outcome: string;
  score?: unknown;
  call?: string;
}

/** Takes back the outcome of a call that was told by mistake. */
@Injectable()
export class OutcomeUndoService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /**
   * The attempt counts no longer, as if it had not been told. Only for who told it, and only for ten minutes.
   * @throws `outcome.none` (409) when there is nothing to take back; `outcome.final` (409) for a score and for what
   *   cannot be called back
   */
  undo(id: string, actor: Actor): Promise<FollowUpView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const row = await lockFollowUp(tx, id);
      const last = await findLast(tx, row, now, actor);
      if (!last)
        throw new DomainError('outcome.none', 'You told no outcome that is still fresh', { status: 409 });
      const told = last.data as unknown as Told;
      if (told.score !== undefined || FINAL.includes(told.outcome))
        throw new DomainError('outcome.final', 'This outcome can no longer be taken back', { status: 409 });
      await tx.event.update({ where: { id: last.id }, data: { undoneAt: new Date(now) } });
      if (told.call !== undefined)
        await tx.call.update({ where: { id: told.call }, data: { outcome: null, outcomeBy: null } });
      await keepPlansOfCustomer(this.keep, tx, row.customerId, now, actor.id);
      await audit(tx, now, {
        actor: actor.id,
        action: 'follow-up.call-undone',
        entity: 'follow-up',
        entityId: id,
        data: { outcome: told.outcome },
      });
      return readFollowUp(tx, id, now);
    });
  }
}

function findLast(tx: Tx, { planId, step, occurrence }: FollowUpRow, now: Instant, actor: Actor) {
  const recordedAt = { gte: new Date(now - UNDO_WITHIN) };
  return tx.event.findFirst({
    where: { planId, step, occurrence, type: 'call', recordedBy: actor.id, recordedAt, undoneAt: null },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
}
