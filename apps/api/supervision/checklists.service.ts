import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB } from '../tokens.js';
import type { ChecklistView, NewChecklist, WorkKind } from './supervision.schema.js';

/** What is asked of each kind of work. */
@Injectable()
export class ChecklistsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  get(kind: WorkKind): Promise<ChecklistView> {
    return readChecklist(this.db, kind);
  }

  /** Saves a new version, unless it says the same as the one in force. */
  save(kind: WorkKind, { items }: NewChecklist, actor: Actor): Promise<ChecklistView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`checklist ${kind}`}))`;
      const before = await readChecklist(tx, kind);
      if (JSON.stringify(before.items) === JSON.stringify(items)) return before;
      const version = before.version + 1;
      await tx.checklist.create({
        data: { kind, version, items, savedAt: new Date(now), savedBy: actor.id },
      });
      await audit(tx, now, {
        actor: actor.id,
        action: 'checklist.saved',
        entity: 'checklist',
        entityId: kind,
        data: { version },
      });
      return { kind, version, items };
    });
  }
}

/** The checklist of a kind in one version; null: the one in force. */
export async function readChecklist(
  tx: Tx,
  kind: WorkKind,
  version: number | null = null,
): Promise<ChecklistView> {
  const row = await tx.checklist.findFirst({
    where: { kind, ...(version !== null && { version }) },
    orderBy: { version: 'desc' },
  });
  return { kind, version: row?.version ?? 0, items: (row?.items ?? []) as ChecklistView['items'] };
}
