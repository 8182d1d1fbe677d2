import { baseOf, type Dated } from './dated.js';
import type { DueDate, Place } from './due.js';
import { follow } from './follow.js';
import { WALL_DAY_MS } from './local-date.js';
import { isNext, isText, type DatedItem, type PlanContext } from './plan-context.js';
import type { RepeatRule, Step } from './policy.js';
import { fixedSeries, isInSeason, lastDayOf, replacement, type FixedSeries } from './series.js';
import type { Stretch } from './stretch.js';
import { addDuration, localDay, parseDuration, type Instant } from './time.js';
import { findWithdrawal } from './withdrawal.js';
import { because } from './wording.js';

/** What ended longer ago than this is history: it is not dated again each time. */
const LOOK_BACK = parseDuration('-P2Y');
/** A series that finds nothing in so many numbers finds nothing any more. */
const MOST_NUMBERS = 20_000;
/** Where even the next occurrence is not looked for any more: ten years after the end of the view. */
const FARTHEST_MS = 3_653 * WALL_DAY_MS;

/** The follow-ups of one stretch of a series in one of the fixed modes, and how many numbers it uses. */
export function fixedItems(
  step: Step,
  repeat: RepeatRule,
  stretch: Stretch,
  context: PlanContext,
): { items: DatedItem[]; length: number } {
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  const walk = new FixedWalk(step, repeat, stretch, place, context);
  return { items: walk.items(), length: walk.length };
}

/** Walks a fixed series from its first number that can still matter. Its own numbers begin with 1 in each stretch. */
class FixedWalk {
  /** How many numbers the stretch has; Infinity for the last one. */
  readonly length: number;
  private readonly found: DatedItem[] = [];
  private readonly series: FixedSeries;
  private readonly skipsWhileOpen: boolean;
  private readonly lastDay: number | null;
  /** Until when an earlier occurrence stood open. */
  private openUntil: Instant = -Infinity;
  private openNumber = 0;
  /** The last number that something has happened to: it is shown wherever it lies. */
  private readonly lastTouched: number;
  private previousDueAt: Instant | null = null;

  constructor(
    private readonly step: Step,
    private readonly repeat: RepeatRule,
    private readonly stretch: Stretch,
    place: Place,
    private readonly context: PlanContext,
  ) {
    this.series = fixedSeries(step, repeat, stretch, place);
    this.skipsWhileOpen = !isText(step) && repeat.mode !== 'fixed-each';
    this.lastDay = lastDayOf(step, repeat, stretch.point, context);
    this.length = this.countUpTo(stretch.endsAt);
    this.lastTouched = stretch.lastTouched;
  }

  private countUpTo(end: Instant): number {
    if (end === Infinity) return Infinity;
    const endDay = localDay(end, this.context.zone);
    let n = this.series.numberBefore(Math.min(endDay, this.lastDay ?? endDay));
    for (; n <= (this.repeat.count ?? Infinity); n++) {
      const date = this.series.dateOf(n);
      if (date === 'end' || (date && (date.dueAt >= end || this.isAfterEnd(date)))) break;
    }
    return Math.max(n - 1, Math.min(this.stretch.lastTouched, this.repeat.count ?? Infinity));
  }

  items(): DatedItem[] {
    const { context, series } = this;
    const recent = this.firstRecent();
    const last = Math.min(this.length, this.repeat.count ?? Infinity, recent + MOST_NUMBERS);
    for (let n = 1; n < recent; n++) if (this.mayBeOpen(n)) this.take(n, series.dateOf(n), true);
    for (let n = recent; n <= last; n++) {
      const date = series.dateOf(n);
      if (date === 'end') break;
      if (n > this.lastTouched && date && this.isBeyond(date)) break;
      this.take(n, date, false);
      if (n > this.lastTouched && date && date.dueAt > context.until && this.endsBeyond()) break;
    }
    return this.found;
  }

  private isAfterEnd({ day }: DueDate): boolean {
    return this.lastDay !== null && day > this.lastDay;
  }

  private isBeyond(date: DueDate): boolean {
    const { until } = this.context;
    if (this.isAfterEnd(date)) return true;
    return date.dueAt > until && (this.hasNext() || date.dueAt > until + FARTHEST_MS);
  }

  /** Beyond the view only an open occurrence is worth showing; one that was called off ends the series there. */
  private endsBeyond(): boolean {
    const last = this.found.at(-1);
    if (!last || last.followUp.dueAt <= this.context.until) return false;
    if (last.ending !== null) this.found.pop();
    return true;
  }

  /** A series shows at least its next occurrence, however far away. */
  private hasNext(): boolean {
    return this.found.some((item) => isNext(item, this.context));
  }

