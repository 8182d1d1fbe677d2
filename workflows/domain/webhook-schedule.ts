import { addDuration, parseDuration, type Instant } from './time.js';

/**
 * Pauses between tries, as Standard Webhooks recommends: quick at first, then over three days, so that a receiver may
 * be away for a weekend.
 */
export const RETRY_AFTER = [
  'PT5S',
  'PT5M',
  'PT30M',
  'PT2H',
  'PT5H',
  'PT10H',
  'PT14H',
  'PT20H',
  'PT24H',
] as const;
/** An endpoint at which nothing has arrived for so long is told nothing more. */
export const DISABLE_AFTER = 'P5D';
/** Tries of many deliveries spread over so much of a pause, or a receiver that comes back is run over. */
const JITTER = 0.2;

/**
 * When a delivery is tried again after its n-th try has failed; null: it is given up.
 * @param key the same delivery always gets the same share of the jitter
 */
export function nextTry(tries: number, failedAt: Instant, key: string): Instant | null {
  const pause = RETRY_AFTER[tries - 1];
  if (pause === undefined) return null;
  const ms = addDuration(failedAt, parseDuration(pause), 'UTC') - failedAt;
  return failedAt + Math.round(ms * (1 + JITTER * shareOf(key)));
}

/** Whether an endpoint that has failed since an instant is to be disabled. */
export function isGivenUp(failingSince: Instant, now: Instant): boolean {
  return addDuration(failingSince, parseDuration(DISABLE_AFTER), 'UTC') <= now;
}

/** From 0 to below 1, by FNV-1a. */
function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}
