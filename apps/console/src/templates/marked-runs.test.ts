import { expect, it } from 'vitest';
import { markedRuns } from './marked-runs';
import { insertPiece } from './variables';

it.each([
  ['Thanks', [], [['Thanks', false]]],
  [
    'Ačiū, Ona',
    ['č', 'ū'],
    [
      ['A', false],
      ['č', true],
      ['i', false],
      ['ū', true],
      [', Ona', false],
    ],
  ],
  [
    'Good 👍👍 day to you all',
    ['👍'],
    [
      ['Good ', false],
      ['👍👍', true],
      [' day to you all', false],
    ],
  ],
  ['谢谢您', ['谢', '您'], [['谢谢您', false]]],
])('%s', (text, odd, expected) => {
  expect(markedRuns(text, odd).map((run) => [run.text, run.isOdd])).toEqual(expected);
  expect(
    markedRuns(text, odd)
      .map((run) => run.text)
      .join(''),
  ).toBe(text);
});

it('puts a variable in place of what is selected, and goes on behind it', () => {
  expect(insertPiece('Hi you!', '{name}', { start: 3, end: 6 })).toEqual({ text: 'Hi {name}!', caret: 9 });
  expect(insertPiece('', '{name}', { start: 0, end: 0 })).toEqual({ text: '{name}', caret: 6 });
});
