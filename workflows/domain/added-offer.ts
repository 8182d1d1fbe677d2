import { follow } from './follow.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { OfferTerms, Step } from './policy.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/** The event by which a person makes a customer an offer, beside the policy. */
export interface OfferMade {
  readonly type: 'offer.made';
  readonly at: Instant;
  readonly template: string;
  readonly terms: OfferTerms;
  /** How long it stands, counted from sending; ISO 8601. */
  readonly standsFor: string;
}

/** No step of a policy is called so: a step's name has no slash. */
export const ADDED_OFFER = 'added/offer';

/** The follow-ups of offers that people made, counted from 1. */
export function addedOffers(context: PlanContext): DatedItem[] {
  return context.log.ofType('offer.made').map(({ at, template, terms, standsFor }, i) => {
    const occurrence = i + 1;
    const step: Step = {
      ...{ step: ADDED_OFFER, kind: 'survey', question: 'yes-no', template, offer: terms },
      ...{ due: { from: `done:${ADDED_OFFER}` }, closesAfter: standsFor, stopOn: STOPS },
    };
    const reasons = [because('offer.made', { kind: terms.kind })];
    const item = follow(
      { step, occurrence, dueAt: at, reasons, point: { at, occurrence, knownAt: at } },
      context,
    );
    const made = { template, question: 'yes-no' as const, offer: terms };
    return { ...item, followUp: { ...item.followUp, made } };
  });
}

const STOPS = ['agreement.renewed', 'agreement.cancelled'] as const;
