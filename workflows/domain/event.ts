import type { QuestionAdded } from './added-question.js';
import type { WorkAdded } from './added-work.js';
import type { OfferMade } from './added-offer.js';
import type { TextChannel } from './message.js';
import type { Instant } from './time.js';

/** Outcome of one attempt to call a customer. */
export type CallOutcome =
  | 'reached'
  | 'no-answer'
  | 'busy'
  | 'voicemail'
  | 'call-back'
  | 'refused'
  | 'complaint'
  | 'wrong-number'
  | 'do-not-call'
  | 'language-barrier';

interface At {
  /** When it happened, UTC milliseconds. */
  readonly at: Instant;
}

/** An event that belongs to one follow-up of the plan. Without `occurrence` it means the first one. */
interface OfStep extends At {
  readonly step: string;
  readonly occurrence?: number;
}

/** What has happened so far to a plan, its subject and its customer. `agenda()` reads nothing else of the past. */
export type PlanEvent =
  // --- follow-ups ---
  // the text left our hands (accepted by the provider); `part` as in PlannedSend, default `message`
  | (OfStep & {
      readonly type: 'sent';
      readonly part?: string;
      readonly channel?: TextChannel;
      /** The n-th message of this part; default 1. */
      readonly turn?: number;
    })
  // the provider refused it or the carrier gave it up for certain; the code says what may be tried next
  | (OfStep & {
      readonly type: 'undelivered';
      readonly part?: string;
      readonly channel: TextChannel;
      readonly turn?: number;
      readonly code: number | null;
    })
  | (OfStep & { readonly type: 'reminded' }) // the one reminder of a survey left
  // final: will not be sent (`consent.missing`, `number.invalid` …)
  | (OfStep & {
      readonly type: 'kept-back';
      readonly reason: string;
      readonly part?: string;
      readonly turn?: number;
    })
  // `tell`: the customer gets the summary of a visit, where the policy has one
  | (OfStep & { readonly type: 'done'; readonly tell?: boolean })
  | (OfStep & { readonly type: 'skipped'; readonly reason?: string })
  | (OfStep & { readonly type: 'put-off'; readonly until: Instant }) // the customer wants to be reminded then
  | (OfStep & { readonly type: 'snoozed'; readonly until: Instant }) // a person moved the due instant
  | (OfStep & { readonly type: 'scored'; readonly score: number | 'yes' | 'no' })
  | (OfStep & { readonly type: 'reply' })
  | (OfStep & { readonly type: 'confirmed' })
  // the customer cannot come, or none of the times suits; `person`: why a person has to arrange it
  | (OfStep & { readonly type: 'declined'; readonly person?: string })
  // --- visits ---
  // times were offered; only the plan that `leads` asks, for all visits that are offered together
  | (OfStep & {
      readonly type: 'proposed';
      readonly proposal: string;
      readonly leads: boolean;
      readonly closesAt: Instant;
    })
  // slot-taken: another one follows; anything else: a person has to arrange it
  | (OfStep & { readonly type: 'proposal-withdrawn'; readonly reason: string })
  // booked, or moved where it was booked already; `tell: false`: the customer knows
  | (OfStep & {
      readonly type: 'booked';
      readonly visit: string;
      readonly leads: boolean;
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      readonly by: 'customer' | 'staff';
      readonly tell?: boolean;
    })
  // given back by staff, to be arranged anew
  | (OfStep & { readonly type: 'unbooked'; readonly person?: string })
  // called off for good
  | (OfStep & { readonly type: 'cancelled'; readonly reason?: string; readonly tell?: boolean })
  | (OfStep & {
      readonly type: 'call';
      readonly outcome: CallOutcome;
      readonly callBackAt?: Instant;
      readonly score?: number | 'yes' | 'no';
    })
  | WorkAdded
  | QuestionAdded
  | OfferMade
  // --- escalations; `of` is `target:<key>` or `step:<key>` ---
  | (At & { readonly type: 'acknowledged'; readonly of: string; readonly occurrence?: number })
  | (At & { readonly type: 'resolved'; readonly of: string; readonly occurrence?: number })
  // --- subjects ---
  | (At & { readonly type: 'delivered' }) // a sale; a later one moves the anchor
  | (At & { readonly type: 'ticket.replied'; readonly by: 'staff' | 'customer' })
  | (At & {
      readonly type:
        'ticket.waiting' | 'ticket.active' | 'ticket.resolved' | 'ticket.closed' | 'ticket.reopened';
    })
  | (At & { readonly type: 'agreement.renewed'; readonly endsOn?: string })
  | (At & { readonly type: 'agreement.suspended' | 'agreement.resumed' | 'agreement.cancelled' })
  | (At & { readonly type: 'agreement.replaced'; readonly by?: string }) // another agreement took its place
  // --- customer ---
  | (At & { readonly type: 'customer.opted-out' | 'customer.opted-in' | 'customer.left' });

export type PlanEventType = PlanEvent['type'];
