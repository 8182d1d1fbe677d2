import type { Instant } from '@aftercare/workflows/domain/time.js';

const MINUTE = 60_000;
/** How long before its `sendAt` a message is staged at the earliest. */
export const STAGE_AHEAD = 15 * MINUTE;

/**
 * When a plan wakes to stage a message: up to fifteen minutes before it is to leave and at least one. Spread by a hash
 * of the plan's id, not at random, so that thousands of plans due at one instant do not wake at one instant and the
 * same plan always wakes at the same time. In whole minutes: plans that wake together share a transaction.
 */
export function stageAt(planId: string, sendAt: Instant): Instant {
  return sendAt - STAGE_AHEAD + spread(planId, STAGE_AHEAD / MINUTE - 1) * MINUTE;
}

/** When a plan looks again after a staged message should have left; the sender has told it by then, as a rule. */
export function lookAfter(planId: string, sendAt: Instant): Instant {
  return sendAt + 5 * MINUTE + spread(planId, 10 * MINUTE);
}

/** FNV-1a, 32 bit, folded into 0 … below `width`. */
function spread(text: string, width: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash % width;
}
