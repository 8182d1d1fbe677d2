import type { Db } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Page, idBehind, toPage } from '../common/page.js';
import { DB } from '../tokens.js';
import { MESSAGE_INCLUDE, type MessageQuery, type MessageView, toMessage } from './messages.schema.js';

@Injectable()
export class MessagesService {
  constructor(@Inject(DB) private readonly db: Db) {}

  /** Newest first. */
  async search(query: MessageQuery): Promise<Page<MessageView>> {
    const behind = idBehind(query);
    const rows = await this.db.message.findMany({
      where: {
        customerId: query.customer,
        planId: query.plan,
        followUpId: query.followUp,
        state: query.state,
        channel: query.channel,
        staffId: query.staff,
        escalationId: query.escalation,
        ...(behind && { id: { lt: behind } }),
      },
      include: MESSAGE_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toMessage, (row) => [row.id]);
  }

  async get(id: string): Promise<MessageView> {
    const row = await this.db.message.findUnique({ where: { id }, include: MESSAGE_INCLUDE });
    if (!row) throw new DomainError('message.not-found', 'There is no such message');
    return toMessage(row);
  }
}
