import type { Channel } from './contact-rules.js';
import type { CallOutcome } from './event.js';
import type { CustomerFacts, CustomerType, Tier } from './facts.js';
import type { FollowUpKind } from './follow-up.js';
import { hemisphereOf, type Hemisphere } from './hemisphere.js';
import type { LocalDate, LocalTime, MonthEnd } from './local-date.js';
import type { Subject, SubjectType, TicketKind, TicketPriority } from './subject.js';

/**
 * A policy document as it was checked by `parsePolicy`: the same shape as its JSON. A published version never changes,
 * so what is computed from one may be remembered by object.
 */
export interface Policy {
  readonly policy: string;
  readonly name: string;
  readonly subject: SubjectType;
  /** For each subject and family only the first matching policy by rank applies. */
  readonly family: string;
  /** Lower is asked first. */
  readonly rank: number;
  readonly match?: PolicyMatch;
  /** Key of the default calendar of steps and targets. */
  readonly calendar?: string;
  readonly steps?: readonly Step[];
  readonly targets?: readonly TargetRule[];
}

type OneOrMore<T> = T | readonly T[];

/** Every line must hold; a list means any of; no line means everything. */
export interface PolicyMatch {
  readonly tier?: OneOrMore<Tier>;
  readonly customerType?: OneOrMore<CustomerType>;
  /** Globs over product codes. */
  readonly product?: OneOrMore<string>;
  /** Country codes or `ES-*`, tried on the customer's country and region. */
  readonly region?: OneOrMore<string>;
  readonly language?: OneOrMore<string>;
  readonly kind?: OneOrMore<TicketKind>;
  readonly priority?: OneOrMore<TicketPriority>;
  /** north or south: where summer and winter are. */
  readonly hemisphere?: OneOrMore<Hemisphere>;
}

/** An ISO 8601 duration, or working time counted through a calendar. Negative counts backwards. */
export type Offset =
  | string
  | { readonly workingMinutes: number }
  | { readonly workingDays: number; readonly endOfDay?: boolean };

/**
 * Where a date counts from: a date or instant of the subject, or `due:<step>`, `done:<step>`; `resolved:<step>`: when the
 * escalation that an answer to it had opened was resolved; `asked:<n>`: of the n-th question that was added.
 */
export type Anchor =
  | 'sale.sold'
  | 'sale.delivered'
  | 'sale.warranty-ends'
  | 'ticket.opened'
  | 'ticket.resolved'
  | 'ticket.closed'
  | 'agreement.starts'
  | 'agreement.ends'
  | 'agreement.notice'
  | 'agreement.notify'
  | `due:${string}`
  | `done:${string}`
  | `resolved:${string}`
  | `asked:${number}`;

export interface DueRule {
  readonly from: Anchor;
  readonly offset?: Offset;
  /** `MM-DD`: the first such local date on or after the date reached. */
  readonly next?: string | { readonly north: string; readonly south: string };
  /** With `next`: recipients are spread over so many days from it, so that not everybody calls at once. */
  readonly spread?: string;
  readonly at?: LocalTime;
  /** What to do when the local date is closed in the calendar. */
  readonly shift?: 'none' | 'forward' | 'back';
}

export type RepeatMode = 'fixed-skip' | 'fixed-each' | 'floating' | 'anniversary';

export interface RepeatRule {
  readonly every?: string;
  readonly rrule?: string;
  readonly mode?: RepeatMode;
  readonly monthEnd?: MonthEnd;
  /** What becomes of occurrences that were due before the plan was in force. */
  readonly missed?: 'skip' | 'collapse' | 'each';
  /** anniversary: how long before the deadline the work may be done without moving the anniversary. */
  readonly early?: string;
  /** Months (1 to 12) outside of which occurrences are dropped. */
  readonly months?: readonly number[];
  readonly count?: number;
  readonly until?: LocalDate | Anchor;
  /** Steps whose occurrence on the same local date is dropped in favour of this one. */
  readonly replaces?: readonly string[];
}

/** Whom a level tells: `owner`, `cover`, `team-lead`, `manager`, `team:<key>`, `staff:<key>`. */
export type Recipient = string;

export interface LadderLevel {
  /** Signed, from the due instant. */
  readonly after: Offset;
  readonly to: readonly Recipient[];
  /** The item becomes the work of the first one told. */
  readonly reassign?: boolean;
}

