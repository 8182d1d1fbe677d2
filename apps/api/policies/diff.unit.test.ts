import { expect, it } from 'vitest';
import { diffDocuments } from './diff.js';

const step = (name: string, changes: object = {}) => ({ step: name, kind: 'sms', ...changes });

it('names steps by their names, wherever they stand', () => {
  const from = { rank: 1, steps: [step('a'), step('b'), step('c', { due: { offset: 'P1D' } })] };
  const to = { rank: 2, steps: [step('c', { due: { offset: 'P2D' } }), step('a'), step('d')] };
  expect(diffDocuments(from, to)).toEqual([
    { kind: 'changed', path: '/rank', from: 1, to: 2 },
    { kind: 'removed', path: '/steps/b', from: step('b') },
    { kind: 'changed', path: '/steps/c/due/offset', from: 'P1D', to: 'P2D' },
    { kind: 'added', path: '/steps/d', to: step('d') },
  ]);
});

it('takes a list of plain values as one value', () => {
  const [change] = diffDocuments({ match: { tier: ['gold'] } }, { match: { tier: ['gold', 'iron'] } });
  expect(change).toEqual({ kind: 'changed', path: '/match/tier', from: ['gold'], to: ['gold', 'iron'] });
});

it('says nothing of the order of fields', () => {
  expect(diffDocuments({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
});
