import { dateDue, settle, type DueDate, type Place } from './due.js';
import { follow } from './follow.js';
import { MINUTE_MS, WALL_DAY_MS, formatDate } from './local-date.js';
import { isNext, type DatedItem, type PlanContext } from './plan-context.js';
import type { RepeatRule, Step } from './policy.js';
import type { Reason } from './reason.js';
import { isInSeason, lastDayOf, replacement } from './series.js';
import type { Stretch } from './stretch.js';
import {
  addToDay,
  atLocal,
  localDay,
  parseDuration,
  times,
  toWall,
  type Duration,
  type Instant,
} from './time.js';
import { because } from './wording.js';

const MOST_NUMBERS = 20_000;
/** Where even the next occurrence is not looked for any more: ten years after the end of the view. */
const FARTHEST_MS = 3_653 * WALL_DAY_MS;

/** One occurrence on the way: its date before `at` and `shift`, and why it is that one. */
interface Link {
  readonly day: number;
  readonly reasons: readonly Reason[];
  /** When the one before was done. */
  readonly heardSince?: Instant;
  readonly isProjected: boolean;
}

/**
 * The follow-ups of one stretch of a floating or anniversary series, and how many numbers it uses: each date hangs on the day the one before was done. What is open
 * or still to come is followed as if each were done on its due date.
 */
export function chainItems(
  step: Step,
  repeat: RepeatRule,
  stretch: Stretch,
  context: PlanContext,
): { items: DatedItem[]; length: number } {
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  return new Chain(step, repeat, stretch, place, context).walk();
}

class Chain {
  private readonly found: DatedItem[] = [];
  private readonly every: Duration;
  private readonly lastDay: number | null;
  private readonly first: DueDate;
  private readonly minutes: number;

  constructor(
    private readonly step: Step,
    private readonly repeat: RepeatRule,
    private readonly stretch: Stretch,
    private readonly place: Place,
    private readonly context: PlanContext,
  ) {
    this.every = parseDuration(repeat.every!);
    this.lastDay = lastDayOf(step, repeat, stretch.point, context);
    this.first = dateDue(stretch.point.at, step.due, place)!;
    const wall = toWall(this.first.dueAt, place.zone);
    this.minutes = (wall - Math.floor(wall / WALL_DAY_MS) * WALL_DAY_MS) / MINUTE_MS;
  }

  walk(): { items: DatedItem[]; length: number } {
    const { context, repeat, stretch } = this;
    let link: Link = { day: this.first.day, reasons: [], isProjected: stretch.point.isProjected ?? false };
    const most = Math.min(repeat.count ?? MOST_NUMBERS, MOST_NUMBERS);
    let n = 1;
    for (; n <= most; n++) {
      const date = this.dateOf(link, n);
      // What something has happened to is shown wherever it lies.
      const isTouched = n <= stretch.lastTouched;
      if (!isTouched && (date.dueAt >= stretch.endsAt || this.isBeyond(date))) break;
      link = this.take(n, date, link);
      if (!isTouched && date.dueAt > context.until && stretch.endsAt === Infinity && this.endsBeyond()) break;
    }
    return { items: this.found, length: n - 1 };
  }

  private isBeyond({ day, dueAt }: DueDate): boolean {
    const { until } = this.context;
    if (this.lastDay !== null && day > this.lastDay) return true;
    // Another part follows, whose numbers depend on how many there are in this one.
    if (this.stretch.endsAt !== Infinity) return false;
    const hasNext = this.found.some((item) => isNext(item, this.context));
    return dueAt > until && (hasNext || dueAt > until + FARTHEST_MS);
  }

  /** Beyond the view only an open occurrence is worth showing; one that was called off ends the series there. */
  private endsBeyond(): boolean {
    const last = this.found.at(-1);
    if (!last || last.followUp.dueAt <= this.context.until) return false;
    if (last.ending !== null) this.found.pop();
    return true;
  }

  private dateOf({ day, reasons }: Link, n: number): DueDate {
    if (n === 1) return this.first;
    const how = [...this.first.reasons.slice(0, 1), ...reasons];
    return settle(atLocal(day, this.minutes, this.place.zone), this.step.due, this.place, how);
  }

  /** Follows one occurrence and answers where the next one stands. */
  private take(n: number, date: DueDate, link: Link): Link {
    const { context, step } = this;
    const occurrence = this.stretch.before + n;
    const hasEvents = context.log.of(step.step, occurrence).length > 0;
    if (!hasEvents && this.isDropped(n, date, link)) return this.next(link, date.day, []);
    const collapses = !hasEvents && date.dueAt < context.facts.startedAt && this.repeat.missed === 'collapse';
    const dueAt = collapses ? context.facts.startedAt : date.dueAt;
    const reasons = [...date.reasons];
    if (collapses) reasons.push(because('missed.collapsed'));
    if (link.isProjected) reasons.push(because('projected'));
    const point = { ...this.stretch.point, heardSince: link.heardSince };
    const item = follow({ step, occurrence, dueAt, reasons, point, isProjected: link.isProjected }, context);
    this.found.push(item);
    return this.after(item, date.day, link);
  }

  private isDropped(n: number, { dueAt, day }: DueDate, { isProjected }: Link): boolean {
    const { context, repeat } = this;
    if (!isInSeason(repeat, day)) return true;
    if (replacement(this.step, localDay(dueAt, context.zone), context) !== null) return true;
    if (isProjected || dueAt >= context.facts.startedAt) return false;
    const missed = repeat.missed ?? 'skip';
    return missed === 'skip' || (missed === 'collapse' && this.isFollowedByMissed(n, day));
  }

  /** Whether the one after an untouched missed occurrence was missed too. */
  private isFollowedByMissed(n: number, day: number): boolean {
    const next = this.dateOf({ day: addToDay(day, this.every), reasons: [], isProjected: false }, n + 1);
    return next.dueAt < this.context.facts.startedAt;
  }

  private after(item: DatedItem, deadline: number, link: Link): Link {
    const { carriedOutAt, ending } = item;
    if (carriedOutAt !== null) return this.afterDone(deadline, carriedOutAt);
    if (ending !== null) return this.next(link, deadline, []);
    return this.projection(deadline);
  }

  private afterDone(deadline: number, doneAt: Instant): Link {
    const done = localDay(doneAt, this.context.zone);
    const words = { done: formatDate(done), deadline: formatDate(deadline) };
    const base = { heardSince: doneAt, isProjected: false };
    if (this.repeat.mode === 'floating') {
      return { ...base, day: addToDay(done, this.every), reasons: [because('floating.counted', words)] };
    }
    const early = times(parseDuration(this.repeat.early ?? 'P0D'), -1);
    const isInWindow = addToDay(deadline, early) <= done && done <= deadline;
    return isInWindow
      ? { ...base, day: addToDay(deadline, this.every), reasons: [because('anniversary.kept', words)] }
      : { ...base, day: addToDay(done, this.every), reasons: [because('anniversary.moved', words)] };
  }

  private next({ heardSince, isProjected }: Link, day: number, reasons: readonly Reason[]): Link {
    return { day: addToDay(day, this.every), reasons, heardSince, isProjected };
  }

  /** What is open now is taken as done by the time the next one is due. */
  private projection(deadline: number): Link {
    const { context } = this;
    const today = localDay(context.now, context.zone);
    let day = addToDay(deadline, this.every);
    while (day <= today) day = addToDay(day, this.every);
    // While something stays open, the one expected next moves on when its own day comes.
    if (deadline <= today) context.wakeAt(atLocal(day, 0, context.zone));
    return { day, reasons: [], isProjected: true };
  }
}
