import { describe, expect, it } from 'vitest';
import { gather } from './gather.js';

/** Work that notes its batches and ends each when told to. */
function heldWork() {
  const batches: { keys: string[]; finish: () => void }[] = [];
  const work = (keys: string[]) =>
    new Promise<Map<string, string>>((resolve) => {
      batches.push({ keys, finish: () => resolve(new Map(keys.map((key) => [key, key.toUpperCase()]))) });
    });
  return { batches, work };
}

describe('Gathering calls', () => {
  it('calls of one tick share a batch, and each gets its own value', async () => {
    const { batches, work } = heldWork();
    const look = gather(work, 10);
    const answers = Promise.all([look('a'), look('b')]);
    await Promise.resolve();
    batches[0]!.finish();
    expect(await answers).toEqual(['A', 'B']);
    expect(batches.map((batch) => batch.keys)).toEqual([['a', 'b']]);
  });

  it('calls that arrive while a batch runs share the next one', async () => {
    const { batches, work } = heldWork();
    const look = gather(work, 10);
    const first = look('a');
    await Promise.resolve();
    const later = Promise.all([look('b'), look('c')]);
    expect(batches).toHaveLength(1);
    batches[0]!.finish();
    expect(await first).toBe('A');
    await expect.poll(() => batches.length).toBe(2);
    batches[1]!.finish();
    expect(await later).toEqual(['B', 'C']);
    expect(batches[1]!.keys).toEqual(['b', 'c']);
  });

  it('no batch has more keys than allowed', async () => {
    const sizes: number[] = [];
    const look = gather(async (keys: number[]) => {
      sizes.push(keys.length);
      return new Map(keys.map((key) => [key, key]));
    }, 2);
    expect(await Promise.all([1, 2, 3, 4, 5].map(look))).toEqual([1, 2, 3, 4, 5]);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('one bad key does not fail its neighbours', async () => {
    const look = gather(async (keys: string[]) => {
      if (keys.includes('bad')) throw new Error('bad key');
      return new Map(keys.map((key) => [key, key]));
    }, 10);
    const answers = await Promise.allSettled([look('a'), look('bad'), look('c')]);
    expect(answers).toMatchObject([{ value: 'a' }, { reason: { message: 'bad key' } }, { value: 'c' }]);
  });

  it('goes on after a failure', async () => {
    let failures = 1;
    const look = gather(async (keys: string[]) => {
      if (failures-- > 0) throw new Error('away');
      return new Map(keys.map((key) => [key, key]));
    }, 10);
    await expect(look('a')).rejects.toThrow('away');
    expect(await look('a')).toBe('a');
  });
});
