import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB } from '../tokens.js';
import { SETUP_STEPS, type SetupView } from './setup.schema.js';

/** Tells from what is stored which steps of the first run are done; nothing is ticked by hand. */
@Injectable()
export class SetupService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async get(): Promise<SetupView> {
    const [organisation, calendars, published, rules, tested] = await Promise.all([
      this.db.organisation.findUnique({ where: { id: 1 } }),
      this.db.calendar.count(),
      this.db.policyVersion.count(),
      this.db.contactRules.count(),
      this.db.audit.count({ where: { action: 'template.test-sent' } }),
    ]);
    const counts = [organisation?.describedAt ? 1 : 0, calendars, published, rules, tested];
    const steps = SETUP_STEPS.map((step, i) => ({ step, done: counts[i]! > 0 }));
    return { steps, open: !organisation?.setupClosedAt && steps.some(({ done }) => !done) };
  }

  async close(actor: Actor): Promise<SetupView> {
    await inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const { count } = await tx.organisation.updateMany({
        where: { setupClosedAt: null },
        data: { setupClosedAt: new Date(now) },
      });
      if (count === 0) return;
      await audit(tx, now, {
        actor: actor.id,
        action: 'setup.closed',
        entity: 'organisation',
        entityId: '1',
      });
    });
    return this.get();
  }
}
