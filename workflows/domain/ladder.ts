import { applyOffset, describeOffset, type Place } from './due.js';
import type { PlanContext } from './plan-context.js';
import type { Ladder, LadderLevel, Recipient } from './policy.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, times, toLocal, type Instant } from './time.js';
import { because } from './wording.js';

/** One rung that fired or will fire, up to `until`. */
export interface EscalationLevel {
  /** `target:<key>` or `step:<key>`. */
  readonly of: string;
  /** Of the step; 1 for targets. */
  readonly occurrence: number;
  /** ladder: the item's own; reaction: a line of `react` that escalates, counted from the answer. */
  readonly cause: 'ladder' | 'reaction';
  readonly level: number;
  readonly round: number;
  readonly at: Instant;
  readonly to: readonly Recipient[];
  readonly reassign: boolean;
  /** It lies not after `now`. */
  readonly fired: boolean;
  readonly reasons: readonly Reason[];
}

/** A stretch of time in which a due instant stood. `until` is not included; Infinity: still. */
export interface DueSpan {
  readonly from: Instant;
  readonly until: Instant;
  readonly dueAt: Instant;
  /** It is a booked time: nobody needs to be warned that it comes near. */
  readonly isBooked?: boolean;
}

/** A ladder with what it is climbed for. */
export interface Climb {
  readonly of: string;
  readonly occurrence: number;
  readonly cause: EscalationLevel['cause'];
  readonly ladder: Ladder;
  /** The due instants over time, oldest first: what fired under an earlier one stays fired. */
  readonly spans: readonly DueSpan[];
  /** When the item itself was over, or null. */
  readonly endsAt: Instant | null;
  readonly place: Place;
}

interface Rung {
  readonly level: number;
  readonly round: number;
  readonly rule: LadderLevel;
  readonly at: Instant;
  readonly reasons: readonly Reason[];
}

/**
 * The rungs of a ladder in order of time. Acknowledging stops it at the level that fired last; after the timeout it goes
 * on from there, later levels at their distances. Completing or resolving ends it.
 */
export function climb(plan: Climb, context: PlanContext): EscalationLevel[] {
  let rungs = schedule(plan);
  for (const at of eventsOf('acknowledged', plan, context)) rungs = acknowledge(rungs, at, plan);
  const resolvedAt = eventsOf('resolved', plan, context)[0];
  const end = Math.min(plan.endsAt ?? Infinity, resolvedAt ?? Infinity);
  const due = rungs.filter(({ at }) => at < end);
  context.wakeAt(due.find(({ at }) => at > context.now)?.at);
  return due.filter(({ at }) => at <= context.until).map((rung) => levelOf(rung, plan, context));
}

function schedule({ ladder, spans, place }: Climb): Rung[] {
  const rungs: Rung[] = [];
  const rounds = ladder.repeat?.times ?? 0;
  const every = ladder.repeat ? parseDuration(ladder.repeat.every) : null;
  for (let round = 0; round <= rounds; round++) {
    for (const [i, rule] of ladder.levels.entries()) {
      const later = (at: Instant): Instant => (every ? addDuration(at, times(every, round), place.zone) : at);
      const at = firing((dueAt) => later(applyOffset(dueAt, rule.after, place)), spans);
      const reasons = [because('ladder.level', { level: i + 1, round, after: describeOffset(rule.after) })];
      if (at !== null) rungs.push({ level: i + 1, round, rule, at, reasons });
    }
  }
  return rungs.sort((a, b) => a.at - b.at);
}

/** It fires in the first span in which its time comes; nothing fires while no due instant stands. */
function firing(timeOf: (dueAt: Instant) => Instant, spans: readonly DueSpan[]): Instant | null {
  for (const { from, until, dueAt, isBooked } of spans) {
    if (isBooked && timeOf(dueAt) < dueAt) continue;
    const at = Math.max(timeOf(dueAt), from);
    if (at < until) return at;
  }
  return null;
}

function eventsOf(
  type: 'acknowledged' | 'resolved',
  { of, occurrence }: Climb,
  { log }: PlanContext,
): Instant[] {
  return log
    .ofType(type)
    .filter((event) => event.of === of && (event.occurrence ?? 1) === occurrence)
    .map(({ at }) => at);
}

function acknowledge(rungs: readonly Rung[], acknowledgedAt: Instant, { ladder, place }: Climb): Rung[] {
  const fired = rungs.filter(({ at }) => at <= acknowledgedAt);
  const last = fired.at(-1);
  // Before anything fired there is nothing to acknowledge.
  if (!last) return [...rungs];
  const timeout = ladder.acknowledge?.timeout;
  if (timeout === undefined) return fired;
  const resumesAt = addDuration(acknowledgedAt, parseDuration(timeout), place.zone);
  const acknowledged = toLocal(acknowledgedAt, place.zone);
  const resumed = rungs.slice(fired.length - 1).map((rung) => ({
    ...rung,
    at: resumesAt + (rung.at - last.at),
    reasons: [...rung.reasons, because('ladder.resumed', { acknowledged, timeout })],
  }));
  return [...fired, ...resumed];
}

function levelOf(
  { level, round, rule, at, reasons }: Rung,
  plan: Climb,
  { now }: PlanContext,
): EscalationLevel {
  const { of, occurrence, cause } = plan;
  const to = [...new Set(rule.to)];
  return {
    of,
    occurrence,
    cause,
    level,
    round,
    at,
    to,
    reassign: rule.reassign ?? false,
    fired: at <= now,
    reasons,
  };
}
