import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import { formatDate, parseDate } from '@aftercare/workflows/domain/local-date.js';
import type { OfferTerms } from '@aftercare/workflows/domain/policy.js';
import { renewedEnd } from '@aftercare/workflows/domain/renewed-end.js';
import { localDay, type Instant } from '@aftercare/workflows/domain/time.js';
import { replaceOlder, toAgreementSubject } from './agreements.js';
import type { Tx } from './client.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlansOfSubject, type JudgedPlan, type KeepContext } from './keep-plans.js';
import { openPlans } from './plans.js';

/** An offer with all texts that make it: the first, and those that came again because the customer put it off. */
export interface AgendaOffer {
  root: { step: string; occurrence: number };
  terms: OfferTerms;
  template: string;
  /** Oldest first; at least one. */
  chain: readonly DatedFollowUp[];
}

/** The offers among the follow-ups of a plan. Those that are merely expected are none yet. */
export function offersOf(plan: JudgedPlan): AgendaOffer[] {
  const found = new Map<string, AgendaOffer & { chain: DatedFollowUp[] }>();
  for (const followUp of plan.agenda.followUps) {
    const terms = offerOf(plan, followUp);
    if (!terms || followUp.projected) continue;
    const root = followUp.made?.after ?? { step: followUp.step, occurrence: followUp.occurrence };
    const key = `${root.step}/${root.occurrence}`;
    const template = templateOf(plan, followUp);
    const offer = found.get(key) ?? { root, terms, template, chain: [] as DatedFollowUp[] };
    offer.chain.push(followUp);
    found.set(key, offer);
  }
  return [...found.values()];
}

export function offerOf({ facts }: JudgedPlan, { step, made }: DatedFollowUp): OfferTerms | undefined {
  return made?.offer ?? facts.policy.steps?.find((candidate) => candidate.step === step)?.offer;
}

function templateOf({ facts }: JudgedPlan, { step, made }: DatedFollowUp): string {
  return made?.template ?? facts.policy.steps?.find((candidate) => candidate.step === step)?.template ?? step;
}

/** The last answer to a question. */
export function answerTo({ facts }: JudgedPlan, { step, occurrence }: DatedFollowUp): unknown {
  const answers = facts.events.flatMap((event) =>
    event.type === 'scored' && event.step === step && (event.occurrence ?? 1) === occurrence
      ? [event.score]
      : [],
  );
  return answers.at(-1);
}

/** What makes it one acceptance, however often the customer says yes. */
export function acceptanceKey(planId: string, { step, occurrence }: AgendaOffer['root']): string {
  return `offer:${planId}:${step}/${occurrence}`;
}

/**
 * Carries out offers that were accepted: the agreement is renewed, or the one that was offered is made, once.
 * @returns whether something new happened to the plan's own agreement, so that its agenda must be asked again
 */
export async function carryOutOffers(
  context: KeepContext,
  tx: Tx,
  plan: JudgedPlan,
  now: Instant,
): Promise<boolean> {
  let changed = false;
  for (const offer of offersOf(plan)) {
    const isAccepted = offer.chain.some(
      (followUp) => followUp.state === 'answered' && answerTo(plan, followUp) === 'yes',
    );
    if (!isAccepted) continue;
    const done =
      offer.terms.kind === 'renewal'
        ? await renew(tx, plan, offer, now)
        : await make(context, tx, plan, offer, now);
    changed ||= done;
  }
  return changed;
}

async function renew(tx: Tx, plan: JudgedPlan, { root, terms }: AgendaOffer, now: Instant): Promise<boolean> {
  const { agreementId, agreement } = plan.row;
  if (!agreementId || !agreement) return false;
  const externalId = acceptanceKey(plan.row.id, root);
  if (await tx.event.findUnique({ where: { agreementId_externalId: { agreementId, externalId } } }))
    return false;
  const endsOn = newEnd(plan, terms, now);
  const data = { ...(endsOn && { endsOn }), offer: true };
  await recordEvent(
    tx,
    { agreementId },
    { type: 'agreement.renewed', at: now, data, externalId },
    now,
    'offer',
  );
  const { price, currency } = terms;
  if (price !== undefined)
    await tx.agreement.update({ where: { id: agreementId }, data: { price, currency } });
  return true;
}

function newEnd({ agenda, facts }: JudgedPlan, { term }: OfferTerms, now: Instant): string | null {
  const { agreement: clock } = agenda;
  const { subject, zone } = facts;
  if (!clock || subject.type !== 'agreement') return null;
  return renewedEnd(subject, clock, { zone, now, term });
}

async function make(
  context: KeepContext,
  tx: Tx,
  plan: JudgedPlan,
  { root, terms }: AgendaOffer,
  now: Instant,
): Promise<boolean> {
  const { row } = plan;
  const externalId = acceptanceKey(row.id, root);
  if (await tx.agreement.findUnique({ where: { externalId }, select: { id: true } })) return false;
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: row.customerId } });
  const siteId = row.sale?.siteId ?? row.agreement?.siteId ?? null;
  const site = siteId === null ? null : await tx.site.findUnique({ where: { id: siteId } });
  const products = terms.products ?? row.sale?.products ?? row.agreement?.products ?? [];
  const startsDay = beginning(plan, now);
  const id = newId('agreement');
  const { term, autoRenew = false, notice, price, currency } = terms;
  const made = await tx.agreement.create({
    data: {
      ...{ id, externalId, customerId: customer.id, siteId, term, autoRenew, notice, price, currency },
      ...{ startsOn: new Date(`${formatDate(startsDay)}T00:00:00Z`), products: products as object[] },
      ...{ factsHash: externalId, createdAt: new Date(now) },
    },
  });
  const subject = toAgreementSubject(made);
  const about = { ref: { agreementId: id }, subject, customer, siteZone: site?.zone ?? null };
  await openPlans(context, tx, about, now, 'offer');
  const codes = products.map(({ code }) => code);
  const startsOn = formatDate(startsDay);
  await replaceOlder(context, tx, { id, customerId: customer.id, startsOn, products: codes }, now, 'offer');
  return terms.kind === 'upgrade' ? endOld(context, tx, plan, id, now) : true;
}

/** What was sold is looked after when its warranty ends, everything else from tomorrow. */
function beginning({ facts }: JudgedPlan, now: Instant): number {
  const tomorrow = localDay(now, facts.zone) + 1;
  const { subject } = facts;
  if (subject.type !== 'sale' || !subject.warrantyEndsOn) return tomorrow;
  return Math.max(tomorrow, parseDate(subject.warrantyEndsOn) + 1);
}

/** Other terms take the place of those that held. */
async function endOld(
  context: KeepContext,
  tx: Tx,
  { row }: JudgedPlan,
  replacedById: string,
  now: Instant,
): Promise<boolean> {
  const { agreementId } = row;
  if (!agreementId) return true;
  await tx.agreement.update({ where: { id: agreementId }, data: { replacedById } });
  const data = { by: replacedById };
  for (const type of ['agreement.replaced', 'agreement.cancelled']) {
    const event = { type, at: now, data, externalId: `${type}:${replacedById}` };
    await recordEvent(tx, { agreementId }, event, now, 'offer');
  }
  const others = await tx.plan.count({ where: { agreementId, id: { not: row.id } } });
  if (others > 0) await keepPlansOfSubject(context, tx, { agreementId }, now, 'offer');
  return true;
}
