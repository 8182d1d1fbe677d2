import { type Db, inTransaction, type Prisma } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { releaseSender } from '@aftercare/db/sender-hold.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import type { SenderView } from './senders.schema.js';

/** The numbers and addresses that messages leave from. */
@Injectable()
export class SendersService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async list(): Promise<Page<SenderView>> {
    const now = await this.clock.now(this.db);
    const rows = await this.db.sender.findMany({ orderBy: { number: 'asc' }, include: waitingAt(now) });
    return { items: rows.map(toView), next: null };
  }

  /** Lets a number that was held send again; one that sends already stays as it is. */
  release(number: string, actor: Actor): Promise<SenderView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const before = await tx.sender.findUnique({ where: { number } });
      if (!before) throw new DomainError('sender.not-found', 'There is no such sender');
      if (before.heldAt !== null) await releaseSender(tx, number, now, actor.id);
      return toView(await tx.sender.findUniqueOrThrow({ where: { number }, include: waitingAt(now) }));
    });
  }
}

const waitingAt = (now: Instant) =>
  ({
    _count: { select: { messages: { where: { state: 'staged', sendAt: { lte: new Date(now) } } } } },
  }) satisfies Prisma.SenderInclude;

function toView(row: Prisma.SenderGetPayload<{ include: ReturnType<typeof waitingAt> }>): SenderView {
  const { number, messagesPerSecond, heldAt, heldUntil, heldCode: code, heldReason: reason } = row;
  return {
    ...{ number, channel: row.channel as SenderView['channel'], messagesPerSecond },
    waiting: row._count.messages,
    held: heldAt && {
      ...{ since: heldAt.toISOString(), until: heldUntil?.toISOString() ?? null, code, reason },
    },
  };
}
