import { dayPartOf, type DayPart } from './day-part.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Somebody who was reached in this part of a day before is likely to be reached in it again. */
const GOOD_TIME = 1.5;
/** The lowest tier has this weight; lateness counts in it. */
const ONE_TIER = 100;

/** A call that is to be made now, with what says how urgent and how promising it is. */
export interface WaitingCall {
  /** When the next attempt was to be made. */
  readonly dueAt: Instant;
  /** Weight of the customer's tier: 100 for a lead, 400 for platinum. */
  readonly weight: number;
  /** The instant we promised to call back at, if the last call ended so. */
  readonly promisedAt: Instant | null;
  /** Parts of the day in which this customer was reached before, local to the customer. */
  readonly reachedIn: readonly DayPart[];
  readonly zone: string;
}

export interface CallRank {
  /** A promise goes before everything else. */
  readonly isPromised: boolean;
  readonly points: number;
  /** Why it stands where it stands. */
  readonly reasons: Reason[];
}

/**
 * How much a waiting call deserves to be the next one: a promised time first; then tier × (1 + days late), half as much
 * again at a part of the day in which the customer was reached before.
 *
 * @param now must not be before `dueAt`
 */
export function rankCall(call: WaitingCall, now: Instant): CallRank {
  const hoursLate = Math.floor((now - call.dueAt) / HOUR_MS);
  const part = dayPartOf(now, call.zone);
  const isGoodTime = call.reachedIn.includes(part);
  const isPromised = call.promisedAt !== null && call.promisedAt <= now;
  const tiers = Math.max(1, call.weight / ONE_TIER);
  return {
    isPromised,
    points: tiers * (1 + (now - call.dueAt) / DAY_MS) * (isGoodTime ? GOOD_TIME : 1),
    reasons: [
      ...(isPromised ? [because('queue.promised')] : []),
      because('queue.late', { hours: hoursLate }),
      ...(isGoodTime ? [because('queue.good-time', { part })] : []),
    ],
  };
}

/** Order of a call queue: the best next call first. */
export function compareCalls(a: CallRank, b: CallRank): number {
  return Number(b.isPromised) - Number(a.isPromised) || b.points - a.points;
}
