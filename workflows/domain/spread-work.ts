/** Somebody who can take over work. */
export interface Receiver {
  readonly id: string;
  readonly languages: readonly string[];
  /** Open follow-ups that they have already. */
  readonly open: number;
  /** How many they can carry; null: no limit is set. */
  readonly workload: number | null;
}

/** A customer whose work changes hands as a whole. */
export interface Load {
  readonly customerId: string;
  readonly language: string;
  readonly followUps: number;
}

/**
 * Gives each customer to one receiver: first those whose language the fewest speak, so that nobody else fills up who alone
 * can talk to them, then the heaviest. They go to somebody who speaks the language and stays below their limit; failing
 * that the limit gives way, then the language. Among equals whoever has least, so far.
 *
 * @param receivers at least one
 * @returns receiver by customer
 */
export function spreadWork(loads: readonly Load[], receivers: readonly Receiver[]): Map<string, string> {
  const open = new Map(receivers.map(({ id, open: had }) => [id, had]));
  const taken = new Map<string, string>();
  // Where nobody speaks it, it does not matter who takes it: last.
  const speakers = ({ language }: Load) =>
    receivers.filter(({ languages }) => languages.includes(language)).length || Infinity;
  const inTurn = [...loads].sort((a, b) => {
    const [ofA, ofB] = [speakers(a), speakers(b)];
    if (ofA !== ofB) return ofA - ofB;
    return b.followUps - a.followUps || (a.customerId < b.customerId ? -1 : 1);
  });
  for (const load of inTurn) {
    const speaks = ({ languages }: Receiver) => languages.includes(load.language);
    const fits = ({ id, workload }: Receiver) =>
      workload === null || open.get(id)! + load.followUps <= workload;
    const best =
      leastLoaded(
        receivers.filter((one) => speaks(one) && fits(one)),
        open,
      ) ??
      leastLoaded(receivers.filter(speaks), open) ??
      leastLoaded(receivers.filter(fits), open) ??
      leastLoaded(receivers, open)!;
    taken.set(load.customerId, best.id);
    open.set(best.id, open.get(best.id)! + load.followUps);
  }
  return taken;
}

function leastLoaded(
  receivers: readonly Receiver[],
  open: ReadonlyMap<string, number>,
): Receiver | undefined {
  return [...receivers].sort((a, b) => open.get(a.id)! - open.get(b.id)! || (a.id < b.id ? -1 : 1))[0];
}