  private firstRecent(): number {
    const { context, repeat } = this;
    const lookBack = addDuration(context.now, LOOK_BACK, context.zone);
    const skipsMissed = (repeat.missed ?? 'skip') === 'skip';
    const from = skipsMissed ? Math.max(lookBack, context.facts.startedAt) : lookBack;
    const number = this.series.numberBefore(localDay(Math.min(from, context.now), context.zone));
    return Math.min(number, Math.min(repeat.count ?? Infinity, this.length) + 1);
  }

  private eventsOf(n: number): ReturnType<PlanContext['log']['of']> {
    return this.context.log.of(this.step.step, this.stretch.before + n);
  }

  /** Of the history only what has not ended matters; whether it has is told by its events, without dating it. */
  private mayBeOpen(n: number): boolean {
    const events = this.eventsOf(n);
    if (events.some(({ type }) => type === 'done' || type === 'skipped' || type === 'sent')) return false;
    if (events.length > 0) return true;
    if (isText(this.step) && this.context.facts.assumeSent) return false;
    // Before the plan was in force nothing stood open, and while something stands open the rest was skipped.
    if ((this.repeat.missed ?? 'skip') === 'skip' && this.isBeforeStart(n)) return false;
    return !(this.skipsWhileOpen && this.openUntil > this.context.now);
  }

  private isBeforeStart(n: number): boolean {
    return n < this.series.numberBefore(localDay(this.context.facts.startedAt, this.context.zone));
  }

  private take(n: number, date: DueDate | null | 'end', isHistory: boolean): void {
    if (date === null || date === 'end') return;
    const hasEvents = this.eventsOf(n).length > 0;
    if (!hasEvents && this.isDropped(date)) return;
    this.previousDueAt = date.dueAt;
    const missed = date.dueAt < this.context.facts.startedAt ? (this.repeat.missed ?? 'skip') : null;
    if (missed === 'skip' && !hasEvents) return;
    if (missed === 'collapse' && this.isMissed(n + 1) && !hasEvents) return;
    const isCollapsed = missed === 'collapse' && !this.isMissed(n + 1);
    this.add(n, isCollapsed ? this.collapsed(date) : date, missed === 'each' || hasEvents, isHistory);
  }

  /** Out of season, replaced by another step, or the same date once more (`next` may lead two intervals to one date). */
  private isDropped(date: DueDate): boolean {
    const day = localDay(date.dueAt, this.context.zone);
    return (
      !isInSeason(this.repeat, date.day) ||
      date.dueAt === this.previousDueAt ||
      replacement(this.step, day, this.context) !== null
    );
  }

  private isMissed(n: number): boolean {
    if (n > (this.repeat.count ?? Infinity)) return false;
    const date = this.series.dateOf(n);
    if (date === 'end' || (date && this.isAfterEnd(date))) return false;
    return date === null || !isInSeason(this.repeat, date.day)
      ? this.isMissed(n + 1)
      : date.dueAt < this.context.facts.startedAt;
  }

  private collapsed({ day, reasons }: DueDate): DueDate {
    return { dueAt: this.context.facts.startedAt, day, reasons: [...reasons, because('missed.collapsed')] };
  }

  private add(n: number, date: DueDate, isKept: boolean, isHistory: boolean): void {
    const { step, context } = this;
    const { point, before } = this.stretch;
    const { dueAt, reasons } = date;
    const dated = {
      step,
      occurrence: before + n,
      dueAt,
      reasons,
      point,
      isProjected: point.isProjected,
    };
    const comesWhileOpen = this.skipsWhileOpen && !isKept && dueAt <= context.now && dueAt < this.openUntil;
    if (comesWhileOpen && !this.wasCalledOff(dated)) {
      if (!isHistory) this.found.push(this.skipped(dated));
      return;
    }
    const item = follow(dated, context);
    this.found.push(item);
    const end = item.ending?.at ?? Infinity;
    if (dueAt <= context.now && end > this.openUntil) {
      this.openUntil = end;
      this.openNumber = before + n;
    }
  }

  /** What was withdrawn before its date came stays withdrawn. */
  private wasCalledOff({ step, occurrence, dueAt, point }: Dated): boolean {
    const open = { step, occurrence, point, dueAt, stopsBefore: dueAt, openUntil: dueAt };
    return findWithdrawal(open, this.context) !== null;
  }

  private skipped(dated: Dated): DatedItem {
    const reasons = [...dated.reasons, because('skipped.still-open', { open: this.openNumber })];
    return {
      followUp: { ...baseOf(dated, dated.dueAt, this.context), state: 'skipped', reasons },
      ending: { at: dated.dueAt, isDone: false },
      carriedOutAt: null,
      endsAt: null,
      dueHistory: [],
      reactions: [],
    };
  }
}
