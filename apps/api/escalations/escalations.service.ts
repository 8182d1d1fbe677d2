import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  ESCALATION_INCLUDE,
  type EscalationQuery,
  type EscalationRow,
  type EscalationView,
  type Note,
  type Reassign,
  toEscalation,
} from './escalations.schema.js';

@Injectable()
export class EscalationsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Newest first. */
  async search(query: EscalationQuery): Promise<Page<EscalationView>> {
    const behind = idBehind(query);
    const rows = await this.db.escalation.findMany({
      where: {
        state: query.state,
        customerId: query.customer,
        ...(query.owner && { owner: { OR: [{ id: query.owner }, { key: query.owner }] } }),
        ...(behind && { id: { lt: behind } }),
      },
      include: ESCALATION_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toEscalation, (row) => [row.id]);
  }

  async get(id: string): Promise<EscalationView> {
    return toEscalation(await getEscalation(this.db, id));
  }

  /** Somebody takes it: the ladder stops climbing, until its own timeout. */
  acknowledge(id: string, note: Note, actor: Actor): Promise<EscalationView> {
    return this.record(id, 'acknowledged', note, actor);
  }

  /** It is done: the ladder ends. */
  resolve(id: string, note: Note, actor: Actor): Promise<EscalationView> {
    return this.record(id, 'resolved', note, actor);
  }

  reassign(id: string, { owner }: Reassign, actor: Actor): Promise<EscalationView> {
    return inTransaction(this.db, async (tx) => {
      const row = await getEscalation(tx, id);
      const ownerId = await findStaffId(tx, owner, '/owner');
      if (row.ownerId === ownerId) return toEscalation(row);
      assertUnresolved(row);
      await tx.escalation.update({ where: { id }, data: { ownerId } });
      await this.note(tx, id, 'reassigned', { ownerId }, actor);
      return toEscalation(await getEscalation(tx, id));
    });
  }

  private record(
    id: string,
    type: 'acknowledged' | 'resolved',
    note: Note,
    actor: Actor,
  ): Promise<EscalationView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockEscalation(tx, id);
      if (row.state === type) return toEscalation(row);
      assertUnresolved(row);
      const now = await this.clock.now(tx);
      const data = { of: row.of, ...note };
      await recordEvent(
        tx,
        { planId: row.planId },
        { type, at: now, occurrence: row.occurrence, data },
        now,
        actor.id,
      );
      await keepPlans(this.keep, tx, [row.planId], now, actor.id);
      await this.note(tx, id, type, note, actor);
      return toEscalation(await getEscalation(tx, id));
    });
  }

  private async note(tx: Tx, id: string, verb: string, data: object, actor: Actor): Promise<void> {
    const now = await this.clock.now(tx);
    await audit(tx, now, {
      actor: actor.id,
      action: `escalation.${verb}`,
      entity: 'escalation',
      entityId: id,
      data: { ...data },
    });
  }
}

async function lockEscalation(tx: Tx, id: string): Promise<EscalationRow> {
  await tx.$queryRaw`SELECT id FROM plans WHERE id = (SELECT "planId" FROM escalations WHERE id = ${id}) FOR NO KEY UPDATE`;
  return getEscalation(tx, id);
}

async function getEscalation(tx: Tx, id: string): Promise<EscalationRow> {
  const row = await tx.escalation.findUnique({ where: { id }, include: ESCALATION_INCLUDE });
  if (!row) throw new DomainError('escalation.not-found', 'There is no such escalation');
  return row;
}

function assertUnresolved(row: EscalationRow): void {
  if (row.state !== 'resolved') return;
  throw new DomainError('escalation.already-resolved', 'This escalation is resolved', { status: 409 });
}
