/** Longest delay `setTimeout` takes; a longer one would fire at once. */
const LONGEST_MS = 2_147_483_647;

/** Timers that can be ended together. */
export class Scheduler {
  #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  /** Runs the action once the instant has come; instants are UTC milliseconds. */
  at(instant: number, action: () => void): void {
    if (this.#isClosed) return;
    const waitMs = Math.max(0, instant - Date.now());
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (waitMs > LONGEST_MS) this.at(instant, action);
        else action();
      },
      Math.min(waitMs, LONGEST_MS),
    );
    this.#timers.add(timer);
  }

  /** Ends after so many milliseconds, or never once the scheduler is closed. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(Date.now() + ms, resolve));
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
