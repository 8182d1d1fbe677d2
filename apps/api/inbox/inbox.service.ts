import { type Db, type Prisma, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordConsents } from '@aftercare/db/consents.js';
import { type KeepContext, keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { findOrCreateCustomer } from '../customers/find-or-create.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { customerOf, lockInbound, settledBy, writeInbound } from './inbound-row.js';
import {
  type AssignInbound,
  INBOUND_INCLUDE,
  type InboundCustomer,
  type InboundOptOut,
  type InboundView,
  type InboxQuery,
  POSSIBLE_OPT_OUT,
  type Settle,
  toInbound,
} from './inbox.schema.js';

/** Texts of customers that no rule understood: a person reads them. */
@Injectable()
export class InboxService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Newest first, with how many there are. */
  async search(query: InboxQuery): Promise<Page<InboundView>> {
    const behind = idBehind(query);
    const where = conditionsOf(query);
    const rows = await this.db.inboundMessage.findMany({
      where: { AND: [where, behind === undefined ? {} : { id: { lt: behind } }] },
      include: INBOUND_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    const page = toPage(rows, query.limit, toInbound, (row) => [row.id]);
    return { ...page, total: await this.db.inboundMessage.count({ where }) };
  }

  /** Staff have dealt with it. */
  settle(id: string, { comment }: Settle, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      if (row.state === 'settled') return toInbound(row);
      if (row.state !== 'inbox')
        throw new DomainError('inbound-message.not-in-inbox', 'This message does not wait for staff', {
          status: 409,
        });
      const now = await this.clock.now(tx);
      const data = comment ? { comment } : {};
      return writeInbound(tx, id, { actor, action: 'settled', change: settledBy(actor, now), data }, now);
    });
  }

  /** Somebody looks after it, or nobody any more. */
  assign(id: string, { owner }: AssignInbound, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      const ownerId = owner === null ? null : await findStaffId(tx, owner, '/owner');
      if (ownerId === row.ownerId) return toInbound(row);
      const now = await this.clock.now(tx);
      const data = { from: row.ownerId, to: ownerId };
      return writeInbound(tx, id, { actor, action: 'assigned', change: { ownerId }, data }, now);
    });
  }

  /** Says whose number it is; other texts of it that wait are theirs too. @throws `inbound-message.already-used` (409) once something was made of it */
  attach(id: string, { customer: ref }: InboundCustomer, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      const now = await this.clock.now(tx);
      const customer = await findOrCreateCustomer(tx, ref, now, actor);
      if (customer.id === row.customerId) return toInbound(row);
      if (row.followUpId !== null || row.ticketId !== null || row._count.answers > 0)
        throw new DomainError(
          'inbound-message.already-used',
          'Something was made of this text for its customer already',
          { status: 409 },
        );
      const change = { customerId: customer.id };
      await tx.inboundMessage.updateMany({
        where: { from: row.from, customerId: null, state: 'inbox' },
        data: change,
      });
      const data = { from: row.customerId, to: customer.id };
      return writeInbound(tx, id, { actor, action: 'attached', change, data }, now);
    });
  }

  /**
   * Staff read it as a withdrawal of consent, said when it came in. It concerns the number, so everybody who has it.
   */
  optOut(id: string, { purpose, comment }: InboundOptOut, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      const known = { inboundId: id, granted: false, purpose };
      if (await tx.consent.findFirst({ where: known, select: { id: true } })) return toInbound(row);
      const now = await this.clock.now(tx);
      const { channel, body: text, receivedAt } = row;
      const others = await tx.customer.findMany({
        where: { phone: row.from, leftAt: null },
        select: { id: true },
      });
      const customerIds = new Set([customerOf(row), ...others.map((one) => one.id)]);
      for (const customerId of [...customerIds].sort()) {
        const said = {
          ...{ channel: channel as InboundView['channel'], purpose, granted: false, text, inboundId: id },
          ...{ method: 'sms-reply', source: 'inbox', at: receivedAt.getTime() },
          ...(comment && { evidence: { comment } }),
        };
        await recordConsents(tx, customerId, [said], now, actor.id);
        await keepPlansOfCustomer(this.keep, tx, customerId, now, actor.id);
      }
      const change = { ...settledBy(actor, now), intent: 'opt-out', rule: 'staff.opt-out' };
      const data = { purpose, customers: [...customerIds], ...(comment && { comment }) };
      return writeInbound(tx, id, { actor, action: 'opted-out', change, data }, now);
    });
  }
}

function conditionsOf({ state, kind, customer, owner, q }: InboxQuery): Prisma.InboundMessageWhereInput {
  const like = { contains: q, mode: 'insensitive' } as const;
  return {
    AND: [
      { state, customerId: customer },
      kind === undefined ? {} : OF_KIND[kind],
      owner === undefined
        ? {}
        : owner === 'none'
          ? { ownerId: null }
          : { owner: { OR: [{ id: owner }, { key: owner }] } },
      q === undefined || q === ''
        ? {}
        : { OR: [{ body: like }, { from: like }, { customer: { name: like } }] },
    ],
  };
}

/** A rule that is missing decides nothing, so it is no possible withdrawal either. */
const NO_OPT_OUT: Prisma.InboundMessageWhereInput = {
  OR: [{ rule: null }, { rule: { not: POSSIBLE_OPT_OUT } }],
};
const OF_KIND: Readonly<Record<NonNullable<InboxQuery['kind']>, Prisma.InboundMessageWhereInput>> = {
  'opt-out': { rule: POSSIBLE_OPT_OUT },
  unclear: { AND: [NO_OPT_OUT, { followUpId: { not: null } }] },
  unmatched: { AND: [NO_OPT_OUT, { followUpId: null }] },
};
