import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

export const TEMPORAL_NAMESPACE = 'default';

/** The Temporal server of this run, as host:port. */
export function temporalAddress(): string {
  return inject('servers').temporalAddress;
}

/** A name that no other file or run uses, for a task queue or as the beginning of workflow ids. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}
