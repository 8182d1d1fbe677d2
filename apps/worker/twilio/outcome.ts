import { ruleOfCode } from '@aftercare/workflows/domain/carrier-code.js';
import type { SendOutcome } from '../transport.js';

/** The request cannot have reached the provider: no name, no route, nobody listening, no trust. */
const NEVER_ARRIVED = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Reads a failed create call. Creating is not idempotent, so everything that is not certain is `unknown`. */
export function classifyFailure(error: unknown): Exclude<SendOutcome, { outcome: 'accepted' }> {
  const { status, code, message } = error as { status?: number; code?: number | string; message?: string };
  const text = `${code ?? status ?? ''} ${message ?? String(error)}`.trim();
  if (typeof code === 'string' && NEVER_ARRIVED.has(code)) return { outcome: 'retry', error: text };
  // A body that broke off after a 201 carries that status: the message was taken.
  if (typeof code === 'string' || status === undefined || status < 400 || status >= 500) {
    return { outcome: 'unknown', error: text };
  }
  const errorCode = typeof code === 'number' ? code : undefined;
  const later = status === 429 || ruleOfCode(errorCode).then === 'later';
  return { outcome: later ? 'retry' : 'refused', error: text, errorCode };
}
