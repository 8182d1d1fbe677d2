import type { PlanEvent } from './event.js';
import type { DueSpan } from './ladder.js';
import type { PlanContext } from './plan-context.js';
import type { TargetName, TargetRule } from './policy.js';
import type { Reason } from './reason.js';
import { Stopwatch } from './stopwatch.js';
import type { TicketSubject } from './subject.js';
import type { Instant } from './time.js';

/**
 * running: counting; paused: waiting for the customer; met: ended in time; breached: not in time, never undone;
 * inactive: not begun.
 */
export type TargetState = 'running' | 'paused' | 'met' | 'breached' | 'inactive';

/** The clock of one promised time of a ticket. Minutes are working minutes where the target counts working time. */
export interface TargetClock {
  readonly target: TargetName;
  /** Null while it is paused or inactive: nobody knows yet. */
  readonly dueAt: Instant | null;
  readonly state: TargetState;
  readonly workedMinutes: number;
  readonly pausedMinutes: number;
  /** Target minus worked; negative when it took too long. */
  readonly marginMinutes: number;
  /** When it stopped counting for good (until the ticket is reopened), or null. */
  readonly endedAt: Instant | null;
  readonly reasons: readonly Reason[];
}

/** A clock with the due instants it had over time, for its ladder. */
export interface RunTarget {
  readonly clock: TargetClock;
  readonly spans: readonly DueSpan[];
  /** When the ticket was resolved, after which nobody is told any more; null while it is open. */
  readonly endsAt: Instant | null;
}

/** Runs the clock of a target through everything that happened to its ticket. */
export function runTarget(rule: TargetRule, subject: TicketSubject, context: PlanContext): RunTarget {
  const watches =
    rule.target === 'next-reply' ? nextReplies(rule, context) : [single(rule, subject, context)];
  const shown = worstOf(watches, context.now);
  const clock = shown?.clock(context.now) ?? inactive(rule, subject, context);
  if (shown?.isRunning) context.wakeAt(shown.dueAt);
  return { clock, spans: watches.flatMap((watch) => watch.spans), endsAt: resolvedAt(context) };
}

function newWatch(rule: TargetRule, start: Instant, event: string, context: PlanContext): Stopwatch {
  return new Stopwatch(rule, { zone: context.zone, calendar: context.calendarOf(rule) }, start, event);
}

function inactive(rule: TargetRule, subject: TicketSubject, context: PlanContext): TargetClock {
  const { marginMinutes } = newWatch(rule, subject.openedAt, 'ticket.opened', context).clock(
    subject.openedAt,
  );
  return {
    target: rule.target,
    dueAt: null,
    state: 'inactive',
    workedMinutes: 0,
    pausedMinutes: 0,
    marginMinutes,
    endedAt: null,
    reasons: [],
  };
}

/** first-response ends with the first reply of staff, resolution with `ticket.resolved` until it is reopened. */
function single(rule: TargetRule, subject: TicketSubject, context: PlanContext): Stopwatch {
  const watch = newWatch(rule, subject.openedAt, 'ticket.opened', context);
  for (const event of context.log.all) {
    if (event.at < subject.openedAt) continue;
    if (rule.target === 'resolution') applyToResolution(watch, event, rule);
    else if (isStaffReply(event)) return ended(watch, event);
    else applyPause(watch, event, rule);
  }
  return watch;
}

function ended(watch: Stopwatch, { at, type }: PlanEvent): Stopwatch {
  watch.end(at, type);
  return watch;
}

function applyToResolution(watch: Stopwatch, event: PlanEvent, rule: TargetRule): void {
  // A ticket that is closed without having been resolved is over all the same.
  if (event.type === 'ticket.resolved' || event.type === 'ticket.closed') watch.end(event.at, event.type);
  else if (event.type === 'ticket.reopened') watch.reopen(event.at, rule.reopen ?? 'extend');
  else applyPause(watch, event, rule);
}

function applyPause(watch: Stopwatch, { at, type }: PlanEvent, rule: TargetRule): void {
  if (!(rule.pauses ?? rule.target === 'resolution')) return;
  if (type === 'ticket.waiting') watch.pause(at);
  if (type === 'ticket.active') watch.resume(at);
}

/** One clock for each time the customer wrote after staff had replied, up to the next reply of staff. */
function nextReplies(rule: TargetRule, context: PlanContext): Stopwatch[] {
  const watches: Stopwatch[] = [];
  let running: Stopwatch | null = null;
  let hasReplied = false;
  for (const event of context.log.all) {
    if (isStaffReply(event)) {
      hasReplied = true;
      running?.end(event.at, event.type);
      running = null;
    } else if (event.type === 'ticket.replied' && hasReplied && !running) {
      running = newWatch(rule, event.at, event.type, context);
      watches.push(running);
    } else if (running) {
      applyPause(running, event, rule);
    }
  }
  return watches;
}

function isStaffReply(event: PlanEvent): boolean {
  return event.type === 'ticket.replied' && event.by === 'staff';
}

/** A breach first, then what is running, then the exchange with the least to spare. */
function worstOf(watches: readonly Stopwatch[], now: Instant): Stopwatch | null {
  const rank = (watch: Stopwatch): number => {
    const { state } = watch.clock(now);
    return state === 'breached' ? 0 : state === 'met' ? 2 : 1;
  };
  const ordered = [...watches].sort(
    (a, b) => rank(a) - rank(b) || a.clock(now).marginMinutes - b.clock(now).marginMinutes,
  );
  return ordered[0] ?? null;
}

function resolvedAt({ log }: PlanContext): Instant | null {
  let resolved: Instant | null = null;
  for (const { type, at } of log.all) {
    if (type === 'ticket.resolved' || type === 'ticket.closed') resolved ??= at;
    if (type === 'ticket.reopened') resolved = null;
  }
  return resolved;
}
