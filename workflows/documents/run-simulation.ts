import { agenda, type AgreementClock, type EscalationLevel, type TargetClock } from '../domain/agenda.js';
import type { DatedFollowUp } from '../domain/follow-up.js';
import { formatInstant, type Instant } from '../domain/time.js';
import type { Reason } from '../domain/reason.js';
import type { Simulation } from './simulation-document.js';

/** What a simulation answers: section 10 of the policy format. Instants are RFC 3339 in UTC. */
export interface SimulationAnswer {
  readonly followUps: readonly SimulatedFollowUp[];
  readonly targets: readonly (Omit<TargetClock, 'dueAt'> & { readonly dueAt: string | null })[];
  readonly escalations: readonly SimulatedEscalation[];
  readonly agreement?: AgreementClock;
  readonly waitingFor: readonly { readonly step: string; readonly anchor: string }[];
  readonly wakeAt: string | null;
}

export interface SimulatedFollowUp {
  readonly step: string;
  readonly occurrence: number;
  readonly kind: DatedFollowUp['kind'];
  readonly dueAt: string;
  readonly dueLocal: string;
  readonly sendAt?: string;
  readonly state: DatedFollowUp['state'];
  readonly projected?: boolean;
  readonly appearsAt?: string;
  readonly expiresAt?: string;
  readonly closesAt?: string;
  readonly reasons: readonly Reason[];
}

export interface SimulatedEscalation extends Omit<EscalationLevel, 'at'> {
  readonly at: string;
}

/** Runs the decision function on what the simulation is given. It touches nothing. */
export function runSimulation({ facts, now, until }: Simulation): SimulationAnswer {
  const { followUps, targets, escalations, agreement, waitingFor, wakeAt } = agenda(facts, now, until);
  return {
    followUps: followUps.map(showFollowUp),
    targets: targets.map((target) => ({
      ...target,
      dueAt: target.dueAt === null ? null : formatInstant(target.dueAt),
    })),
    escalations: escalations.map((level) => ({ ...level, at: formatInstant(level.at) })),
    ...(agreement ? { agreement } : {}),
    waitingFor,
    wakeAt: wakeAt === null ? null : formatInstant(wakeAt),
  };
}

function showFollowUp(followUp: DatedFollowUp): SimulatedFollowUp {
  const { step, occurrence, kind, dueAt, dueLocal, sendAt, state, projected, reasons } = followUp;
  const { appearsAt, expiresAt, closesAt } = followUp;
  return {
    step,
    occurrence,
    kind,
    dueAt: formatInstant(dueAt),
    dueLocal,
    ...named('sendAt', sendAt),
    state,
    ...(projected ? { projected } : {}),
    ...named('appearsAt', appearsAt),
    ...named('expiresAt', expiresAt),
    ...named('closesAt', closesAt),
    reasons,
  };
}

function named<K extends string>(name: K, instant: Instant | undefined): { [key in K]?: string } {
  return instant === undefined ? {} : ({ [name]: formatInstant(instant) } as { [key in K]: string });
}
