import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { recordMailReport } from '@aftercare/db/mail-reports.js';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readReports } from './mail.schema.js';

@Injectable()
export class MailService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Takes in the reports of one call, all or none, so that a provider that tries again loses and doubles nothing. */
  record(body: unknown): Promise<{ recorded: number }> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      let recorded = 0;
      for (const report of readReports(body, now)) {
        if (await recordMailReport(this.keep, tx, report, now)) recorded += 1;
      }
      return { recorded };
    });
  }
}
