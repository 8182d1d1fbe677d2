import type { PlanEventType } from '@aftercare/workflows/domain/event.js';
import { ticketStanding } from '@aftercare/workflows/domain/ticket.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { newId } from './ids.js';

/** Whose event it is: exactly one. */
export type EventOwner =
  { saleId: string } | { ticketId: string } | { agreementId: string } | { planId: string };

export interface NewEvent {
  type: string;
  at: Instant;
  step?: string;
  occurrence?: number;
  /** Further fields as the policy format names them; instants among them as RFC 3339. */
  data?: object;
  externalId?: string;
  /** The bulk action it belongs to. */
  bulkId?: string;
}

/** Writes down what happened. Whoever does it brings the plans concerned in step, in the same transaction. */
export async function recordEvent(
  tx: Tx,
  owner: EventOwner,
  event: NewEvent,
  now: Instant,
  by: string,
): Promise<Prisma.EventGetPayload<object>> {
  const row = await tx.event.create({
    data: {
      id: newId('event'),
      ...owner,
      type: event.type,
      at: new Date(event.at),
      step: event.step ?? null,
      occurrence: event.occurrence ?? null,
      data: event.data ?? {},
      externalId: event.externalId ?? null,
      bulkId: event.bulkId ?? null,
      recordedBy: by,
      recordedAt: new Date(now),
    },
  });
  if ('ticketId' in owner) await keepTicketState(tx, owner.ticketId);
  if ('agreementId' in owner) await askAgain(tx, owner.agreementId);
  return row;
}

/** How an agreement stands is computed when somebody next reads it. */
async function askAgain(tx: Tx, id: string): Promise<void> {
  await tx.agreement.update({ where: { id }, data: { changesAt: new Date(0) } });
}

/** Writes what a ticket's events come to, whatever the order in which they were told. */
export async function keepTicketState(tx: Tx, ticketId: string): Promise<void> {
  const { openedAt, events } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: {
      openedAt: true,
      events: {
        where: { undoneAt: null },
        orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }],
        select: { type: true, at: true },
      },
    },
  });
  const happened = events.map(({ type, at }) => ({ type: type as PlanEventType, at: at.getTime() }));
  const { state, since } = ticketStanding(openedAt.getTime(), happened);
  await tx.ticket.update({ where: { id: ticketId }, data: { state, stateAt: new Date(since) } });
}
