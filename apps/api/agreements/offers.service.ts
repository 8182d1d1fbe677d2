import { audit } from '@aftercare/db/audit.js';
import { findPlanFor } from '@aftercare/db/added-work.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import { putOff } from '@aftercare/db/put-off.js';
import { ADDED_OFFER } from '@aftercare/workflows/domain/added-offer.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { laterStep } from '@aftercare/workflows/domain/put-off.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { DecideOffer, NewOffer, OfferQuery, OfferView, RemindLater } from './agreement-detail.schema.js';

export const OFFER_INCLUDE = {
  customer: { select: { id: true, name: true, tier: true } },
  followUp: { select: { step: true, occurrence: true } },
} as const satisfies Prisma.OfferInclude;
type OfferRow = Prisma.OfferGetPayload<{ include: typeof OFFER_INCLUDE }>;

/** What customers were offered: made by a policy or a person, answered by text or to a person. */
@Injectable()
export class OffersService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Newest first. */
  async search(query: OfferQuery): Promise<Page<OfferView>> {
    const behind = idBehind(query);
    const rows = await this.db.offer.findMany({
      where: {
        state: query.state,
        customerId: query.customer,
        ...(query.agreement && {
          OR: [{ agreementId: query.agreement }, { madeAgreementId: query.agreement }],
        }),
        ...(behind && { id: { lt: behind } }),
      },
      include: OFFER_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toOffer, (row) => [row.id]);
  }

  async get(id: string): Promise<OfferView> {
    return toOffer(await getOffer(this.db, id));
  }

  /**
   * Makes an offer beside the policy: its text leaves as any other does, where consent and contact rules allow it.
   * @throws `offer.open-already` (409) while another one stands
   */
  make(agreementId: string, offer: NewOffer, actor: Actor): Promise<OfferView> {
    return inTransaction(this.db, async (tx) => {
      const known = await tx.agreement.findUnique({ where: { id: agreementId }, select: { id: true } });
      if (!known) throw new DomainError('agreement.not-found', 'There is no such agreement');
      await assertTemplate(tx, offer.template);
      const planId = await findPlanFor(tx, { agreementId });
      await tx.$queryRaw`SELECT id FROM plans WHERE id = ${planId} FOR NO KEY UPDATE`;
      if (await tx.offer.findFirst({ where: { agreementId, state: 'open' } }))
        throw new DomainError('offer.open-already', 'An offer for this agreement stands already', {
          status: 409,
        });
      const now = await this.clock.now(tx);
      await recordEvent(tx, { planId }, { type: 'offer.made', at: now, data: offer }, now, actor.id);
      await keepPlans(this.keep, tx, [planId], now, actor.id);
      const row = await tx.offer.findFirst({
        where: { planId, followUp: { step: ADDED_OFFER } },
        include: OFFER_INCLUDE,
        orderBy: { id: 'desc' },
      });
      if (!row || row.state !== 'open') throw await this.whyNot(tx, planId);
      await this.note(tx, row.id, 'made', { terms: offer.terms }, actor);
      return toOffer(row);
    });
  }

  /** What the customer said to a person. The same again changes nothing. */
  decide(id: string, answer: 'yes' | 'no', { comment }: DecideOffer, actor: Actor): Promise<OfferView> {
    return inTransaction(this.db, async (tx) => {
      const row = await this.lock(tx, id);
      const state = answer === 'yes' ? 'accepted' : 'declined';
      if (row.state === state) return toOffer(row);
      assertOpen(row);
      const now = await this.clock.now(tx);
      const { step, occurrence } = await lastTextOf(tx, row);
      const data = { score: answer, ...(comment && { comment }) };
      await recordEvent(
        tx,
        { planId: row.planId },
        { type: 'scored', at: now, step, occurrence, data },
        now,
        actor.id,
      );
      await keepPlans(this.keep, tx, [row.planId], now, actor.id);
      await this.note(tx, id, state, comment ? { comment } : {}, actor);
      return toOffer(await getOffer(tx, id));
    });
  }

  /** It comes again at an instant; until then it stands. */
  remindLater(id: string, { until, comment }: RemindLater, actor: Actor): Promise<OfferView> {
    return inTransaction(this.db, async (tx) => {
      const row = await this.lock(tx, id);
      assertOpen(row);
      const now = await this.clock.now(tx);
      if (until <= now) throw refuse([{ path: '/until', message: 'must lie in the future' }]);
      if (row.remindAt?.getTime() === until) return toOffer(row);
      const { step, occurrence } = await lastTextOf(tx, row);
      await putOff(
        this.keep,
        tx,
        { planId: row.planId, step, occurrence },
        until,
        { comment },
        now,
        actor.id,
      );
      await this.note(tx, id, 'put-off', { until: toInstantText(new Date(until)) }, actor);
      return toOffer(await getOffer(tx, id));
    });
  }

  private async lock(tx: Tx, id: string): Promise<OfferRow> {
    await tx.$queryRaw`SELECT id FROM plans WHERE id = (SELECT "planId" FROM offers WHERE id = ${id}) FOR NO KEY UPDATE`;
    return getOffer(tx, id);
  }

  /** The agenda refused it at once: no consent, no number. */
  private async whyNot(tx: Tx, planId: string): Promise<DomainError> {
    const refused = await tx.followUp.findFirst({
      where: { planId, step: ADDED_OFFER },
      orderBy: { occurrence: 'desc' },
    });
    const reasons = (refused?.reasons ?? []) as { text: string }[];
    return new DomainError('offer.not-allowed', reasons.at(-1)?.text ?? 'This offer cannot be made', {
      status: 409,
    });
  }

  private async note(tx: Tx, id: string, verb: string, data: object, actor: Actor): Promise<void> {
    const now = await this.clock.now(tx);
    await audit(tx, now, {
      ...{ actor: actor.id, action: `offer.${verb}`, entity: 'offer', entityId: id },
      data: { ...data },
    });
  }
}

