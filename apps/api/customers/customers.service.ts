import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type KeepContext, keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { rezonePlans } from '@aftercare/db/plans.js';
import { noteTierChange } from '@aftercare/db/tiers/change.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Tier } from '@aftercare/workflows/domain/tier.js';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { Answer } from '../common/answer.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { readPhone } from '../common/phone.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  CUSTOMER_INCLUDE,
  type CustomerChanges,
  type CustomerQuery,
  type CustomerRow,
  type CustomerView,
  type NewCustomer,
  newCustomerSchema,
  toCustomer,
} from './customers.schema.js';
import { saveNewCustomer } from './find-or-create.js';

@Injectable()
export class CustomersService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Checks facts that came in another way than as a request's body. */
  parse(facts: unknown): z.ZodSafeParseResult<NewCustomer> {
    return newCustomerSchema.safeParse(facts);
  }

  create(facts: NewCustomer, actor: Actor): Promise<Answer<CustomerView>> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const { row, created } = await saveNewCustomer(tx, facts, { now, actor, at: '' });
      return created ? Answer.created(toCustomer(row)) : Answer.existing(toCustomer(row));
    });
  }

  async search(query: CustomerQuery): Promise<Page<CustomerView>> {
    const rows = await this.db.customer.findMany({
      where: toWhere(query),
      include: CUSTOMER_INCLUDE,
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toCustomer, (row) => [row.id]);
  }

  async get(id: string): Promise<CustomerView> {
    return toCustomer(await getCustomer(this.db, id));
  }

  /** Changes facts. Plans that depend on them are brought in step in the same transaction. */
  update(id: string, changes: CustomerChanges, actor: Actor): Promise<CustomerView> {
    return inTransaction(this.db, async (tx) => {
      const before = await getCustomer(tx, id);
      const now = await this.clock.now(tx);
      const data = await this.toColumns(tx, changes, before);
      const row = await tx.customer.update({ where: { id }, data, include: CUSTOMER_INCLUDE });
      const fields = Object.keys(changes);
      const entry = {
        actor: actor.id,
        action: 'customer.changed',
        entity: 'customer',
        entityId: id,
        data: { fields },
      };
      await audit(tx, now, entry);
      if (changes.tier !== undefined && changes.tier !== before.tier) {
        const [from, to] = [before.tier as Tier, changes.tier];
        await noteTierChange(tx, { customerId: id, from, to, reviewId: null, reasons: [] }, now, actor.id);
      }
      if (changes.zone !== undefined) await rezonePlans(tx, id);
      await keepPlansOfCustomer(this.keep, tx, id, now, actor.id);
      return toCustomer(row);
    });
  }

  private async toColumns(
    tx: Tx,
    changes: CustomerChanges,
    before: CustomerRow,
  ): Promise<Prisma.CustomerUncheckedUpdateInput> {
    const { owner, phone, leftAt, ...columns } = changes;
    const data: Prisma.CustomerUncheckedUpdateInput = columns;
    if (owner !== undefined) data.ownerId = owner === null ? null : await findStaffId(tx, owner, '/owner');
    if (leftAt !== undefined) data.leftAt = leftAt === null ? null : new Date(leftAt);
    // A new number is unproven, whatever was wrong with the old one.
    if (phone !== undefined)
      Object.assign(data, { phone: readPhone(phone, changes.country ?? before.country), phoneState: 'ok' });
    return data;
  }
}

/** @throws `customer.not-found` */
export async function getCustomer(tx: Tx, id: string): Promise<CustomerRow> {
  const row = await tx.customer.findUnique({ where: { id }, include: CUSTOMER_INCLUDE });
  if (row) return row;
  throw new DomainError('customer.not-found', 'There is no such customer');
}

function toWhere(query: CustomerQuery): Prisma.CustomerWhereInput {
  const { q, phone, externalId } = query;
  const behind = idBehind(query);
  return {
    ...(behind !== undefined && { id: { gt: behind } }),
    ...(externalId !== undefined && { externalId }),
    ...(phone !== undefined && { phone: toE164(phone) }),
    ...(q !== undefined && { OR: wordsIn(q) }),
  };
}

/** In an address `+` means a space, so a number may arrive without it. */
function toE164(phone: string): string {
  return `+${phone.replaceAll(/\D/g, '')}`;
}

function wordsIn(q: string): Prisma.CustomerWhereInput[] {
  const contains = { contains: q.trim(), mode: 'insensitive' } as const;
  const digits = q.replaceAll(/\D/g, '');
  return [
    { name: contains },
    { externalId: contains },
    { email: contains },
    ...(digits.length >= 4 ? [{ phone: { contains: digits } }] : []),
  ];
}
