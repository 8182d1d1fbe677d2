import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which systems take ports for outgoing connections, which could hold ours at a restart. */
const RANGE = [20_000, 30_000] as const;
const TRIES = 50;

export interface PortWish {
  name: string;
  /** From the environment: this one or none. */
  fixed?: number;
  /** Taken when it is free and none is remembered. */
  preferred?: number;
}

/**
 * A port for each name: the one that was asked for, else the one of last time, else any free one.
 * Rejects with a plain sentence when one that was asked for is taken.
 */
export async function choosePorts<Name extends string>(
  wishes: readonly (PortWish & { name: Name })[],
  remembered: Record<string, number>,
): Promise<Record<Name, number>> {
  const chosen = new Map<Name, number>();
  for (const wish of wishes)
    chosen.set(wish.name, await choose(wish, remembered[wish.name], [...chosen.values()]));
  return Object.fromEntries(chosen) as Record<Name, number>;
}

async function choose(wish: PortWish, last: number | undefined, taken: number[]): Promise<number> {
  if (wish.fixed !== undefined) {
    if (await isFree(wish.fixed)) return wish.fixed;
    throw new Error(`Port ${wish.fixed}, asked for ${wish.name}, is in use by another program.`);
  }
  for (const port of [last, wish.preferred]) {
    if (port !== undefined && !taken.includes(port) && (await isFree(port))) return port;
  }
  return freePort(taken);
}

/** A free port on the loopback address. Random, so that two starts at the same time hardly choose the same. */
export async function freePort(taken: readonly number[] = []): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(...RANGE);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port was found between ${RANGE[0]} and ${RANGE[1]}.`);
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
