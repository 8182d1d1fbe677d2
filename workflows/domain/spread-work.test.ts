import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadWork, type Load, type Receiver } from './spread-work.js';

const person = (id: string, changes: Partial<Receiver> = {}): Receiver => ({
  id,
  languages: ['en'],
  open: 0,
  workload: null,
  ...changes,
});
const load = (customerId: string, followUps: number, language = 'en'): Load => ({
  customerId,
  followUps,
  language,
});

it.each<[string, Load[], Receiver[], Record<string, string>]>([
  ['the work goes to whoever has least', [load('a', 1)], [person('x', { open: 5 }), person('y')], { a: 'y' }],
  [
    'heavy customers are given first, so that the loads become even',
    [load('a', 1), load('b', 1), load('c', 2)],
    [person('x'), person('y')],
    { c: 'x', a: 'y', b: 'y' },
  ],
  [
    'who speaks the language goes before who has less',
    [load('a', 1, 'lt')],
    [person('x'), person('y', { languages: ['lt'], open: 9 })],
    { a: 'y' },
  ],
  [
    'nobody is loaded beyond their limit while somebody else has room',
    [load('a', 3)],
    [person('x', { workload: 2 }), person('y', { open: 8, workload: 20 })],
    { a: 'y' },
  ],
  [
    'the limit gives way before the language does',
    [load('a', 3, 'lt')],
    [person('x'), person('y', { languages: ['lt'], workload: 1 })],
    { a: 'y' },
  ],
])('%s', (_, loads, receivers, expected) => {
  expect(Object.fromEntries(spreadWork(loads, receivers))).toEqual(expected);
});

it('every customer goes to exactly one of those who take over', () => {
  const receiver = fc.record({
    id: fc.uuid(),
    languages: fc.subarray(['en', 'es', 'lt', 'zh']),
    open: fc.nat(50),
    workload: fc.option(fc.integer({ min: 1, max: 60 })),
  });
  const work = fc.record({
    customerId: fc.uuid(),
    language: fc.constantFrom('en', 'lt', 'de'),
    followUps: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(work), fc.array(receiver, { minLength: 1 }), (loads, receivers) => {
      const taken = spreadWork(loads, receivers);
      expect(taken.size).toBe(new Set(loads.map(({ customerId }) => customerId)).size);
      for (const id of taken.values()) expect(receivers.some((one) => one.id === id)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