export interface Ladder {
  readonly levels: readonly LadderLevel[];
  /** The whole ladder again, each round this much later. */
  readonly repeat?: { readonly times: number; readonly every: string };
  /** Acknowledged but not resolved for so long: it resumes. */
  readonly acknowledge?: { readonly timeout: string };
}

export type Question = 'csat' | 'nps' | 'ces' | 'yes-no';

/** What answers or call outcomes a line of `react` is for. */
export interface ReactTo {
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly is?: number | 'yes' | 'no';
  /** `unreached`: all attempts were used and nobody was reached. */
  readonly outcome?: CallOutcome | 'unreached';
}

export interface ReactLine {
  readonly to: ReactTo;
  readonly do: 'escalate' | 'reopen' | 'open-ticket' | 'send' | 'call';
  readonly ladder?: Ladder;
  readonly template?: string;
  readonly offset?: Offset;
}

/** Events that withdraw what is not yet carried out of a step. */
export type StopEvent =
  | 'reply'
  | 'scored'
  | 'confirmed'
  | 'declined'
  | `done:${string}`
  | 'ticket.resolved'
  | 'ticket.closed'
  | 'agreement.renewed'
  | 'agreement.cancelled'
  | 'customer.opted-out'
  | 'customer.left';

/** What is installed at the customer's site, or with the customer where there is none: globs over product codes. */
export interface AssetCondition {
  readonly asset: OneOrMore<string>;
}

/** The last visit that was done there. Nobody ever came: that is older than anything, and within nothing. */
export interface ServiceCondition {
  readonly lastService: { readonly olderThan?: string; readonly within?: string };
}

/** Conditions that must hold when a follow-up is due. */
export type Condition =
  | AssetCondition
  | ServiceCondition
  | 'agreement.active'
  | 'agreement.lapsed'
  | 'ticket.open'
  | 'ticket.resolved'
  | 'not-scored'
  | 'score.low'
  | 'score.high';

export type OfferKind = 'renewal' | 'upgrade' | 'agreement';

/** What is offered. A renewal without terms of its own goes on as it was; an agreement needs a term. */
export interface OfferTerms {
  readonly kind: OfferKind;
  /** ISO 8601 duration in calendar units. */
  readonly term?: string;
  /** Default: those of the subject. */
  readonly products?: readonly { readonly code: string; readonly name: string }[];
  readonly price?: number;
  /** ISO 4217 */
  readonly currency?: string;
  readonly autoRenew?: boolean;
  readonly notice?: string;
}

/** One line of a policy. */
export interface Step {
  readonly step: string;
  readonly kind: FollowUpKind;
  readonly due: DueRule;
  readonly repeat?: RepeatRule;
  readonly calendar?: string;
  readonly template?: string;
  readonly horizon?: string;
  readonly stopOn?: readonly StopEvent[];
  readonly onlyIf?: readonly Condition[];
  /** sms, survey: by which channels it may go; `call`: staff call where no other is left. Default: any but a call. */
  readonly channels?: readonly Channel[];
  readonly expires?: string;
  readonly ladder?: Ladder;
  /** survey, and call when its conversation asks for a score. */
  readonly question?: Question;
  /** survey: when the one reminder leaves, and when the question closes; durations from sending. */
  readonly remindAfter?: string;
  readonly closesAfter?: string;
  readonly react?: readonly ReactLine[];
  /** call. */
  readonly attempts?: { readonly max?: number; readonly gap?: string };
  /** call: the customer is called by machine and answers by keypad, where the installation allows it. */
  readonly automated?: boolean;
  /** survey with the question yes-no: yes accepts it, no declines it, no answer lets it expire. */
  readonly offer?: OfferTerms;
  /** sms: it announces a renewal, so it has to be sent; what cannot be sent becomes work of staff, `<step>/by-hand`. */
  readonly notice?: boolean;
  /** visit: the text that asks the customer to confirm. */
  readonly confirm?: { readonly before: string; readonly template: string };
  /** visit: how long it takes; default 60. */
  readonly minutes?: number;
  /** visit: key of the team that goes there; default: the owner's, else the one that goes out. */
  readonly team?: string;
  /** visit: what whoever goes there must know. */
  readonly skills?: readonly string[];
  /** visit: times are offered by text, to be answered by a digit. */
  readonly propose?: {
    readonly template: string;
    /** Of a proposal that follows one which suited nobody; default: the same. */
    readonly again?: string;
    readonly slots?: number;
    readonly remindAfter?: string;
    readonly reminder?: string;
    readonly closesAfter?: string;
    /** So many proposals before a person has to call. */
    readonly rounds?: number;
    /** Visits of the same site whose dates are no farther apart are offered together. */
    readonly together?: string;
  };
  /** visit: templates of what the customer is told; booked, moved and cancelled have defaults. */
  readonly tell?: {
    readonly booked?: string;
    readonly moved?: string;
    readonly cancelled?: string;
    readonly done?: string;
  };
}

