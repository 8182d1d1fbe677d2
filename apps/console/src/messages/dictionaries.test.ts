import { beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());

it('words that could not be loaded are an error for whoever waits, and can be asked for again', async () => {
  const { allWords, needAllWords } = await import('./dictionaries');
  const first = needAllWords();
  expect(allWords.areWanted()).toBe(true);
  allWords.areMissing(new Error('no network'));
  await expect(first).rejects.toThrow('no network');
  expect(allWords.areWanted()).toBe(false);
  const second = needAllWords();
  allWords.areThere();
  await second;
  await needAllWords();
});
