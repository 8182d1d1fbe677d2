import type { Calendars } from './calendar.js';
import type { Consent } from './consent.js';
import type { Channel, ContactRules, Purpose } from './contact-rules.js';
import type { PlanEvent } from './event.js';
import type { TextChannel } from './message.js';
import type { Policy } from './policy.js';
import type { Subject } from './subject.js';
import type { Instant } from './time.js';

export type CustomerType = 'retail' | 'business' | 'channel' | 'internal';
export type Tier = 'platinum' | 'gold' | 'iron' | 'lead';

/** What the decision function may know of a customer: never a name or a number. */
export interface CustomerFacts {
  readonly type?: CustomerType;
  readonly tier?: Tier;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Of the telephone number, which may be another: the stricter rules of the two hold. */
  readonly numberCountry?: string;
  readonly region?: string;
  /** IANA zones the recipient may be in, for the hour of a message; the plan's where nothing is said. */
  readonly zones?: readonly string[];
  /** BCP 47 primary language: `en`, `es`, `zh`, `lt`. */
  readonly language?: string;
  /** False when the number is missing, invalid or a landline: nothing can be texted. Default true. */
  readonly textable?: boolean;
  /** Channels in the order the customer prefers. Undefined in a simulation that does not say. */
  readonly channels?: readonly Channel[];
  /** False when no mail address is known. Default true. */
  readonly hasEmail?: boolean;
  /** When the customer last wrote on WhatsApp. */
  readonly whatsAppAt?: Instant;
}

/** Everything `agenda()` looks at. The same facts and the same `now` give the same agenda on any machine. */
export interface Facts {
  readonly policy: Policy;
  readonly subject: Subject;
  readonly customer: CustomerFacts;
  /** IANA zone of the site, else the customer, else the organisation. */
  readonly zone: string;
  readonly calendars: Calendars;
  readonly contactRules: ContactRules;
  /** Purpose of each template the policy names. A template not listed counts as `service`, a survey as `survey`. */
  readonly purposes: ReadonlyMap<string, Purpose>;
  /** The channels this organisation can send by. Undefined in a simulation: all. */
  readonly accounts?: readonly TextChannel[];
  /** Templates that WhatsApp has approved, with their languages. Undefined in a simulation: all. */
  readonly approved?: ReadonlyMap<string, readonly string[]>;
  /** The consent ledger. Undefined in a simulation without a stored customer: consent is then not judged. */
  readonly consents?: readonly Consent[];
  /** Product codes of what is installed at the site, else with the customer. Undefined: nobody looked. */
  readonly assets?: readonly string[];
  /** When visits there were done, by this and other plans. Undefined: nobody looked. */
  readonly servicedAt?: readonly Instant[];
  /** What recipients are spread by over the days of a season; undefined: all on the first. */
  readonly spreadBy?: string;
  readonly events: readonly PlanEvent[];
  /** When the plan came into force. */
  readonly startedAt: Instant;
  /**
   * True in simulations: a past `sms` or `survey` without an event counts as sent on time.
   * False in a living plan: it left only when a `sent` event says so.
   */
  readonly assumeSent: boolean;
}
