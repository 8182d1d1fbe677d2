import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordConsents } from '@aftercare/db/consents.js';
import { type KeepContext, keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, type PageQuery, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { type ConsentView, type NewConsent, toConsent } from './consents.schema.js';
import { getCustomer } from './customers.service.js';

/** Clocks of other systems may be a little ahead of ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The ledger of consent: rows are added, never changed; the newest for a channel and purpose is in force. */
@Injectable()
export class ConsentsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  add(customerId: string, { at, ...facts }: NewConsent, actor: Actor): Promise<ConsentView> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, customerId);
      const now = await this.clock.now(tx);
      assertNotAhead(at ?? now, now);
      const [row] = await recordConsents(tx, customerId, [{ ...facts, at }], now, actor.id);
      await keepPlansOfCustomer(this.keep, tx, customerId, now, actor.id);
      return toConsent(row!);
    });
  }

  async list(customerId: string, query: PageQuery): Promise<Page<ConsentView>> {
    await getCustomer(this.db, customerId);
    const behind = idBehind(query);
    const rows = await this.db.consent.findMany({
      where: { customerId, ...(behind !== undefined && { id: { gt: behind } }) },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toConsent, (row) => [row.id]);
  }
}

function assertNotAhead(at: number, now: number): void {
  if (at <= now + CLOCK_TOLERANCE_MS) return;
  throw new DomainError('consent.invalid', 'Nobody can have agreed in the future', {
    errors: [{ path: '/at', message: 'lies in the future' }],
  });
}
