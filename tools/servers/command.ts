import type { SpawnOptions } from 'node:child_process';

/** How to start a server as a child process. */
export interface Command {
  file: string;
  args: string[];
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>;
}

/** Asks again and again until the answer is yes. Rejects with what went wrong last when it never is, or on abort. */
export async function waitUntil(
  what: string,
  isSo: () => Promise<boolean>,
  {
    timeoutMs = 60_000,
    everyMs = 100,
    signal,
  }: { timeoutMs?: number; everyMs?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const givesUpAt = performance.now() + timeoutMs;
  for (let lastError: unknown = 'the answer was no'; ;) {
    signal?.throwIfAborted();
    try {
      if (await isSo()) return;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > givesUpAt) {
      throw new Error(`${what} was not ready within ${timeoutMs / 1000} s: ${messageOf(lastError)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
