import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { findCase } from '@aftercare/db/tiers/cases.js';
import { changeTier } from '@aftercare/db/tiers/change.js';
import { findTierRules, organisationZone } from '@aftercare/db/tiers/rules.js';
import { type Tier, judgeTier } from '@aftercare/workflows/domain/tier.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { because } from '@aftercare/workflows/domain/wording.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { toInstantText } from '../common/schemas.js';
import { getCustomer } from '../customers/customers.service.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { CustomerTierView, Figures, Pin } from './tiers.schema.js';

const HISTORY = 100;

/** One customer's tier: why, since when, and what a person decided. */
@Injectable()
export class CustomerTierService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `customer.not-found` */
  async get(id: string): Promise<CustomerTierView> {
    return this.read(this.db, id, await this.clock.now(this.db));
  }

  /** Margin and risk as another system or a person knows them. Earlier ones stay in the history. */
  saveFigures(id: string, { source, ...figures }: Figures, actor: Actor): Promise<CustomerTierView> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, id);
      const now = await this.clock.now(tx);
      const given = Object.entries(figures).filter(([, value]) => value !== undefined);
      await tx.customerFigure.createMany({
        data: given.map(([name, value]) => ({
          ...{ id: newId('customerFigure'), customerId: id, name, value: value!, source },
          ...{ at: new Date(now), recordedBy: actor.id },
        })),
      });
      await this.note(tx, now, actor, 'customer.figures-saved', id, { ...figures, source });
      return this.read(tx, id, now);
    });
  }

  /** A person decides: the customer goes into the tier at once, and the rules leave them alone. */
  pin(id: string, { tier, reason, until }: Pin, actor: Actor): Promise<CustomerTierView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      if (until !== undefined && until <= now) throw refuse([{ path: '/until', message: 'must lie ahead' }]);
      await tx.$queryRaw`SELECT id FROM plans WHERE "customerId" = ${id} ORDER BY id FOR NO KEY UPDATE`;
      const before = await getCustomer(tx, id);
      const data = { tier, reason, until: until === undefined ? null : new Date(until) };
      const pin = { ...data, at: new Date(now), by: actor.id };
      await tx.tierPin.upsert({ where: { customerId: id }, create: { customerId: id, ...pin }, update: pin });
      await this.note(tx, now, actor, 'customer.tier-pinned', id, { tier, reason });
      if (before.tier !== tier) await this.move(tx, id, before.tier as Tier, tier, now, actor);
      return this.read(tx, id, now);
    });
  }

  /** The rules decide again, with the next review. */
  unpin(id: string, actor: Actor): Promise<CustomerTierView> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, id);
      const now = await this.clock.now(tx);
      const { count } = await tx.tierPin.deleteMany({ where: { customerId: id } });
      if (count > 0) await this.note(tx, now, actor, 'customer.tier-unpinned', id, {});
      return this.read(tx, id, now);
    });
  }

  private async move(tx: Tx, customerId: string, from: Tier, to: Tier, now: Instant, actor: Actor) {
    const current = await findTierRules(tx);
    const follow = current?.rules.openPlans === 'follow';
    const reasons = [because('tier.pinned', { tier: to })];
    const decision = { customerId, from, to, reviewId: null, reasons, follow };
    await changeTier(this.keep, tx, decision, now, actor.id);
  }

  private async read(tx: Tx, id: string, now: Instant): Promise<CustomerTierView> {
    const { tier } = await getCustomer(tx, id);
    const pin = await tx.tierPin.findUnique({ where: { customerId: id } });
    const changes = await tx.tierChange.findMany({
      where: { customerId: id },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: HISTORY,
    });
    return {
      tier: tier as Tier,
      pin: pin && {
        ...{ tier: pin.tier as Tier, reason: pin.reason, by: pin.by, at: toInstantText(pin.at) },
        until: pin.until && toInstantText(pin.until),
      },
      figures: { margin: await findFigure(tx, id, 'margin'), risk: await findFigure(tx, id, 'risk') },
      now: await judge(tx, id, now),
      history: changes.map(({ from, to, at, by, reviewId, reasons }) => ({
        ...{ from: from as Tier, to: to as Tier, at: toInstantText(at), by, review: reviewId },
        reasons: reasons as CustomerTierView['history'][number]['reasons'],
      })),
    };
  }

  private note(
    tx: Tx,
    now: Instant,
    actor: Actor,
    action: string,
    entityId: string,
    data: Record<string, string | number | undefined>,
  ): Promise<void> {
    return audit(tx, now, { actor: actor.id, action, entity: 'customer', entityId, data });
  }
}

async function findFigure(tx: Tx, customerId: string, name: 'margin' | 'risk') {
  const row = await tx.customerFigure.findFirst({
    where: { customerId, name },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  if (!row) return null;
  const { value, source, at, recordedBy } = row;
  return { value: value.toNumber(), source, at: toInstantText(at), recordedBy };
}

async function judge(tx: Tx, id: string, now: Instant): Promise<CustomerTierView['now']> {
  const current = await findTierRules(tx);
  if (!current) return null;
  const zone = await organisationZone(tx);
  const found = await findCase(tx, current.rules, id, now, zone);
  if (!found) return null;
  const { tier, reasons } = judgeTier(found, current.rules, now, zone);
  const facts = { ...found.facts, uncounted: found.uncounted };
  return { tier, facts, reasons: reasons.map((reason) => ({ ...reason })) };
}
