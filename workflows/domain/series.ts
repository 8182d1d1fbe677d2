import { findAnchorDay, type AnchorPoint } from './anchor.js';
import { dateDue, settle, type DueDate, type Place } from './due.js';
import { findDate, yearMonthDay } from './local-date.js';
import type { PlanContext } from './plan-context.js';
import type { Anchor, RepeatRule, Step } from './policy.js';
import { parseRule, ruleDays, type Rule } from './rrule.js';
import type { Stretch } from './stretch.js';
import { atLocal, localDay, parseDuration, toWall, type Duration } from './time.js';
import { WALL_DAY_MS, MINUTE_MS } from './local-date.js';
import { because } from './wording.js';

/** The dates of a fixed series, by number from 1. Date n never depends on date n-1, nor on when it is asked for. */
export interface FixedSeries {
  /** Null where the series leaves this number out; `end` after the last one. */
  dateOf(n: number): DueDate | null | 'end';
  /** A number that surely does not lie after the first occurrence on or after a day. */
  numberBefore(day: number): number;
}

/** Numbers left as slack, since `next`, `at` and `shift` move occurrences a little against their interval. */
const SLACK_DAYS = 45;

/** The series that a step repeats from an anchor. */
export function fixedSeries(step: Step, repeat: RepeatRule, stretch: Stretch, place: Place): FixedSeries {
  return repeat.rrule === undefined
    ? intervalSeries(step, repeat, stretch, place)
    : ruleSeries(step, repeat.rrule, stretch, place);
}

function intervalSeries(
  step: Step,
  repeat: RepeatRule,
  { point, before }: Stretch,
  place: Place,
): FixedSeries {
  const every = parseDuration(repeat.every!);
  const monthEnd = repeat.monthEnd ?? 'clamp';
  const plain = (n: number): DueDate | null =>
    dateDue(point.at, step.due, place, { every, times: n - 1, monthEnd });
  let isEmpty: boolean | undefined;
  const dateOf = (n: number): DueDate | null | 'end' => {
    const date = plain(n);
    if (date && n > 1) withReason(date, before + n, repeat.every!);
    if (date === null && (isEmpty ??= hasNoDates(plain))) return 'end';
    return date;
  };
  // A date of `next` may lie up to a year after the interval's own.
  const slack = SLACK_DAYS + (step.due.next === undefined ? 0 : 366);
  let firstDay: number | undefined;
  return {
    dateOf,
    numberBefore: (day) => {
      firstDay ??= dateDue(point.at, step.due, place)!.day;
      return Math.max(1, Math.floor((day - slack - firstDay) / longestDays(every)));
    },
  };
}

/** `skip` may leave out every number: a month after 31 January, then each year, there is never a 31 February. */
const MOST_SKIPPED = 100;

function hasNoDates(dateOf: (n: number) => DueDate | null): boolean {
  for (let n = 1; n <= MOST_SKIPPED; n++) if (dateOf(n)) return false;
  return true;
}

/** The most days an interval can take; at least one. */
function longestDays({ months, days }: Duration): number {
  return Math.max(1, months * 30.5 + days);
}

function withReason(date: DueDate, occurrence: number, every: string): void {
  (date.reasons as ReturnType<typeof because>[]).push(because('repeat', { occurrence, every }));
}

function ruleSeries(step: Step, text: string, { point, before }: Stretch, place: Place): FixedSeries {
  const first = dateDue(point.at, step.due, place)!;
  const wall = toWall(first.dueAt, place.zone);
  const minutes = (wall - Math.floor(wall / WALL_DAY_MS) * WALL_DAY_MS) / MINUTE_MS;
  const days = rememberedDays(text, first.day);
  // The rule says the date; `next` has done its part in finding the first one.
  const due = { ...step.due, next: undefined };
  return {
    dateOf: (n) => {
      const day = days.at(n);
      if (day === null) return 'end';
      const reasons = [...first.reasons, because('repeat', { occurrence: before + n, every: text })];
      return settle(atLocal(day, minutes, place.zone), due, place, reasons);
    },
    numberBefore: (day) => days.countBefore(day - SLACK_DAYS) + 1,
  };
}

/** The dates of one rule from one start, worked out once and only as far as somebody asked. */
class RuleDates {
  private readonly days: number[] = [];
  private readonly source: Generator<number>;
  private isOver = false;

  constructor(rule: Rule, start: number) {
    this.source = ruleDays(rule, start);
  }

  at(n: number): number | null {
    while (this.days.length < n && !this.isOver) this.pull();
    return this.days[n - 1] ?? null;
  }

  countBefore(day: number): number {
    while ((this.days.at(-1) ?? -Infinity) < day && !this.isOver) this.pull();
    let [low, high] = [0, this.days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private pull(): void {
    const { value, done } = this.source.next();
    if (done) this.isOver = true;
    else this.days.push(value);
  }
}

const remembered = new Map<string, RuleDates>();
const REMEMBERED_RULES = 500;

function rememberedDays(text: string, start: number): RuleDates {
  const key = `${start} ${text}`;
  let dates = remembered.get(key);
  if (!dates) {
    if (remembered.size >= REMEMBERED_RULES) remembered.clear();
    remembered.set(key, (dates = new RuleDates(parseRule(text), start)));
  }
  return dates;
}

/**
 * The last local day of a series, included, or null when it has none (or when its end is not known yet). What counts
 * from the end of a term ends with that term.
 */
export function lastDayOf(
  { due }: Step,
  { until }: RepeatRule,
  point: AnchorPoint,
  context: PlanContext,
): number | null {
  if (until === undefined) return null;
  const term = isTermAnchor(due.from) && isTermAnchor(until) ? point.occurrence : null;
  return findDate(until) ?? findAnchorDay(until as Anchor, context, term);
}

function isTermAnchor(anchor: string): boolean {
  return anchor === 'agreement.ends' || anchor === 'agreement.notice' || anchor === 'agreement.notify';
}

/** Whether an occurrence lies in the season of its series. */
export function isInSeason({ months }: RepeatRule, day: number): boolean {
  return months === undefined || months.includes(yearMonthDay(day).month);
}

/** Whether another step that was dated before takes the place of this one on a local date. */
export function replacement(step: Step, day: number, context: PlanContext): string | null {
  const { policy } = context.facts;
  for (const other of policy.steps ?? []) {
    if (!other.repeat?.replaces?.includes(step.step)) continue;
    const isThere = context
      .itemsOf(other.step)
      .some(({ followUp }) => followUp.state !== 'skipped' && localDay(followUp.dueAt, context.zone) === day);
    if (isThere) return other.step;
  }
  return null;
}
