import type { Db, Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { openPlans } from '@aftercare/db/plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { SaleSubject } from '@aftercare/workflows/domain/subject.js';
import { addMonths, formatDate } from '@aftercare/workflows/domain/local-date.js';
import { localDay } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { fromDateText } from '../common/schemas.js';
import { findOrCreateCustomer } from '../customers/find-or-create.js';
import { findStaffId } from '../staff/find-staff.js';
import { findSite, type Intake, takeIn } from '../subjects/intake.js';
import { readPlansOf } from '../subjects/opened-plans.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  type NewSale,
  SALE_INCLUDE,
  type SaleQuery,
  type SaleView,
  toSale,
  newSaleSchema,
} from './sales.schema.js';

@Injectable()
export class SalesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Takes in a sale and makes its plans. */
  create(facts: NewSale, actor: Actor): Promise<Answer<SaleView>> {
    return takeIn(this.db, this.intakeOf(facts, actor));
  }

  /** Checks facts that came in another way than as a request's body. */
  parse(facts: unknown): z.ZodSafeParseResult<NewSale> {
    return newSaleSchema.safeParse(facts);
  }

  /** How a sale is taken in, alone or with others in one transaction. */
  intakeOf(facts: NewSale, actor: Actor): Intake<SaleView> {
    return {
      kind: 'sale',
      externalId: facts.externalId,
      facts,
      find: (tx) =>
        tx.sale.findUnique({
          where: { externalId: facts.externalId },
          select: { id: true, factsHash: true },
        }),
      create: (tx, factsHash) => this.store(tx, facts, factsHash, actor),
      view: (tx, id) => this.read(tx, id),
    };
  }

  async search(query: SaleQuery): Promise<Page<SaleView>> {
    const behind = idBehind(query);
    const rows = await this.db.sale.findMany({
      where: {
        customerId: query.customer,
        externalId: query.externalId,
        ...(behind && { id: { gt: behind } }),
      },
      include: SALE_INCLUDE,
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toSale, (row) => [row.id]);
  }

  get(id: string): Promise<SaleView> {
    return this.read(this.db, id);
  }

  private async store(tx: Tx, facts: NewSale, factsHash: string, actor: Actor): Promise<string> {
    const now = await this.clock.now(tx);
    const customer = await findOrCreateCustomer(tx, facts.customer, now, actor);
    const site = await findSite(tx, facts.site, customer.id);
    const soldById = facts.soldBy === undefined ? null : await findStaffId(tx, facts.soldBy, '/soldBy');
    const zone =
      site?.zone ?? customer.zone ?? (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
    const warrantyEndsOn = warrantyEnd(facts, zone);
    const id = newId('sale');
    await tx.sale.create({
      data: {
        id,
        externalId: facts.externalId,
        customerId: customer.id,
        siteId: site?.id ?? null,
        soldAt: new Date(facts.soldAt),
        deliveredAt: facts.deliveredAt === undefined ? null : new Date(facts.deliveredAt),
        warrantyEndsOn: warrantyEndsOn === undefined ? null : fromDateText(warrantyEndsOn),
        products: facts.products,
        amount: facts.amount ?? null,
        currency: facts.currency ?? null,
        soldById,
        factsHash,
        createdAt: new Date(now),
      },
    });
    const subject: SaleSubject = {
      type: 'sale',
      soldAt: facts.soldAt,
      deliveredAt: facts.deliveredAt,
      warrantyEndsOn,
      products: facts.products.map((product) => product.code),
    };
    await openPlans(
      this.keep,
      tx,
      { ref: { saleId: id }, subject, customer, siteZone: site?.zone ?? null },
      now,
      actor.id,
    );
    return id;
  }

  private async read(tx: Tx, id: string): Promise<SaleView> {
    const row = await tx.sale.findUnique({ where: { id }, include: SALE_INCLUDE });
    if (!row) throw new DomainError('sale.not-found', 'There is no such sale');
    return { ...toSale(row), plans: await readPlansOf(tx, { saleId: id }) };
  }
}

/** The last day of the longest warranty sold, counted from delivery where that is known, else from the sale. */
function warrantyEnd(facts: NewSale, zone: string): string | undefined {
  const months = Math.max(0, ...facts.products.map((product) => product.warrantyMonths ?? 0));
  if (months === 0) return undefined;
  return formatDate(addMonths(localDay(facts.deliveredAt ?? facts.soldAt, zone), months)!);
}
