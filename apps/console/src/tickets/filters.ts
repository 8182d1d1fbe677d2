export const TICKET_STATES = ['unresolved', 'open', 'waiting', 'resolved', 'closed'] as const;
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export const CLOCK_FILTERS = ['breached', 'running', 'paused'] as const;

export interface TicketFilters {
  /** Not given: what is unresolved. */
  state?: (typeof TICKET_STATES)[number];
  priority?: (typeof PRIORITIES)[number];
  clock?: (typeof CLOCK_FILTERS)[number];
  q?: string;
}

export function readTicketFilters({ state, priority, clock, q }: Record<string, unknown>): TicketFilters {
  return {
    state: TICKET_STATES.find((one) => one === state),
    priority: PRIORITIES.find((one) => one === priority),
    clock: CLOCK_FILTERS.find((one) => one === clock),
    q: typeof q === 'string' && q !== '' ? q : undefined,
  };
}