/** The text by which an offer was made last: the newest of those that came again, else the first. */
async function lastTextOf(
  tx: Tx,
  { planId, followUp }: OfferRow,
): Promise<{ step: string; occurrence: number }> {
  const { step, occurrence } = followUp;
  const again = await tx.followUp.findMany({
    where: { planId, step: laterStep(step) },
    orderBy: { occurrence: 'desc' },
    select: { step: true, occurrence: true },
    take: 1,
  });
  return again[0] ?? { step, occurrence };
}

async function assertTemplate(tx: Tx, key: string): Promise<void> {
  if (await tx.template.findFirst({ where: { key }, select: { key: true } })) return;
  throw refuse([{ path: '/template', message: `there is no template "${key}"` }]);
}

async function getOffer(tx: Tx, id: string): Promise<OfferRow> {
  const row = await tx.offer.findUnique({ where: { id }, include: OFFER_INCLUDE });
  if (!row) throw new DomainError('offer.not-found', 'There is no such offer');
  return row;
}

function assertOpen({ state }: OfferRow): void {
  if (state === 'open') return;
  throw new DomainError('offer.closed', `This offer is ${state}`, { status: 409 });
}

export function toOffer(row: OfferRow): OfferView {
  return {
    id: row.id,
    customer: row.customer,
    agreement: row.agreementId,
    sale: row.saleId,
    followUp: row.followUpId,
    kind: row.kind as OfferView['kind'],
    terms: row.terms as OfferView['terms'],
    template: row.template,
    state: row.state as OfferView['state'],
    offeredAt: row.offeredAt && toInstantText(row.offeredAt),
    expiresAt: row.expiresAt && toInstantText(row.expiresAt),
    remindAt: row.remindAt && toInstantText(row.remindAt),
    decidedAt: row.decidedAt && toInstantText(row.decidedAt),
    decidedBy: row.decidedBy,
    madeAgreement: row.madeAgreementId,
    createdAt: toInstantText(row.createdAt),
  };
}
