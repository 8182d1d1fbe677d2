import type { LocalDate } from './local-date.js';
import type { Instant } from './time.js';

/** What a plan is made for. */
export type SubjectType = 'sale' | 'ticket' | 'agreement';

export type TicketKind = 'request' | 'incident' | 'complaint' | 'compliment';
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent';

interface OfProducts {
  /** Product codes; a policy's `match.product` globs are tried on each. */
  readonly products?: readonly string[];
}

export interface SaleSubject extends OfProducts {
  readonly type: 'sale';
  readonly soldAt: Instant;
  readonly deliveredAt?: Instant;
  readonly warrantyEndsOn?: LocalDate;
}

export interface TicketSubject extends OfProducts {
  readonly type: 'ticket';
  readonly openedAt: Instant;
  readonly kind?: TicketKind;
  readonly priority?: TicketPriority;
}

/** The customer's right to recurring work. It has `endsOn` or `term`; both are the first term, later ones are computed. */
export interface AgreementSubject extends OfProducts {
  readonly type: 'agreement';
  readonly startsOn: LocalDate;
  /** The last day, included. */
  readonly endsOn?: LocalDate;
  /** ISO 8601 duration in calendar units. */
  readonly term?: string;
  readonly autoRenew?: boolean;
  /** Length of each later term; default the first term's. */
  readonly renewFor?: string;
  /** How long before the end it must be cancelled. */
  readonly notice?: string;
  /** What the agreement itself promises: how long before the last day to cancel its renewal is announced. */
  readonly renewalNotice?: string;
}

export type Subject = SaleSubject | TicketSubject | AgreementSubject;
