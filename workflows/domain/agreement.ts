import type { EventLog } from './event-log.js';
import { formatDate, parseDate, type LocalDate } from './local-date.js';
import { addToDay, atLocal, localDay, parseDuration, times, type Duration, type Instant } from './time.js';
import type { AgreementSubject } from './subject.js';

/**
 * active: in force; suspended: resting, its end moves; ending: the day of notice is over and it will not renew;
 * lapsed: ended and not renewed; cancelled: called off.
 */
export type AgreementState = 'active' | 'suspended' | 'ending' | 'lapsed' | 'cancelled';

/** Where an agreement stands. */
export interface AgreementClock {
  readonly startsOn: LocalDate;
  /** Last day of the present term, included. */
  readonly endsOn: LocalDate;
  readonly noticeOn: LocalDate | null;
  readonly state: AgreementState;
  /** 1 for the first term. */
  readonly term: number;
}

/** One term; days are day numbers. */
export interface Term {
  readonly term: number;
  readonly startsDay: number;
  readonly endsDay: number;
  readonly noticeDay: number | null;
  /** Since when the term is known of: the start, a renewal, or the day the one before ended. */
  readonly knownAt: Instant;
  /** It begins by itself, later than today. */
  readonly isProjected: boolean;
}

interface Suspension {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** An agreement over time: its terms up to today, those to come by themselves, and its state at any instant so far. */
export interface AgreementTimeline {
  readonly terms: readonly Term[];
  readonly clock: AgreementClock;
  /** Whether it renews by itself for as long as one looks. */
  readonly isOpenEnded: boolean;
  stateAt(instant: Instant): AgreementState;
  /** When the state changes next by itself, or null. */
  readonly changesAt: Instant | null;
}

export interface AgreementView {
  readonly zone: string;
  readonly now: Instant;
  /** Terms that begin by itself are shown up to here. */
  readonly until: Instant;
}

/** Replays what happened to an agreement. Suspensions and terms are counted in local days. */
export function followAgreement(
  subject: AgreementSubject,
  log: EventLog,
  view: AgreementView,
): AgreementTimeline {
  const replay = new Replay(subject, view.zone);
  for (const event of log.all) replay.apply(event);
  replay.renewUpTo(localDay(view.now, view.zone));
  const current = replay.terms.length;
  const present = replay.terms[current - 1]!;
  const stateAt = (instant: Instant): AgreementState => replay.stateAt(instant);
  const isOpenEnded = replay.renewsByItself(present);
  const clock: AgreementClock = {
    startsOn: subject.startsOn,
    endsOn: formatDate(present.endsDay),
    noticeOn: present.noticeDay === null ? null : formatDate(present.noticeDay),
    state: stateAt(view.now),
    term: present.term,
  };
  if (!replay.isSuspended) replay.renewUpTo(localDay(view.until, view.zone), true);
  return { terms: replay.terms, clock, isOpenEnded, stateAt, changesAt: nextChange(present, view) };
}

function nextChange({ noticeDay, endsDay }: Term, { zone, now }: AgreementView): Instant | null {
  const days = noticeDay === null ? [endsDay] : [noticeDay, endsDay];
  const later = days.map((day) => atLocal(day + 1, 0, zone)).filter((instant) => instant > now);
  return later.length === 0 ? null : Math.min(...later);
}

/** Terms are summed from a base day, never from term to term, so that month ends do not drift. */
class Replay {
  readonly terms: Term[] = [];
  private readonly suspensions: Suspension[] = [];
  private cancelledAt: Instant | null = null;
  private suspendedAt: Instant | null = null;
  private base: number;
  private renewals = 0;
  private readonly renewFor: Duration;
  private readonly notice: Duration | null;

  constructor(
    subject: AgreementSubject,
    private readonly zone: string,
  ) {
    const startsDay = parseDate(subject.startsOn);
    const endsDay = subject.endsOn
      ? parseDate(subject.endsOn)
      : addToDay(startsDay, parseDuration(subject.term ?? 'P1Y')) - 1;
    this.base = endsDay + 1;
    this.renewFor = renewalOf(subject, startsDay, endsDay);
    if (!subject.endsOn && !subject.renewFor) {
      // The first term is the base of the following ones: 31 January plus two months is 31 March again.
      this.base = startsDay;
      this.renewals = 1;
    }
    this.notice = subject.notice ? parseDuration(subject.notice) : null;
    this.autoRenew = subject.autoRenew ?? false;
    this.push(startsDay, endsDay, -Infinity, false);
  }

  private readonly autoRenew: boolean;

  get isSuspended(): boolean {
    return this.suspendedAt !== null;
  }

