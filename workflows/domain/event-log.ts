import type { PlanEvent, PlanEventType } from './event.js';
import type { Anchor, StopEvent } from './policy.js';
import type { Instant } from './time.js';

/** An event of one follow-up: it names its step. */
export type StepEvent = Extract<PlanEvent, { step: string }>;

/** Events whose type may be T: some share one shape for several types. */
type EventOf<T extends PlanEventType, E = PlanEvent> = E extends { type: infer U }
  ? T extends U
    ? E
    : never
  : never;

/** A score, given as an answer to a survey or in a call. */
export interface ScoreEvent {
  readonly at: Instant;
  readonly step: string;
  readonly occurrence: number;
  readonly score: number | 'yes' | 'no';
}

/** Something that can withdraw a follow-up. `step` and `occurrence` where it belongs to one. */
export interface Stop {
  readonly at: Instant;
  readonly event: string;
  readonly step?: string;
  readonly occurrence?: number;
}

const NO_EVENTS: readonly StepEvent[] = [];
const NO_OCCURRENCES: ReadonlyMap<number, readonly StepEvent[]> = new Map();

/** What has happened up to `now`, in order of time and indexed. Events after `now` are not looked at yet. */
export class EventLog {
  readonly all: readonly PlanEvent[];
  /** The first event that lies after `now`: from then on it counts. */
  readonly nextAt: Instant | null;
  private readonly bySteps = new Map<string, Map<number, StepEvent[]>>();
  private readonly byType = new Map<PlanEventType, PlanEvent[]>();

  constructor(events: readonly PlanEvent[], now: Instant) {
    const past = events.filter(({ at }) => at <= now);
    this.all = isInOrder(past) ? past : [...past].sort((a, b) => a.at - b.at);
    this.nextAt =
      past.length === events.length
        ? null
        : events.reduce((first, { at }) => (at > now ? Math.min(first, at) : first), Infinity);
    for (const event of this.all) this.index(event);
  }

  private index(event: PlanEvent): void {
    append(this.byType, event.type, event);
    if (!('step' in event)) return;
    let occurrences = this.bySteps.get(event.step);
    if (!occurrences) this.bySteps.set(event.step, (occurrences = new Map<number, StepEvent[]>()));
    append(occurrences, event.occurrence ?? 1, event);
  }

  /** Events of one follow-up, oldest first. */
  of(step: string, occurrence: number): readonly StepEvent[] {
    return this.bySteps.get(step)?.get(occurrence) ?? NO_EVENTS;
  }

  /** Events of a step by occurrence. */
  ofStep(step: string): ReadonlyMap<number, readonly StepEvent[]> {
    return this.bySteps.get(step) ?? NO_OCCURRENCES;
  }

  /** Events of a type, oldest first. */
  ofType<T extends PlanEventType>(type: T): readonly EventOf<T>[] {
    return (this.byType.get(type) ?? NO_EVENTS) as unknown as readonly EventOf<T>[];
  }

  /** All scores of the plan, oldest first, whether texted or told in a call. */
  scores(): ScoreEvent[] {
    if (this.all.length === 0) return [];
    return this.all.flatMap((event) => scoreOf(event) ?? []);
  }
}

/** The score an event carries, or null. */
export function scoreOf(event: PlanEvent): ScoreEvent | null {
  const isScored = event.type === 'scored' || (event.type === 'call' && event.score !== undefined);
  if (!isScored) return null;
  return { at: event.at, step: event.step, occurrence: event.occurrence ?? 1, score: event.score! };
}

/**
 * Events that a line of `stopOn` means, apart from `done:<step>`. A score counts as a reply too: the customer answered.
 */
export function stopsOf(log: EventLog, stop: Exclude<StopEvent, `done:${string}`>): Stop[] {
  switch (stop) {
    case 'reply':
      return [...log.ofType('reply'), ...log.ofType('scored')].map((event) => ({
        ...place(event),
        event: 'reply',
      }));
    case 'scored':
      return log.scores().map((event) => ({ ...place(event), event: 'scored' }));
    case 'confirmed':
    case 'declined':
      return log.ofType(stop).map((event) => ({ ...place(event), event: stop }));
    case 'agreement.renewed':
      // Another agreement in its place is a renewal as far as reminders of this one are concerned.
      return [...log.ofType(stop), ...log.ofType('agreement.replaced')]
        .map(({ at }) => ({ at, event: stop }))
        .sort((a, b) => a.at - b.at);
    default:
      return log.ofType(stop).map(({ at }) => ({ at, event: stop }));
  }
}

function place({
  at,
  step,
  occurrence,
}: {
  at: Instant;
  step: string;
  occurrence?: number;
}): Omit<Stop, 'event'> {
  return { at, step, occurrence: occurrence ?? 1 };
}

/** The step that a `due:`, `done:` or `resolved:` anchor names, or null. */
export function anchorStep(anchor: Anchor | string): string | null {
  return /^(?:due|done|resolved):(.+)$/s.exec(anchor)?.[1] ?? null;
}

function isInOrder(events: readonly PlanEvent[]): boolean {
  return events.every((event, i) => i === 0 || events[i - 1]!.at <= event.at);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
