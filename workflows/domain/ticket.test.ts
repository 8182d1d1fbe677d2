import { describe, expect, it } from 'vitest';
import type { PlanEventType } from './event.js';
import { ticketPauses, ticketStanding } from './ticket.js';

const at = (types: readonly PlanEventType[]) => types.map((type, i) => ({ type, at: (i + 1) * 10 }));

describe('where a ticket stands', () => {
  it.each<[string, PlanEventType[], string, number]>([
    ['nothing happened', [], 'open', 5],
    ['it waits for the customer', ['ticket.replied', 'ticket.waiting'], 'waiting', 20],
    ['it waits twice without an end', ['ticket.waiting', 'ticket.waiting'], 'waiting', 10],
    ['it is worked on again', ['ticket.waiting', 'ticket.active'], 'open', 20],
    ['it is resolved out of a pause', ['ticket.waiting', 'ticket.resolved'], 'resolved', 20],
    ['closing after resolving', ['ticket.resolved', 'ticket.closed'], 'closed', 20],
    ['a late "resolved" after closing changes nothing', ['ticket.closed', 'ticket.resolved'], 'closed', 10],
    ['it is reopened', ['ticket.resolved', 'ticket.reopened'], 'open', 20],
    [
      'a reopening of what was never over changes nothing',
      ['ticket.waiting', 'ticket.reopened'],
      'waiting',
      10,
    ],
    ['what is over cannot wait', ['ticket.resolved', 'ticket.waiting'], 'resolved', 10],
  ])('%s', (_, types, state, since) => {
    expect(ticketStanding(5, at(types))).toEqual({ state, since });
  });
});

it('The pauses of a ticket end when it is worked on again, or over; the last may still last', () => {
  const types: PlanEventType[] = [
    'ticket.waiting',
    'ticket.active',
    'ticket.waiting',
    'ticket.resolved',
    'ticket.reopened',
    'ticket.waiting',
  ];
  expect(ticketPauses(at(types))).toEqual([
    { from: 10, until: 20 },
    { from: 30, until: 40 },
    { from: 60, until: null },
  ]);
});
