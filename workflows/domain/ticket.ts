import type { PlanEvent } from './event.js';
import type { Instant } from './time.js';

/** open: ours to work on; waiting: for the customer; resolved; closed. */
export type TicketState = 'open' | 'waiting' | 'resolved' | 'closed';

/** What a ticket's events come to. */
export interface TicketStanding {
  readonly state: TicketState;
  readonly since: Instant;
}

/** A stretch in which a ticket waited for the customer; `until` null: it still does. */
export interface TicketPause {
  readonly from: Instant;
  readonly until: Instant | null;
}

type TicketEvent = Pick<PlanEvent, 'type' | 'at'>;

/** Where a ticket stands after its events, oldest first. A ticket that is over waits for nobody until it is reopened. */
export function ticketStanding(openedAt: Instant, events: readonly TicketEvent[]): TicketStanding {
  let standing: TicketStanding = { state: 'open', since: openedAt };
  for (const { type, at } of events) {
    const state = nextState(standing.state, type);
    if (state !== standing.state) standing = { state, since: at };
  }
  return standing;
}

function nextState(state: TicketState, type: TicketEvent['type']): TicketState {
  const isOver = state === 'resolved' || state === 'closed';
  switch (type) {
    case 'ticket.resolved':
      return state === 'closed' ? state : 'resolved';
    case 'ticket.closed':
      return 'closed';
    case 'ticket.reopened':
      return isOver ? 'open' : state;
    case 'ticket.waiting':
      return isOver ? state : 'waiting';
    case 'ticket.active':
      return isOver ? state : 'open';
    default:
      return state;
  }
}

/** The pauses of a ticket, oldest first: from waiting until it is worked on again, or over. */
export function ticketPauses(events: readonly TicketEvent[]): TicketPause[] {
  const pauses: TicketPause[] = [];
  let from: Instant | null = null;
  for (const { type, at } of events) {
    if (type === 'ticket.waiting') from ??= at;
    const ends = type === 'ticket.active' || type === 'ticket.resolved' || type === 'ticket.closed';
    if (!ends || from === null) continue;
    pauses.push({ from, until: at });
    from = null;
  }
  return from === null ? pauses : [...pauses, { from, until: null }];
}
