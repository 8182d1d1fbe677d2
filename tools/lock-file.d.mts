import type { ProcessIdentity } from './process-identity.mjs';
export function lockHolder(path: string): ProcessIdentity | null;
export function tryLock(path: string): (() => void) | null;
export function waitForLock(
  path: string,
  onWait: (holder: ProcessIdentity | null) => void,
): Promise<() => void>;
