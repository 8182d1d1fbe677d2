import { expect, it } from 'vitest';
import { readFileView, readKinds } from './sections';

it.each([
  [{}, {}],
  [{ section: 'overview' }, {}],
  [{ section: 'tickets' }, { section: 'tickets' }],
  [{ section: 'moon' }, {}],
  [
    { section: 'timeline', kind: 'call,moon,message' },
    { section: 'timeline', kind: 'message,call' },
  ],
  [{ kind: 7 }, {}],
])('reads %j from the address as %j', (search, view) => {
  expect(readFileView(search)).toEqual({ section: undefined, kind: undefined, ...view });
});

it('names each kind once, in its order', () => {
  expect(readKinds('call,reply,call')).toEqual(['reply', 'call']);
  expect(readKinds(undefined)).toEqual([]);
});
