import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import {
  INBOUND_INCLUDE,
  type InboundView,
  type InboxQuery,
  type Settle,
  toInbound,
} from './inbox.schema.js';

/** Texts of customers that no rule understood: a person reads them. */
@Injectable()
export class InboxService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** Newest first. */
  async search(query: InboxQuery): Promise<Page<InboundView>> {
    const behind = idBehind(query);
    const rows = await this.db.inboundMessage.findMany({
      where: { state: query.state, customerId: query.customer, ...(behind && { id: { lt: behind } }) },
      include: INBOUND_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toInbound, (row) => [row.id]);
  }

  /** Staff have dealt with it. */
  settle(id: string, { comment }: Settle, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const settled = { state: 'settled', handledAt: new Date(now), handledBy: actor.id };
      const { count } = await tx.inboundMessage.updateMany({ where: { id, state: 'inbox' }, data: settled });
      const row = await tx.inboundMessage.findUnique({ where: { id }, include: INBOUND_INCLUDE });
      if (!row) throw new DomainError('inbound-message.not-found', 'There is no such message');
      if (count === 0 && row.state !== 'settled')
        throw new DomainError('inbound-message.not-in-inbox', 'This message does not wait for staff', {
          status: 409,
        });
      const entry = { actor: actor.id, action: 'inbox.settled', entity: 'inbound-message', entityId: id };
      if (count > 0) await audit(tx, now, { ...entry, data: comment ? { comment } : {} });
      return toInbound(row);
    });
  }
}
