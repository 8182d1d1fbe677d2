import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { arrangeRoutine } from '@aftercare/db/routines/routine.js';
import { type Draw, drawMonth, makeReviews, nextDraw } from '@aftercare/db/supervision.js';
import { SAMPLE_RULE } from '@aftercare/workflows/domain/sample.js';
import { formatInstant, toLocalDate } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { Drawn, Rules, RulesView, Sample } from './supervision.schema.js';

/** How much closed work is looked at, and which. */
@Injectable()
export class SupervisionService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  async rules(): Promise<RulesView> {
    const row = await this.db.supervisionRules.findUnique({ where: { id: 1 } });
    const routine = await this.db.routine.findUnique({ where: { key: 'supervision' } });
    const rules = row && {
      perMonth: row.perMonth,
      afterLowScore: row.afterLowScore,
      most: row.most,
      dueDays: row.dueDays,
    };
    return {
      rules,
      rule: SAMPLE_RULE,
      nextAt: routine?.wakeAt ? formatInstant(routine.wakeAt.getTime()) : null,
    };
  }

  async saveRules(rules: Rules, actor: Actor): Promise<RulesView> {
    await inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const data = { ...rules, savedAt: new Date(now), savedBy: actor.id };
      await tx.supervisionRules.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
      await arrangeRoutine(tx, 'supervision', await nextDraw(tx, now));
      await audit(tx, now, {
        actor: actor.id,
        action: 'supervision.rules',
        entity: 'supervision',
        entityId: '1',
        data: rules,
      });
    });
    return this.rules();
  }

  /** Draws a month's sample now. With `dryRun` it is only said what would be drawn; twice makes nothing twice. */
  async draw({ month, dryRun }: Sample, actor: Actor): Promise<Drawn> {
    const today = toLocalDate(await this.clock.now(this.db), 'UTC');
    if (month > today.slice(0, 7)) throw refuse([{ path: '/month', message: 'has not begun yet' }]);
    const drawn = await drawMonth(this.db, month);
    if (!dryRun) while (await this.makePiece(month, actor));
    const staff = await this.db.staff.findMany({ select: { id: true, name: true } });
    const names = new Map(staff.map(({ id, name }) => [id, name]));
    return { month, rule: SAMPLE_RULE, drawn: drawn.map((one) => toDrawn(one, names)) };
  }

  private makePiece(month: string, actor: Actor): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      return makeReviews(this.keep, tx, month, now, actor.id);
    });
  }
}

function toDrawn(
  { id: work, kind, customer, staffId, staff, reviewerId, drawn: why }: Draw,
  names: ReadonlyMap<string, string>,
): Drawn['drawn'][number] {
  const reviewer = reviewerId === null ? null : (names.get(reviewerId) ?? null);
  return { kind, work, customer, staff: { id: staffId, name: staff }, reviewer, why };
}
