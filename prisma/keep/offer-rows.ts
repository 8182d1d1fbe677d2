import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { OfferTerms } from '@aftercare/workflows/domain/policy.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import type { JudgedPlan } from '../keep-plans.js';
import { acceptanceKey, answerTo, offersOf, type AgendaOffer } from '../offers.js';
import { followUpKey, type FollowUpIds } from './follow-up-rows.js';

type OfferState = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

interface Standing {
  state: OfferState;
  offeredAt: Date | null;
  expiresAt: Date | null;
  remindAt: Date | null;
  decidedAt: Date | null;
  decidedBy: string | null;
}

/** Writes what became of offers. One that was never due has no row. */
export async function keepOffers(
  tx: Tx,
  plans: readonly JudgedPlan[],
  followUpIds: FollowUpIds,
  now: Instant,
  by: string,
): Promise<void> {
  for (const plan of plans) {
    for (const offer of offersOf(plan)) {
      const { step, occurrence } = offer.root;
      const followUpId = followUpIds.get(followUpKey(plan.row.id, step, occurrence));
      const standing = standingOf(plan, offer, now, by);
      if (followUpId && standing) await keepOffer(tx, plan, offer, { followUpId, standing }, now);
    }
  }
}

async function keepOffer(
  tx: Tx,
  plan: JudgedPlan,
  { terms, template, root }: AgendaOffer,
  { followUpId, standing }: { followUpId: string; standing: Standing },
  now: Instant,
): Promise<void> {
  const old = await tx.offer.findUnique({ where: { followUpId } });
  if (!old) {
    // What was withdrawn or kept back before it was made never was an offer.
    if (standing.state === 'withdrawn') return;
    await tx.offer.create({
      data: {
        ...{ id: newId('offer'), planId: plan.row.id, followUpId, customerId: plan.row.customerId },
        ...{ agreementId: plan.row.agreementId, saleId: plan.row.saleId, kind: terms.kind },
        ...{ terms: terms as object, template, createdAt: new Date(now), ...standing },
        madeAgreementId: await madeBy(tx, plan, root, standing, terms),
      },
    });
    return;
  }
  const isDecided = old.state === standing.state && old.decidedAt !== null;
  const same =
    old.state === standing.state &&
    sameTime(old.offeredAt, standing.offeredAt) &&
    sameTime(old.expiresAt, standing.expiresAt) &&
    sameTime(old.remindAt, standing.remindAt);
  if (same || isDecided) return;
  const madeAgreementId = await madeBy(tx, plan, root, standing, terms);
  await tx.offer.update({ where: { id: old.id }, data: { ...standing, madeAgreementId } });
}

/** What came of an offer that was accepted. */
async function madeBy(
  tx: Tx,
  plan: JudgedPlan,
  root: AgendaOffer['root'],
  { state }: Standing,
  { kind }: OfferTerms,
): Promise<string | null> {
  if (state !== 'accepted') return null;
  if (kind === 'renewal') return plan.row.agreementId;
  const externalId = acceptanceKey(plan.row.id, root);
  return (await tx.agreement.findUnique({ where: { externalId }, select: { id: true } }))?.id ?? null;
}

function sameTime(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime();
}

/** Null while it is not due yet. Of several texts of one offer the best answer counts, then the one that still asks. */
function standingOf(plan: JudgedPlan, { chain }: AgendaOffer, now: Instant, by: string): Standing | null {
  const states = chain.map((followUp) => ({ followUp, state: stateOf(plan, followUp) }));
  const order: OfferState[] = ['accepted', 'declined', 'open', 'expired', 'withdrawn'];
  const last = chain.at(-1)!;
  const waits = last.state === 'planned' && chain.length > 1;
  const state = waits ? 'open' : order.find((one) => states.some((each) => each.state === one));
  if (state === undefined) return null;
  const decided = state === 'accepted' || state === 'declined';
  const sent = plan.facts.events.find(
    (event) =>
      event.type === 'sent' &&
      chain.some((one) => isOf(event, one)) &&
      (event.part ?? 'message') === 'message',
  );
  return {
    state,
    offeredAt: sent ? new Date(sent.at) : null,
    expiresAt: last.closesAt === undefined ? null : new Date(last.closesAt),
    remindAt: waits ? new Date(last.dueAt) : null,
    decidedAt: decided ? new Date(now) : null,
    decidedBy: decided ? by : null,
  };
}

function isOf(event: object, { step, occurrence }: DatedFollowUp): boolean {
  const of = event as { step?: string; occurrence?: number };
  return of.step === step && (of.occurrence ?? 1) === occurrence;
}

function stateOf(plan: JudgedPlan, followUp: DatedFollowUp): OfferState | null {
  switch (followUp.state) {
    case 'planned':
      return null;
    case 'due':
    case 'sent':
      return 'open';
    case 'answered':
      return answerTo(plan, followUp) === 'yes' ? 'accepted' : 'declined';
    case 'closed':
    case 'expired':
      return 'expired';
    default:
      return 'withdrawn';
  }
}