  private get present(): Term {
    return this.terms.at(-1)!;
  }

  apply(event: EventLog['all'][number]): void {
    const day = localDay(event.at, this.zone);
    switch (event.type) {
      case 'agreement.renewed':
        this.renewUpTo(day - 1);
        this.renew(event.endsOn ? parseDate(event.endsOn) : null, event.at);
        break;
      case 'agreement.suspended':
        this.renewUpTo(day);
        this.suspendedAt ??= event.at;
        break;
      case 'agreement.resumed':
        if (this.suspendedAt !== null) this.resume(this.suspendedAt, event.at);
        break;
      case 'agreement.cancelled':
        this.renewUpTo(day);
        this.cancelledAt ??= event.at;
        break;
      default:
    }
  }

  private renew(endsDay: number | null, at: Instant): void {
    const { endsDay: before } = this.present;
    // A renewal that names the end already known was recorded after it happened by itself.
    if (endsDay !== null && endsDay <= before) return;
    this.cancelledAt = null;
    this.push(before + 1, endsDay ?? this.nextEnd(), at, false);
    if (endsDay !== null) this.restartFrom(endsDay + 1);
    else this.renewals += 1;
  }

  private resume(from: Instant, to: Instant): void {
    this.suspendedAt = null;
    this.suspensions.push({ from, to });
    const days = localDay(to, this.zone) - localDay(from, this.zone);
    if (days === 0) return;
    const { term, startsDay, endsDay, knownAt } = this.terms.pop()!;
    this.terms.push(this.term(term, startsDay, endsDay + days, knownAt, false));
    this.restartFrom(endsDay + days + 1);
  }

  /** Begins the terms that follow by themselves up to a day. While suspended the present one does not end. */
  renewUpTo(day: number, isProjected = false): void {
    while (!this.isSuspended && this.present.endsDay < day && this.renewsByItself(this.present)) {
      const startsDay = this.present.endsDay + 1;
      this.push(startsDay, this.nextEnd(), atLocal(startsDay, 0, this.zone), isProjected);
      this.renewals += 1;
    }
  }

  renewsByItself({ noticeDay, endsDay }: Term): boolean {
    if (!this.autoRenew) return false;
    return this.cancelledAt === null || localDay(this.cancelledAt, this.zone) > (noticeDay ?? endsDay);
  }

  private nextEnd(): number {
    return addToDay(this.base, times(this.renewFor, this.renewals + 1)) - 1;
  }

  private restartFrom(day: number): void {
    this.base = day;
    this.renewals = 0;
  }

  private push(startsDay: number, endsDay: number, knownAt: Instant, isProjected: boolean): void {
    this.terms.push(this.term(this.terms.length + 1, startsDay, endsDay, knownAt, isProjected));
  }

  private term(
    term: number,
    startsDay: number,
    endsDay: number,
    knownAt: Instant,
    isProjected: boolean,
  ): Term {
    const noticeDay = this.notice ? addToDay(endsDay, times(this.notice, -1)) : null;
    return { term, startsDay, endsDay, noticeDay, knownAt, isProjected };
  }

  stateAt(instant: Instant): AgreementState {
    if (this.cancelledAt !== null && this.cancelledAt <= instant) return 'cancelled';
    const isSuspended =
      (this.suspendedAt !== null && this.suspendedAt <= instant) ||
      this.suspensions.some(({ from, to }) => from <= instant && instant < to!);
    if (isSuspended) return 'suspended';
    const day = localDay(instant, this.zone);
    // What was known then counts: a renewal after the end does not undo that the agreement had lapsed.
    const known = this.terms.filter(({ knownAt }) => knownAt <= instant);
    const last = known.at(-1)!;
    if (day > last.endsDay) return 'lapsed';
    if (last.noticeDay !== null && day > last.noticeDay && !this.renewsByItself(last)) return 'ending';
    return 'active';
  }
}

/** The length of later terms: `renewFor`, else the first term, else as many whole months (or days) as the first had. */
function renewalOf(subject: AgreementSubject, startsDay: number, endsDay: number): Duration {
  const stated = subject.renewFor ?? subject.term;
  if (stated) return parseDuration(stated);
  for (let months = 1; addToDay(startsDay, { months, days: 0, elapsedMs: 0 }) <= endsDay + 1; months++) {
    if (addToDay(startsDay, { months, days: 0, elapsedMs: 0 }) === endsDay + 1)
      return { months, days: 0, elapsedMs: 0 };
  }
  return { months: 0, days: endsDay + 1 - startsDay, elapsedMs: 0 };
}
