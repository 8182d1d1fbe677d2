const WINDOW_MS = 2 * 60_000;
const MOST_DEATHS = 5;
const FIRST_DELAY_MS = 500;

export type Verdict = { restart: true; delayMs: number } | { restart: false };

/**
 * What to do with a child that died at these instants (milliseconds, oldest first), the last one being now: start it
 * again after a delay that doubles, or give up when it died five times within two minutes.
 */
export function verdict(deaths: readonly number[]): Verdict {
  const now = deaths.at(-1) ?? 0;
  const recent = deaths.filter((at) => now - at < WINDOW_MS).length;
  if (recent >= MOST_DEATHS) return { restart: false };
  return { restart: true, delayMs: FIRST_DELAY_MS * 2 ** (recent - 1) };
}
