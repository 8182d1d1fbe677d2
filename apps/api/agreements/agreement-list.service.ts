import { catchUpAgreements } from '@aftercare/db/agreements.js';
import { type Prisma, type Db, type Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { toLocalDate, type Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { fromDateText, toDateText } from '../common/schemas.js';
import { CLOCK, DB } from '../tokens.js';
import { isInBucket } from './buckets.js';
import {
  AGREEMENT_INCLUDE,
  BUCKETS,
  type AgreementCounts,
  type AgreementQuery,
  type AgreementView,
  toAgreement,
} from './agreements.schema.js';

/** Lists of agreements: as they came in, or those that end first. */
@Injectable()
export class AgreementListService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async search(query: AgreementQuery): Promise<Page<AgreementView>> {
    const today = await this.today();
    const isByEnd = query.sort === 'ends';
    const rows = await this.db.agreement.findMany({
      where: { AND: [whereOf(query, today), behind(query)] },
      include: AGREEMENT_INCLUDE,
      orderBy: isByEnd ? [{ currentEndsOn: 'asc' }, { id: 'asc' }] : { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => toAgreement(row, today),
      (row) => (isByEnd ? [toDateText(row.currentEndsOn!), row.id] : [row.id]),
    );
  }

  /** How many there are in each bucket. */
  async counts(query: AgreementQuery): Promise<AgreementCounts> {
    const today = await this.today();
    const counts = await Promise.all(
      BUCKETS.map(async (bucket) => [
        bucket,
        await this.db.agreement.count({ where: whereOf({ ...query, bucket }, today) }),
      ]),
    );
    return Object.fromEntries(counts) as AgreementCounts;
  }

  private async today(): Promise<string> {
    const now = await this.clock.now(this.db);
    await catchUpAgreements(this.db, now);
    return readToday(this.db, now);
  }
}

/** Buckets are counted from today by our own calendar. */
export async function readToday(tx: Tx, now: Instant): Promise<string> {
  const { zone } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 }, select: { zone: true } });
  return toLocalDate(now, zone);
}

function whereOf(query: AgreementQuery, today: string): Prisma.AgreementWhereInput {
  const { customer, externalId, state, autoRenew, bucket, tier, q } = query;
  const words = { contains: q ?? '', mode: 'insensitive' as const };
  return {
    customerId: customer,
    externalId,
    state,
    autoRenew,
    ...(tier && { customer: { tier } }),
    ...(bucket && { AND: [isInBucket(bucket, today)] }),
    ...(q && { OR: [{ externalId: words }, { customer: { name: words } }] }),
  };
}

function behind({ after, sort }: AgreementQuery): Prisma.AgreementWhereInput {
  if (after === undefined) return {};
  if (sort === 'id') return { id: { gt: decodeCursor(after, z.tuple([z.string()]))[0] } };
  const [ends, id] = decodeCursor(after, z.tuple([z.iso.date(), z.string()]));
  const at = fromDateText(ends);
  return { OR: [{ currentEndsOn: { gt: at } }, { currentEndsOn: at, id: { gt: id } }] };
}
