import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlansOfSubject } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { PlanEventType } from '@aftercare/workflows/domain/event.js';
import { type TicketState, ticketPauses } from '@aftercare/workflows/domain/ticket.js';
import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { toInstantText } from '../common/schemas.js';
import { findStaffId } from '../staff/find-staff.js';
import { readPlansOf } from '../subjects/opened-plans.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readTicketItems, toTicketItem } from './ticket-list.service.js';
import type { AssignTicket, TicketDetail, TicketVerbBody } from './tickets.schema.js';

export type TicketVerb = 'reply' | 'wait' | 'resume' | 'resolve' | 'close' | 'reopen';

interface VerbRule {
  readonly event: PlanEventType;
  /** States in which it makes sense. */
  readonly from: readonly TicketState[];
  /** States in which it has been done already, so that doing it again changes nothing. */
  readonly done: readonly TicketState[];
  readonly data?: object;
}

const VERBS: Readonly<Record<TicketVerb, VerbRule>> = {
  reply: { event: 'ticket.replied', from: ['open', 'waiting'], done: [], data: { by: 'staff' } },
  wait: { event: 'ticket.waiting', from: ['open'], done: ['waiting'] },
  resume: { event: 'ticket.active', from: ['waiting'], done: ['open'] },
  resolve: { event: 'ticket.resolved', from: ['open', 'waiting'], done: ['resolved'] },
  close: { event: 'ticket.closed', from: ['open', 'waiting', 'resolved'], done: ['closed'] },
  reopen: { event: 'ticket.reopened', from: ['resolved', 'closed'], done: ['open', 'waiting'] },
};

/** What staff do with a ticket: each verb is an event of it, and its plans are in step when the call is answered. */
@Injectable()
export class TicketVerbsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  get(id: string): Promise<TicketDetail> {
    return readTicketDetail(this.db, id);
  }

  /** @throws `ticket.wrong-state` (409) when the ticket's state does not allow it */
  carryOut(id: string, verb: TicketVerb, body: TicketVerbBody, actor: Actor): Promise<TicketDetail> {
    return inTransaction(this.db, async (tx) => {
      const { event, from, done, data } = VERBS[verb];
      const state = await lockTicket(tx, id);
      if (done.includes(state)) return readTicketDetail(tx, id);
      if (!from.includes(state))
        throw new DomainError('ticket.wrong-state', `A ticket that is ${state} does not allow "${verb}"`, {
          status: 409,
        });
      const now = await this.clock.now(tx);
      const happened = { type: event, at: now, data: { ...data, ...body } };
      await recordEvent(tx, { ticketId: id }, happened, now, actor.id);
      await keepPlansOfSubject(this.keep, tx, { ticketId: id }, now, actor.id);
      return readTicketDetail(tx, id);
    });
  }

  /** Its open work and escalations go with it, unless somebody else was chosen for them by hand. */
  assign(id: string, { owner, comment }: AssignTicket, actor: Actor): Promise<TicketDetail> {
    return inTransaction(this.db, async (tx) => {
      await lockTicket(tx, id);
      const ownerId = await findStaffId(tx, owner, '/owner');
      const { ownerId: had } = await tx.ticket.findUniqueOrThrow({
        where: { id },
        select: { ownerId: true },
      });
      if (had === ownerId) return readTicketDetail(tx, id);
      const now = await this.clock.now(tx);
      await tx.ticket.update({ where: { id }, data: { ownerId } });
      await tx.escalation.updateMany({
        where: { plan: { ticketId: id }, state: { not: 'resolved' }, ownerId: had },
        data: { ownerId },
      });
      const data = { from: had, to: ownerId, ...(comment && { comment }) };
      await audit(tx, now, {
        ...{ actor: actor.id, action: 'ticket.assigned', entity: 'ticket', entityId: id, data },
      });
      await keepPlansOfSubject(this.keep, tx, { ticketId: id }, now, actor.id);
      return readTicketDetail(tx, id);
    });
  }
}

/** Plans first, as everybody who works on plans does. */
async function lockTicket(tx: Tx, id: string): Promise<TicketState> {
  await tx.$queryRaw`SELECT id FROM plans WHERE "ticketId" = ${id} ORDER BY id FOR NO KEY UPDATE`;
  const [row] = await tx.$queryRaw<{ state: TicketState }[]>`
    SELECT state FROM tickets WHERE id = ${id} FOR NO KEY UPDATE`;
  if (row) return row.state;
  throw new DomainError('ticket.not-found', 'There is no such ticket');
}

async function readTicketDetail(tx: Tx, id: string): Promise<TicketDetail> {
  const [row] = await readTicketItems(tx, [id]);
  if (!row) throw new DomainError('ticket.not-found', 'There is no such ticket');
  const events = await tx.event.findMany({
    where: { ticketId: id, undoneAt: null },
    orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }],
  });
  const escalations = await tx.escalation.findMany({
    where: { plan: { ticketId: id } },
    orderBy: { at: 'asc' },
    include: { owner: { select: { id: true, name: true } } },
  });
  const item = toTicketItem(row);
  const pauses = ticketPauses(
    events.map(({ type, at }) => ({ type: type as PlanEventType, at: at.getTime() })),
  );
  return {
    ...item,
    zone: row.plans[0]?.zone ?? null,
    plans: await readPlansOf(tx, { ticketId: id }),
    pauses: pauses.map(({ from, until }) => ({
      from: formatInstant(from),
      until: until === null ? null : formatInstant(until),
    })),
    events: events.map((event) => ({
      ...{ id: event.id, type: event.type, at: toInstantText(event.at), by: event.recordedBy },
      ...{ step: event.step, data: event.data as Record<string, unknown> },
    })),
    escalations: escalations.map((escalation) => ({
      ...{ id: escalation.id, of: escalation.of, level: escalation.level, owner: escalation.owner },
      state: escalation.state as TicketDetail['escalations'][number]['state'],
      at: toInstantText(escalation.at),
    })),
    verbs: [...verbsFor(item.state), 'assign'],
  };
}

function verbsFor(state: TicketState): TicketVerb[] {
  return (Object.keys(VERBS) as TicketVerb[]).filter((verb) => VERBS[verb].from.includes(state));
}
