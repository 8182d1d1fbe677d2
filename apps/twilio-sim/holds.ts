/** A create request that waits for a test to let it go on. */
export interface Hold {
  id: number;
  account: string;
  to: string;
  /** `hold`: it is accepted, its answer waits; `hold-before`: nothing is stored yet. */
  fault: 'hold' | 'hold-before';
  messageSid: string | null;
  callSid: string | null;
  heldAt: string;
}

export interface HoldFilter {
  account?: string;
  to?: string;
}

/** Requests that are held back. They stay listed until released, also when their caller has gone. */
export class Holds {
  #held = new Map<Hold, (isReleased: boolean) => void>();
  #lastId = 0;

  /** Ends with true when the hold is released, with false when it is dropped. */
  hold(about: Omit<Hold, 'id' | 'heldAt'>): Promise<boolean> {
    const hold = { ...about, id: (this.#lastId += 1), heldAt: new Date().toISOString() };
    return new Promise((resolve) => this.#held.set(hold, resolve));
  }

  list(filter: HoldFilter = {}): Hold[] {
    return [...this.#held.keys()].filter((hold) => isMeant(hold, filter));
  }

  /** Lets requests go on; answers how many. */
  release(filter: HoldFilter = {}): number {
    return this.#end(filter, true);
  }

  /** Ends requests as if they had never come, for a reset; answers how many. */
  drop(filter: HoldFilter = {}): number {
    return this.#end(filter, false);
  }

  #end(filter: HoldFilter, isReleased: boolean): number {
    const meant = this.list(filter);
    for (const hold of meant) {
      this.#held.get(hold)?.(isReleased);
      this.#held.delete(hold);
    }
    return meant.length;
  }
}

function isMeant(hold: Hold, filter: HoldFilter): boolean {
  return (!filter.account || hold.account === filter.account) && (!filter.to || hold.to === filter.to);
}
