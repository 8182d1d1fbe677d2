import type { Ticket } from '../api/types';

export const TICKET_COLOURS: Record<Ticket['state'], string> = {
  open: 'pine',
  waiting: 'blue',
  resolved: 'teal',
  closed: 'gray',
};

export const PRIORITY_COLOURS: Record<Ticket['priority'], string> = {
  urgent: 'red',
  high: 'orange',
  normal: 'gray',
  low: 'gray',
};
