import { setTimeout as wait } from 'node:timers/promises';

interface Waiting<K, V> {
  key: K;
  resolve: (value: V) => void;
  reject: (error: unknown) => void;
}

/**
 * Turns a function over many keys into one over a single key. A call that comes alone is carried out at once; calls
 * that arrive while a batch runs wait for the next one. When a batch fails each of its keys is tried alone, so that one
 * bad key does not fail its neighbours.
 *
 * @param everyMs while calls keep coming, a batch that is not full begins so long after the one before: a few large
 *   batches leave the machine to others, where many small ones would not
 */
export function gather<K, V>(
  work: (keys: K[]) => Promise<Map<K, V>>,
  maxKeys: number,
  everyMs = 0,
): (key: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const startedAt = performance.now();
      const batch = waiting.slice(0, maxKeys);
      waiting = waiting.slice(maxKeys);
      await settle(batch);
      const early = startedAt + everyMs - performance.now();
      if (waiting.length > 0 && waiting.length < maxKeys && early > 0) await wait(early);
    }
    running = false;
  }

  async function settle(batch: Waiting<K, V>[]): Promise<void> {
    try {
      const values = await work(batch.map((item) => item.key));
      for (const item of batch) item.resolve(values.get(item.key)!);
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      for (const item of batch) await settle([item]);
    }
  }

  return (key) =>
    new Promise<V>((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      // A microtask later, so that calls of one tick of the event loop share the first batch too.
      if (!running) queueMicrotask(() => running || void run());
    });
}
