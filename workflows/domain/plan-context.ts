import { followAgreement, type AgreementTimeline } from './agreement.js';
import type { Calendar } from './calendar.js';
import { EventLog, type ScoreEvent } from './event-log.js';
import type { Facts } from './facts.js';
import type { DatedFollowUp } from './follow-up.js';
import type { Step } from './policy.js';
import type { Reacted } from './reaction.js';
import { addDuration, parseDuration, type Instant } from './time.js';

/** How a follow-up ended. `isDone`: carried out, so that `done:<step>` and the next of a series count from it. */
export interface Ending {
  readonly at: Instant;
  readonly isDone: boolean;
}

/** A follow-up with what the rules after it need to know and nobody else. */
export interface DatedItem {
  readonly followUp: DatedFollowUp;
  /** What ended it up to now; for a sent text also the sending. */
  readonly ending: Ending | null;
  /** When it was carried out: done by a person, or a text that left. */
  readonly carriedOutAt: Instant | null;
  /** Where it ends by itself if nothing happens (a text that leaves, a question that closes), or null. */
  readonly endsAt: Instant | null;
  /** Earlier due instants with the instant from which each stood, oldest first; the last one is the present. */
  readonly dueHistory: readonly {
    readonly from: Instant;
    readonly dueAt: Instant;
    readonly isBooked?: boolean;
  }[];
  readonly reactions: readonly Reacted[];
  /** When staff are to call instead of a text that cannot reach the customer. */
  readonly callAt?: Instant | null;
}

/** How far ahead a series is shown when nobody says. */
const DEFAULT_VIEW = parseDuration('P2Y');

/** What the parts of `agenda()` share during one call: the facts, indexed, and what was dated so far. */
export class PlanContext {
  readonly log: EventLog;
  readonly zone: string;
  readonly items = new Map<string, readonly DatedItem[]>();
  readonly waitingFor: { step: string; anchor: string }[] = [];
  private wake: Instant = Infinity;
  private timeline: AgreementTimeline | null | undefined;
  private horizon: Instant | undefined;
  private knownScores: readonly ScoreEvent[] | undefined;

  constructor(
    readonly facts: Facts,
    readonly now: Instant,
    until?: Instant,
  ) {
    this.log = new EventLog(facts.events, now);
    this.zone = facts.zone;
    this.horizon = until;
    this.wakeAt(this.log.nextAt);
  }

  /** Up to where a series is shown. */
  get until(): Instant {
    return (this.horizon ??= addDuration(this.now, DEFAULT_VIEW, this.zone));
  }

  get scores(): readonly ScoreEvent[] {
    return (this.knownScores ??= this.log.scores());
  }

  get agreement(): AgreementTimeline | null {
    if (this.timeline !== undefined) return this.timeline;
    const { subject } = this.facts;
    this.timeline = subject.type === 'agreement' ? followAgreement(subject, this.log, this) : null;
    return this.timeline;
  }

  /** The calendar of a step or target, else the policy's. Throws a RangeError for one that is not among the facts. */
  calendarOf(rule: { readonly calendar?: string }): Calendar | null {
    const key = rule.calendar ?? this.facts.policy.calendar;
    if (key === undefined) return null;
    const calendar = this.facts.calendars.get(key);
    if (!calendar)
      throw new RangeError(`The policy names the calendar "${key}", which is not among the facts.`);
    return calendar;
  }

  itemsOf(step: string): readonly DatedItem[] {
    return this.items.get(step) ?? [];
  }

  /** Something changes by itself at this instant. What is not after `now` has changed already. */
  wakeAt(instant: Instant | null | undefined): void {
    if (instant !== null && instant !== undefined && instant > this.now && instant < this.wake)
      this.wake = instant;
  }

  get nextWake(): Instant | null {
    return this.wake === Infinity ? null : this.wake;
  }
}

/** Whether a kind leaves by itself as a text. */
export function isText(step: Step): boolean {
  return step.kind === 'sms' || step.kind === 'survey';
}

/** Whether this is still to come: a text until it leaves, work until it is due. */
export function isNext({ followUp, ending }: DatedItem, { now }: PlanContext): boolean {
  return ending === null && (followUp.sendAt ?? followUp.dueAt) > now;
}
