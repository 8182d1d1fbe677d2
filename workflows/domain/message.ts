import type { Channel } from './contact-rules.js';

/** Channels by which words travel without a person. */
export type TextChannel = Exclude<Channel, 'call'>;

/** What an error code of the carrier or provider means for the customer's number. */
export type CarrierReaction =
  | 'opt-out' // the customer told the carrier to stop
  | 'invalid' // nobody has this number
  | 'landline' // cannot be texted
  | 'doubtful' // not reachable this time
  | 'none'; // says nothing about the number

/** By Twilio's error code; everything else says nothing about the number. */
const REACTIONS: Readonly<Record<number, CarrierReaction>> = {
  21211: 'invalid',
  21610: 'opt-out',
  21614: 'landline',
  21635: 'landline',
  30003: 'doubtful',
  30004: 'doubtful',
  30005: 'invalid',
  30006: 'landline',
  30640: 'opt-out',
};

export function reactionToCode(code: number): CarrierReaction {
  return REACTIONS[code] ?? 'none';
}

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
