export const ESCALATION_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

export interface EscalationFilters {
  /** Not given: those that nobody took yet. */
  state?: EscalationState;
}

export function readEscalationFilters(search: Record<string, unknown>): EscalationFilters {
  return { state: ESCALATION_STATES.find((one) => one === search.state) };
}
