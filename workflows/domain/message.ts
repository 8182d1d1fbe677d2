import type { Channel } from './contact-rules.js';

/** Channels by which words travel without a person. */
export type TextChannel = Exclude<Channel, 'call'>;

/** States of a message that the provider's status words stand for; words that change nothing are not listed. */
export type MessageState = 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed';

const STATES: Readonly<Record<string, MessageState>> = {
  accepted: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

export function stateOfStatus(status: string): MessageState | undefined {
  return STATES[status];
}

/** Callbacks arrive in any order; a message only moves forward. Equal ranks change nothing. */
const RANK: Readonly<Record<string, number>> = {
  'in-flight': 0,
  unknown: 0,
  accepted: 1,
  sent: 2,
  delivered: 3,
  undelivered: 3,
  failed: 3,
};

export function movesForward(from: string, to: MessageState): boolean {
  const rank = RANK[from];
  return rank !== undefined && RANK[to]! > rank;
}
