import type { Db, Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DB } from '../tokens.js';
import { contactReport } from './contact.report.js';
import type { ContactQuery, ContactReport } from './contact.schema.js';
import { overdueReport } from './overdue.report.js';
import type { OverdueReport } from './overdue.schema.js';
import { type Period, readPeriod } from './period.js';
import { renewalsReport } from './renewals.report.js';
import type { RenewalsReport, RetentionReport } from './renewals.schema.js';
import type { ReportQuery } from './report.schema.js';
import { retentionReport } from './retention.report.js';
import { satisfactionReport } from './satisfaction.report.js';
import type { SatisfactionReport } from './satisfaction.schema.js';
import { slaReport } from './sla.report.js';
import type { SlaReport } from './sla.schema.js';
import { staffReport } from './staff.report.js';
import type { StaffReport } from './staff.schema.js';

/** What managers read: figures with the number they stand on, computed at the clock's now and stored nowhere. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  overdue(query: ReportQuery): Promise<OverdueReport> {
    return this.make(query, overdueReport);
  }

  satisfaction(query: ReportQuery): Promise<SatisfactionReport> {
    return this.make(query, satisfactionReport);
  }

  contact(query: ContactQuery): Promise<ContactReport> {
    return this.make(query, contactReport);
  }

  sla(query: ReportQuery): Promise<SlaReport> {
    return this.make(query, slaReport);
  }

  staff(query: ReportQuery): Promise<StaffReport> {
    return this.make(query, staffReport);
  }

  renewals(query: ReportQuery): Promise<RenewalsReport> {
    return this.make(query, renewalsReport);
  }

  retention(query: ReportQuery): Promise<RetentionReport> {
    return this.make(query, retentionReport);
  }

  /** All questions of one report see the same rows. */
  private make<Q extends ReportQuery, R>(
    query: Q,
    report: (tx: Tx, query: Q, period: Period) => Promise<R>,
  ): Promise<R> {
    return this.db.$transaction(
      async (tx) => report(tx, query, await readPeriod(tx, query, await this.clock.now(tx))),
      { isolationLevel: 'RepeatableRead', timeout: 60_000, maxWait: 10_000 },
    );
  }
}