export type TargetName = 'first-response' | 'next-reply' | 'resolution';

/** A promised time of a ticket. */
export interface TargetRule {
  readonly target: TargetName;
  readonly within: Offset;
  readonly calendar?: string;
  /** Default: true for resolution, false for the others. */
  readonly pauses?: boolean;
  readonly reopen?: 'keep' | 'extend' | 'restart';
  readonly ladder?: Ladder;
}

/** Who is told about a reaction that names no ladder: the owner at once, a manager a day later. */
export const DEFAULT_LADDER: Ladder = {
  levels: [
    { after: 'PT0S', to: ['owner'] },
    { after: 'P1D', to: ['manager'] },
  ],
};

/** What a policy is tried on. */
export interface MatchInput {
  readonly customer: CustomerFacts;
  readonly subject: Subject;
}

const globs = new Map<string, RegExp>();

/** Whether a text is one of those that a glob names, whatever its case: `*` any characters, `?` one. */
export function matchesGlob(glob: string, text: string): boolean {
  let pattern = globs.get(glob);
  if (!pattern) {
    const escaped = glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    pattern = new RegExp(`^${escaped}$`, 'i');
    if (globs.size > 5_000) globs.clear();
    globs.set(glob, pattern);
  }
  return pattern.test(text);
}

function lines<T extends string>(wanted: OneOrMore<T> | undefined): readonly T[] | null {
  if (wanted === undefined) return null;
  return typeof wanted === 'string' ? [wanted] : (wanted as readonly T[]);
}

function holds(wanted: OneOrMore<string> | undefined, ...actual: (string | undefined)[]): boolean {
  const allowed = lines(wanted);
  if (allowed === null) return true;
  return actual.some((value) => value !== undefined && allowed.some((glob) => matchesGlob(glob, value)));
}

/** Whether a policy applies: its subject type and every line of `match`. A missing fact never satisfies a line. */
export function matches(policy: Policy, { customer, subject }: MatchInput): boolean {
  if (policy.subject !== subject.type) return false;
  const { match } = policy;
  if (!match) return true;
  const ticket = subject.type === 'ticket' ? subject : undefined;
  const { country, region } = customer;
  const place = region && country && !region.startsWith(`${country}-`) ? `${country}-${region}` : region;
  return (
    holds(match.tier, customer.tier) &&
    holds(match.customerType, customer.type) &&
    holds(match.product, ...(subject.products ?? [])) &&
    holds(match.region, country, region, place) &&
    holds(match.language, customer.language) &&
    holds(match.kind, ticket?.kind) &&
    holds(match.priority, ticket?.priority) &&
    (match.hemisphere === undefined || holds(match.hemisphere, hemisphereOf(customer.zones?.[0], country)))
  );
}

/** For each family the first matching policy by rank; equal ranks go by key. Sorted by family. */
export function choosePolicies<T extends Policy>(
  candidates: readonly T[],
  subject: Subject,
  customer: CustomerFacts,
): T[] {
  const chosen = new Map<string, T>();
  for (const policy of candidates) {
    if (!matches(policy, { customer, subject })) continue;
    const rival = chosen.get(policy.family);
    if (!rival || isAskedBefore(policy, rival)) chosen.set(policy.family, policy);
  }
  return [...chosen.values()].sort((a, b) => (a.family < b.family ? -1 : 1));
}

function isAskedBefore(a: Policy, b: Policy): boolean {
  return a.rank === b.rank ? a.policy < b.policy : a.rank < b.rank;
}
