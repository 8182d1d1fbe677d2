import { expect, it } from 'vitest';
import { type Candidate, findOwner } from './find-owner.js';

const person = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  ...{ id, languages: ['en'], open: 5, workload: null, skills: [] },
  ...changes,
});
const TICKET = { kind: 'complaint', language: 'lt', products: ['boiler-24'], customerOwnerId: null };

it.each<[string, Partial<typeof TICKET> | { customerOwnerId: string }, Candidate[], string | null]>([
  [
    'whoever looks after the customer',
    { customerOwnerId: 'a' },
    [person('a', { open: 90 }), person('b')],
    'a',
  ],
  ['not one who is away', { customerOwnerId: 'gone' }, [person('a')], 'a'],
  ['who speaks the language', {}, [person('a', { open: 0 }), person('b', { languages: ['lt'] })], 'b'],
  [
    'among them who has least',
    {},
    [person('a', { languages: ['lt'] }), person('b', { languages: ['lt'], open: 1 })],
    'b',
  ],
  [
    'below their limit',
    {},
    [person('a', { languages: ['lt'], open: 3, workload: 3 }), person('b', { languages: ['lt'], open: 4 })],
    'b',
  ],
  [
    'who knows the kind',
    {},
    [person('a', { open: 0, languages: ['lt'] }), person('b', { skills: ['complaint'] })],
    'b',
  ],
  ['who knows the product', {}, [person('a', { open: 0 }), person('b', { skills: ['boiler-24'] })], 'b'],
  ['nobody, where there is nobody', {}, [], null],
])('it becomes the ticket of %s', (_, facts, candidates, owner) => {
  expect(findOwner({ ...TICKET, ...facts }, candidates)?.id ?? null).toBe(owner);
});
