import { addWork, findPlanFor } from '@aftercare/db/added-work.js';
import { audit } from '@aftercare/db/audit.js';
import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { addedStep } from '@aftercare/workflows/domain/added-work.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { NewPromise, PromiseQuery, PromiseView } from './promises.schema.js';

const INCLUDE = {
  customer: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  plan: { select: { saleId: true, ticketId: true, agreementId: true } },
} as const satisfies Prisma.FollowUpInclude;
type Row = Prisma.FollowUpGetPayload<{ include: typeof INCLUDE }>;

/** What we told customers we would do. Each is work on the board, and climbs its ladder when the day passes. */
@Injectable()
export class PromisesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `plan.none` (409) where no policy follows what it is about */
  create(body: NewPromise, actor: Actor): Promise<PromiseView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      if (body.dueAt <= now) throw refuse([{ path: '/dueAt', message: 'must lie in the future' }]);
      const { ticket: ticketId, sale: saleId, agreement: agreementId, text, dueAt, kind } = body;
      const planId = await findPlanFor(tx, { ticketId, saleId, agreementId });
      const ownerId = body.owner === undefined ? undefined : await findStaffId(tx, body.owner, '/owner');
      const work = { planId, work: 'promise', kind, dueAt, text, ownerId } as const;
      const id = await addWork(this.keep, tx, work, now, actor.id);
      await audit(tx, now, {
        ...{ actor: actor.id, action: 'promise.made', entity: 'follow-up', entityId: id, data: { text } },
      });
      return read(tx, id, now);
    });
  }

  /** Newest first. */
  async search(query: PromiseQuery): Promise<Page<PromiseView>> {
    const now = await this.clock.now(this.db);
    const behind = idBehind(query);
    const { customer, owner, state, limit } = query;
    const rows = await this.db.followUp.findMany({
      where: {
        step: addedStep('promise'),
        ...(behind !== undefined && { id: { lt: behind } }),
        ...(customer !== undefined && { customerId: customer }),
        ...(owner !== undefined && { owner: { OR: [{ id: owner }, { key: owner }] } }),
        ...(state !== undefined && inState(state, now)),
      },
      include: INCLUDE,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => toPromise(row, now),
      (row) => [row.id],
    );
  }

  /** How many were made to a customer, ever. */
  count(customer: string): Promise<number> {
    return this.db.followUp.count({ where: { step: addedStep('promise'), customerId: customer } });
  }
}

function inState(state: PromiseView['state'], now: Instant): Prisma.FollowUpWhereInput {
  const at = new Date(now);
  switch (state) {
    case 'open':
      return { endedAt: null, dueAt: { gte: at } };
    case 'broken':
      return { endedAt: null, dueAt: { lt: at } };
    case 'kept':
      return { state: 'done' };
    case 'withdrawn':
      return { endedAt: { not: null }, state: { not: 'done' } };
  }
}

async function read(tx: Tx, id: string, now: Instant): Promise<PromiseView> {
  return toPromise(await tx.followUp.findUniqueOrThrow({ where: { id }, include: INCLUDE }), now);
}

function toPromise(row: Row, now: Instant): PromiseView {
  const { saleId, ticketId, agreementId } = row.plan;
  const said = (row.reasons as unknown as Reason[]).find(({ code }) => code === 'work.added')?.['said'];
  return {
    id: row.id,
    text: String(said ?? ''),
    state: stateOf(row, now),
    kind: row.kind as PromiseView['kind'],
    dueAt: toInstantText(row.dueAt),
    customer: row.customer,
    owner: row.owner,
    plan: row.planId,
    subject: saleId
      ? { type: 'sale', id: saleId }
      : ticketId
        ? { type: 'ticket', id: ticketId }
        : { type: 'agreement', id: agreementId! },
    endedAt: row.endedAt && toInstantText(row.endedAt),
  };
}

function stateOf({ state, endedAt, dueAt }: Row, now: Instant): PromiseView['state'] {
  if (state === 'done') return 'kept';
  if (endedAt !== null) return 'withdrawn';
  return dueAt.getTime() < now ? 'broken' : 'open';
}
