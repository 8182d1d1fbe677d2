import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { loadPlans } from '@aftercare/db/facts.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { agenda } from '@aftercare/workflows/domain/agenda.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Page, idBehind, toPage } from '../common/page.js';
import { readFollowUpsOf } from '../follow-ups/board.service.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  PLAN_INCLUDE,
  type PlanQuery,
  type PlanSummary,
  type PlanView,
  toPlanSummary,
} from './plans.schema.js';

@Injectable()
export class PlansService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  async search(query: PlanQuery): Promise<Page<PlanSummary>> {
    const behind = idBehind(query);
    const { subject } = query;
    const rows = await this.db.plan.findMany({
      where: {
        customerId: query.customer,
        state: query.state,
        ...(query.policy && { policyVersion: { policyKey: query.policy } }),
        ...(subject && { OR: [{ saleId: subject }, { ticketId: subject }, { agreementId: subject }] }),
        ...(behind && { id: { lt: behind } }),
      },
      include: PLAN_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toPlanSummary, (row) => [row.id]);
  }

  /** A plan with its timeline: what is stored, and beyond it what the agenda projects. Changes nothing. */
  get(id: string): Promise<PlanView> {
    return inTransaction(this.db, async (tx) => {
      const row = await tx.plan.findUnique({ where: { id }, include: PLAN_INCLUDE });
      if (!row) throw new DomainError('plan.not-found', 'There is no such plan');
      const now = await this.clock.now(tx);
      const [loaded] = await loadPlans(tx, this.keep, [id]);
      const current = agenda(loaded!.facts, now);
      return {
        ...toPlanSummary(row),
        followUps: await readFollowUpsOf(tx, id, now),
        timeline: current.followUps.map((item) => ({
          step: item.step,
          occurrence: item.occurrence,
          kind: item.kind,
          state: item.state,
          dueAt: formatInstant(item.dueAt),
          dueLocal: item.dueLocal,
          sendAt: item.sendAt === undefined ? null : formatInstant(item.sendAt),
          projected: item.projected ?? false,
          reasons: [...item.reasons],
          version: row.policyVersion.version,
        })),
        targets: current.targets.map((clock) => ({
          ...clock,
          dueAt: clock.dueAt === null ? null : formatInstant(clock.dueAt),
          reasons: [...clock.reasons],
        })),
        waitingFor: [...current.waitingFor],
      };
    });
  }
}
