import type { Facts } from './facts.js';
import type { DatedFollowUp } from './follow-up.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';

export interface TargetClock {
  // section 7
  target: 'first-response' | 'next-reply' | 'resolution';
  dueAt: Instant | null;
  state: 'running' | 'paused' | 'met' | 'breached' | 'inactive';
  workedMinutes: number;
  pausedMinutes: number;
  marginMinutes: number;
  reasons: readonly Reason[];
}
export interface EscalationLevel {
  // one rung that fired or will fire (up to `until`)
  of: string; // target:<key> | step:<key>
  occurrence: number; // of the step; 1 for targets
  cause: 'ladder' | 'reaction'; // reaction: a `react` line with do: escalate (anchor = instant of the answer)
  level: number;
  round: number;
  at: Instant;
  to: readonly string[];
  reassign: boolean;
  fired: boolean; // at <= now
  reasons: readonly Reason[];
}
export interface Reaction {
  // a `react` line that matched; each happens once. key: `${step}/${occurrence}/${line}`
  step: string;
  occurrence: number;
  line: number;
  at: Instant;
  do: 'escalate' | 'reopen' | 'open-ticket' | 'send' | 'call';
  template?: string; // send: also appears as a PlannedSend with part `reaction-<line>`
} // call: also appears as a follow-up of kind call, step `${step}`, see note
export interface AgreementClock {
  startsOn: string;
  endsOn: string;
  noticeOn: string | null;
  state: 'active' | 'suspended' | 'ending' | 'lapsed' | 'cancelled';
  term: number;
}
export interface Agenda {
  followUps: DatedFollowUp[]; // sorted by dueAt, then step
  targets: TargetClock[];
  escalations: EscalationLevel[]; // sorted by at
  reactions: Reaction[];
  agreement?: AgreementClock;
  waitingFor: { step: string; anchor: string }[];
  wakeAt: Instant | null; // next instant at which something changes by itself; null: nothing any more
}
// `until` limits recurring series only (default: now + two years); a step without `repeat` is always listed and a
// series always lists at least its next open occurrence, so that wakeAt never misses anything.
export declare function agenda(facts: Facts, now: Instant, until?: Instant): Agenda;
