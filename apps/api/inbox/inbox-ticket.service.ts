import { addWork, findPlanFor } from '@aftercare/db/added-work.js';
import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse, takeInRecord } from '../subjects/intake.js';
import { TicketsService } from '../tickets/tickets.service.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { customerOf, lockInbound, settledBy, writeInbound } from './inbound-row.js';
import type { TicketOfText } from './inbox-ticket.schema.js';
import { type InboundRow, type InboundView, toInbound } from './inbox.schema.js';

const PRIORITY = { request: 'normal', incident: 'normal', complaint: 'high', compliment: 'low' } as const;
type NewTicket = Parameters<TicketsService['intakeOf']>[0];
/** For a text of pictures alone. */
const NO_WORDS = '…';

/** Makes tickets, complaints and compliments of texts: each of one text once. */
@Injectable()
export class InboxTicketService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    private readonly tickets: TicketsService,
  ) {}

  /**
   * @throws `ticket.conflict` (409) when something else was made of it before, `plan.none` (409) for a promise that no
   *   policy would remind of
   */
  make(id: string, facts: TicketOfText, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      const externalId = `inbox:${id}`;
      const known = await tx.ticket.findUnique({ where: { externalId }, select: { kind: true } });
      if (known?.kind === facts.kind) return toInbound(row);
      if (known)
        throw new DomainError('ticket.conflict', `A ${known.kind} was made of this text before`, {
          status: 409,
        });
      const now = await this.clock.now(tx);
      const ticket = this.toTicket(row, facts, actor);
      const { id: ticketId } = await takeInRecord(tx, this.tickets.intakeOf(ticket, actor));
      if (facts.promise) await this.promise(tx, ticketId, facts.promise, now, actor);
      const change = { ...settledBy(actor, now), ticketId };
      const data = { ticket: ticketId, kind: facts.kind };
      return writeInbound(tx, id, { actor, action: 'ticket-made', change, data }, now);
    });
  }

  private toTicket(row: InboundRow, facts: TicketOfText, actor: Actor): NewTicket {
    const { kind, priority = PRIORITY[kind], subject, reason, relatedSale, praised } = facts;
    const owner = facts.owner ?? row.ownerId ?? actor.staffId;
    return {
      externalId: `inbox:${row.id}`,
      customer: customerOf(row),
      openedAt: row.receivedAt.getTime(),
      subject: subject ?? (row.body.trim().slice(0, 500) || NO_WORDS),
      ...{ kind, priority, products: [] },
      ...(reason !== undefined && { reason }),
      ...(owner !== undefined && { owner }),
      ...(relatedSale !== undefined && { relatedSale }),
      ...(praised !== undefined && { praised }),
    };
  }

  private async promise(
    tx: Tx,
    ticketId: string,
    { text, dueAt, kind, owner }: NonNullable<TicketOfText['promise']>,
    now: Instant,
    actor: Actor,
  ): Promise<void> {
    if (dueAt <= now) throw refuse([{ path: '/promise/dueAt', message: 'must lie in the future' }]);
    const planId = await findPlanFor(tx, { ticketId });
    const ownerId = owner === undefined ? undefined : await findStaffId(tx, owner, '/promise/owner');
    const work = { planId, work: 'promise', kind, dueAt, text, ownerId } as const;
    const entityId = await addWork(this.keep, tx, work, now, actor.id);
    await audit(tx, now, {
      ...{ actor: actor.id, action: 'promise.made', entity: 'follow-up', entityId, data: { text } },
    });
  }
}
