import { audit } from '@aftercare/db/audit.js';
import type { Db, Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { openPlans } from '@aftercare/db/plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { TicketSubject } from '@aftercare/workflows/domain/subject.js';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import { findOrCreateCustomer } from '../customers/find-or-create.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse, type Intake, takeIn } from '../subjects/intake.js';
import { readPlansOf } from '../subjects/opened-plans.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { chooseOwner } from './owner.js';
import { tellPraise } from './praise.js';
import {
  type NewTicket,
  TICKET_INCLUDE,
  type TicketView,
  toTicket,
  newTicketSchema,
} from './tickets.schema.js';

@Injectable()
export class TicketsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Takes in a ticket and makes its plans. */
  create(facts: NewTicket, actor: Actor): Promise<Answer<TicketView>> {
    return takeIn(this.db, this.intakeOf(facts, actor));
  }

  /** Checks facts that came in another way than as a request's body. */
  parse(facts: unknown): z.ZodSafeParseResult<NewTicket> {
    return newTicketSchema.safeParse(facts);
  }

  /** How a ticket is taken in, alone or with others in one transaction. */
  intakeOf(facts: NewTicket, actor: Actor): Intake<TicketView> {
    return {
      kind: 'ticket',
      externalId: facts.externalId,
      facts,
      find: (tx) =>
        tx.ticket.findUnique({
          where: { externalId: facts.externalId },
          select: { id: true, factsHash: true },
        }),
      create: (tx, factsHash) => this.store(tx, facts, factsHash, actor),
      view: (tx, id) => this.read(tx, id),
    };
  }

  private async store(tx: Tx, facts: NewTicket, factsHash: string, actor: Actor): Promise<string> {
    const now = await this.clock.now(tx);
    const customer = await findOrCreateCustomer(tx, facts.customer, now, actor);
    const chosen = facts.owner === undefined ? await chooseOwner(tx, facts, customer, now) : null;
    const ownerId =
      facts.owner === undefined ? (chosen?.id ?? null) : await findStaffId(tx, facts.owner, '/owner');
    await assertSaleOf(tx, facts.relatedSale, customer.id);
    const praisedId = await findPraised(tx, facts);
    const id = newId('ticket');
    await tx.ticket.create({
      data: {
        id,
        externalId: facts.externalId,
        customerId: customer.id,
        openedAt: new Date(facts.openedAt),
        subject: facts.subject,
        kind: facts.kind,
        reason: facts.reason ?? null,
        priority: facts.priority,
        products: facts.products,
        ownerId,
        relatedSaleId: facts.relatedSale ?? null,
        praisedId,
        factsHash,
        createdAt: new Date(now),
        stateAt: new Date(facts.openedAt),
      },
    });
    if (chosen) {
      const assigned = { action: 'ticket.assigned', entity: 'ticket', entityId: id };
      await audit(tx, now, {
        actor: 'rule',
        ...assigned,
        data: { owner: chosen.id, why: chosen.reason },
      });
    }
    if (praisedId !== null)
      await tellPraise(this.keep, tx, { praisedId, customer: customer.name, said: facts.subject }, now);
    const subject: TicketSubject = {
      type: 'ticket',
      openedAt: facts.openedAt,
      kind: facts.kind,
      priority: facts.priority,
      products: facts.products.map((product) => product.code),
    };
    await openPlans(
      this.keep,
      tx,
      { ref: { ticketId: id }, subject, customer, siteZone: null },
      now,
      actor.id,
    );
    return id;
  }

  private async read(tx: Tx, id: string): Promise<TicketView> {
    const row = await tx.ticket.findUnique({ where: { id }, include: TICKET_INCLUDE });
    if (!row) throw new DomainError('ticket.not-found', 'There is no such ticket');
    return { ...toTicket(row), plans: await readPlansOf(tx, { ticketId: id }) };
  }
}

async function assertSaleOf(tx: Tx, saleId: string | undefined, customerId: string): Promise<void> {
  if (saleId === undefined) return;
  const sale = await tx.sale.findFirst({ where: { id: saleId, customerId }, select: { id: true } });
  if (!sale) throw refuse([{ path: '/relatedSale', message: 'is not a sale of this customer' }]);
}

async function findPraised(tx: Tx, { kind, praised }: NewTicket): Promise<string | null> {
  if (praised === undefined) return null;
  if (kind !== 'compliment') throw refuse([{ path: '/praised', message: 'is only for a compliment' }]);
  return findStaffId(tx, praised, '/praised');
}
