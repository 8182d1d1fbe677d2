import { newSid } from './lifecycle.js';
import type { Direction, Fate, MessageRecord, MessageStatus } from './message.js';
import { countSegments } from './segments.js';
import type { Sim } from './sim.js';

/** A text that has passed all checks. */
export interface Draft {
  account: string;
  direction: Exclude<Direction, 'inbound'>;
  from: string | null;
  to: string;
  body: string;
  numMedia: number;
  serviceSid: string | null;
  statusCallback: string | null;
  validitySeconds: number;
  sendAt: number | null;
  fate: Fate;
}

export const HAPPY_FATE: Fate = {
  outcome: 'delivered',
  errorCode: null,
  firstDelayMs: null,
  isDoubled: false,
  isLate: false,
  isBadlySigned: false,
};

/** Stores an outgoing text in its first status. It does not move before the lifecycle is started for it. */
export function acceptMessage(sim: Sim, draft: Draft): MessageRecord {
  const now = Date.now();
  return sim.store.addMessage({
    ...draft,
    sid: newSid(draft.numMedia > 0 ? 'MM' : 'SM'),
    status: firstStatus(draft),
    numSegments: countSegments(draft.body),
    errorCode: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    isWebhookPending: false,
    isDeleted: false,
  });
}

function firstStatus(draft: Draft): MessageStatus {
  if (draft.sendAt !== null) return 'scheduled';
  return draft.serviceSid === null ? 'queued' : 'accepted';
}
