import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import { type BoardViewView, type SaveBoardView, toBoardView } from './board-views.schema.js';

/** Nobody finds their way among more. */
const MOST_VIEWS = 50;

/** Filters of the board that somebody named, for themselves or for all. */
@Injectable()
export class BoardViewsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** One's own and those that are shared, by name. */
  async list(actor: Actor): Promise<Page<BoardViewView>> {
    const rows = await this.db.boardView.findMany({
      where: { OR: [{ owner: actor.id }, { shared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return { items: rows.map((row) => toBoardView(row, actor)), next: null };
  }

  /** Saves one's own view of a name, in place of the one that had it. @throws `board-view.too-many` (409) */
  save({ name, filters, shared }: SaveBoardView, actor: Actor): Promise<BoardViewView> {
    return inTransaction(this.db, async (tx) => {
      const owner = actor.id;
      const now = await this.clock.now(tx);
      const others = await tx.boardView.count({ where: { owner, name: { not: name } } });
      if (others >= MOST_VIEWS)
        throw new DomainError('board-view.too-many', `Nobody can have more than ${MOST_VIEWS} views`, {
          status: 409,
        });
      const said = { filters, shared };
      const row = await tx.boardView.upsert({
        where: { owner_name: { owner, name } },
        create: { id: newId('boardView'), owner, name, ...said, createdAt: new Date(now) },
        update: said,
      });
      return toBoardView(row, actor);
    });
  }

  /** @throws `board-view.not-found` for one that is not there or somebody else's */
  async remove(id: string, actor: Actor): Promise<void> {
    const { count } = await this.db.boardView.deleteMany({ where: { id, owner: actor.id } });
    if (count === 0) throw new DomainError('board-view.not-found', 'You have no such view');
  }
}
