import type { Purpose } from './contact-rules.js';
import type { TextChannel } from './message.js';
import type { OfferTerms, Question } from './policy.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import type { VisitState } from './visit.js';

/**
 * sms: one text; survey: one question by text; call: a person phones; visit: a person goes there;
 * review: a manager looks at the work of others.
 */
export type FollowUpKind = 'sms' | 'survey' | 'call' | 'visit' | 'review';

export type FollowUpState =
  | 'planned' // not yet work, not yet sent
  | 'due' // work for a person, or a message that should leave now; past `dueAt` it is overdue
  | 'sent' // the text left
  | 'answered' // the customer answered the survey
  | 'closed' // the survey's time is over, no answer
  | 'done' // a person did it
  | 'skipped' // will not happen: a condition failed, no consent, a person said so
  | 'withdrawn' // an event made it pointless
  | 'expired' // too late to be worth doing
  | 'unreached' // all call attempts used up
  | 'cancelled'; // a visit that was called off

/** States in which nothing more will happen to a follow-up by itself. A sent survey is not final: it waits for an answer. */
export const FINAL_STATES: readonly FollowUpState[] = [
  'answered',
  'closed',
  'done',
  'skipped',
  'withdrawn',
  'expired',
  'unreached',
  'cancelled',
];

/** One text that a follow-up wants to send. `part` makes it unique within the follow-up. */
export interface PlannedSend {
  /** `message`: the text or question itself; `reminder`: the one reminder of a survey; `reaction-<n>`: line n of `react`. */
  readonly part: string;
  readonly template: string;
  readonly purpose: Purpose;
  /** `dueAt` after quiet hours. */
  readonly sendAt: Instant;
  readonly channel: TextChannel;
  /** The n-th message of this part: after one that did not arrive there may be another. Default 1. */
  readonly turn?: number;
  /** How the contact rules came from the instant at which it was due to `sendAt`. */
  readonly moves?: readonly Move[];
}

/** A rule that made a text leave at another instant. */
export interface Move {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: Reason;
}

/** One dated thing to do. */
export interface DatedFollowUp {
  readonly step: string;
  readonly occurrence: number;
  readonly kind: FollowUpKind;
  readonly dueAt: Instant;
  /** `YYYY-MM-DDTHH:MM` in the zone of the facts. */
  readonly dueLocal: string;
  /** sms and survey only: `dueAt` after quiet hours. */
  readonly sendAt?: Instant;
  readonly state: FollowUpState;
  readonly projected?: boolean;
  readonly reasons: readonly Reason[];
  /** When it becomes visible as work: `dueAt` minus `horizon` (call, visit, review). */
  readonly appearsAt?: Instant;
  readonly expiresAt?: Instant;
  /** sms and survey: texts that are still wanted and have not left. Empty once all left or the follow-up ended. */
  readonly sends: readonly PlannedSend[];
  /** Of a follow-up that no step of the policy stands for: what its step would say. */
  readonly made?: {
    readonly template?: string;
    readonly question?: Question;
    readonly offer?: OfferTerms;
    /** The follow-up that it comes after: what was put off, what could not be sent. */
    readonly after?: { readonly step: string; readonly occurrence: number };
  };
  /** survey: until when an answer counts as in time. */
  readonly closesAt?: Instant;
  /** call: attempts used so far and allowed, and when the next one should be made (`dueAt` for the first). */
  readonly attempts?: { readonly used: number; readonly max: number; readonly nextAt?: Instant };
  /** visit: how far it has come, while it is open. */
  readonly visit?: VisitState;
}
