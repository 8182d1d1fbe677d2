import { addWorkingMs, countWorkingMs } from './calendar.js';
import { applyOffset, describeOffset, type Place } from './due.js';
import type { DueSpan } from './ladder.js';
import { MINUTE_MS } from './local-date.js';
import type { TargetRule } from './policy.js';
import type { Reason } from './reason.js';
import type { TargetClock, TargetState } from './target.js';
import { toLocal, type Instant } from './time.js';
import { because } from './wording.js';

/**
 * One clock that runs, pauses, ends and starts again. It counts working time where its target does, else elapsed time.
 * The due instant is moved by each pause: what was left when it began is counted on from its end.
 */
export class Stopwatch {
  readonly spans: DueSpan[] = [];
  dueAt: Instant;
  private readonly reasons: Reason[];
  private readonly targetMs: number;
  private runningSince: Instant | null;
  private pausedSince: Instant | null = null;
  private endedAt: Instant | null = null;
  /** Left when the present pause began; null when the due instant was past already. */
  private leftMs: number | null = null;
  private workedMs = 0;
  private pausedMs = 0;
  private isBreached = false;

  constructor(
    private readonly rule: TargetRule,
    private readonly place: Place,
    start: Instant,
    event: string,
  ) {
    this.dueAt = applyOffset(start, rule.within, place);
    this.targetMs = this.count(start, this.dueAt);
    this.runningSince = start;
    this.reasons = [
      because('target.started', { event, at: toLocal(start, place.zone) }),
      because('offset', { offset: describeOffset(rule.within) }),
    ];
    this.open(start);
  }

  get isRunning(): boolean {
    return this.runningSince !== null;
  }

  pause(at: Instant): void {
    if (this.runningSince === null) return;
    this.stop(at);
    this.pausedSince = at;
    this.leftMs = at < this.dueAt ? this.count(at, this.dueAt) : null;
  }

  resume(at: Instant): void {
    if (this.pausedSince === null) return;
    const paused = this.count(this.pausedSince, at);
    this.pausedMs += paused;
    this.pausedSince = null;
    if (this.leftMs !== null) this.dueAt = this.add(at, this.leftMs);
    this.reasons.push(
      because('target.paused', { minutes: minutes(paused), until: toLocal(at, this.place.zone) }),
    );
    this.runningSince = at;
    this.open(at);
  }

  /** Ends it, also out of a pause. A second end changes nothing. */
  end(at: Instant, event: string): void {
    if (this.endedAt !== null) return;
    this.resume(at);
    this.stop(at);
    // What ends exactly when it is due is in time.
    this.isBreached ||= at > this.dueAt;
    this.endedAt = at;
    this.reasons.push(because('target.ended', { event, at: toLocal(at, this.place.zone) }));
  }

  /** keep: as if it had never ended; extend: later by what passed in between; restart: from the beginning. */
  reopen(at: Instant, how: 'keep' | 'extend' | 'restart'): void {
    if (this.endedAt === null) return;
    const between = this.count(this.endedAt, at);
    if (how === 'keep') this.workedMs += between;
    if (how === 'extend') this.dueAt = this.add(this.dueAt, between);
    if (how === 'restart') {
      this.dueAt = applyOffset(at, this.rule.within, this.place);
      this.workedMs = 0;
      this.pausedMs = 0;
    }
    const rule = { keep: 'stays', extend: `moves by ${minutes(between)} minutes`, restart: 'starts anew' }[
      how
    ];
    this.reasons.push(because('target.reopened', { how, rule }));
    this.endedAt = null;
    this.runningSince = at;
    this.open(at);
  }

  /** What it shows at an instant that lies after everything that happened. */
  clock(now: Instant): TargetClock {
    const workedMs = this.workedMs + (this.runningSince === null ? 0 : this.count(this.runningSince, now));
    const pausedMs = this.pausedMs + (this.pausedSince === null ? 0 : this.count(this.pausedSince, now));
    return {
      target: this.rule.target,
      dueAt: this.pausedSince !== null && this.leftMs !== null ? null : this.dueAt,
      state: this.stateAt(now),
      workedMinutes: minutes(workedMs),
      pausedMinutes: minutes(pausedMs),
      marginMinutes: minutes(this.targetMs - workedMs),
      endedAt: this.endedAt,
      reasons: this.reasons,
    };
  }

  private stateAt(now: Instant): TargetState {
    if (this.isBreached || (this.runningSince !== null && now >= this.dueAt)) return 'breached';
    if (this.endedAt !== null) return 'met';
    return this.pausedSince === null ? 'running' : 'paused';
  }

  private open(from: Instant): void {
    this.spans.push({ from, until: Infinity, dueAt: this.dueAt });
  }

  /** Stops counting. A due instant that passed before the end of this stretch was missed for good. */
  private stop(at: Instant): void {
    if (this.runningSince !== null) this.workedMs += this.count(this.runningSince, at);
    this.isBreached ||= at > this.dueAt;
    this.runningSince = null;
    const last = this.spans.at(-1)!;
    this.spans[this.spans.length - 1] = { ...last, until: at };
  }

  private get isWorkingTime(): boolean {
    return typeof this.rule.within !== 'string';
  }

  private count(from: Instant, to: Instant): number {
    const { calendar } = this.place;
    return this.isWorkingTime && calendar ? countWorkingMs(calendar, from, to) : to - from;
  }

  private add(from: Instant, ms: number): Instant {
    const { calendar } = this.place;
    return this.isWorkingTime && calendar ? addWorkingMs(calendar, from, ms) : from + ms;
  }
}

/** Minutes with at most two decimals. */
function minutes(ms: number): number {
  return Math.round((ms / MINUTE_MS) * 100) / 100;
}
