import { expect, it } from 'vitest';
import { readBoardFilters, toBoardQuery, valuesOf, withFilter } from './filters';

it('reads what it knows from an address and leaves out the rest', () => {
  const filters = readBoardFilters({ bucket: 'breached', tier: 'gold,iron', q: ' ', page: '3' });
  expect(filters).toEqual({ bucket: 'breached', tier: 'gold,iron' });
  expect(valuesOf(filters, 'tier')).toEqual(['gold', 'iron']);
});

it('takes no place of the rail that does not exist', () => {
  expect(readBoardFilters({ bucket: 'elsewhere' })).toEqual({});
});

it('joins a name that stands twice in the address', () => {
  expect(readBoardFilters({ kind: ['call', 'visit'] })).toEqual({ kind: 'call,visit' });
});

it('sets one filter and takes it away again', () => {
  const narrowed = withFilter({ bucket: 'unowned' }, 'tier', ['gold', 'lead']);
  expect(narrowed).toEqual({ bucket: 'unowned', tier: 'gold,lead' });
  expect(withFilter(narrowed, 'tier', [])).toEqual({ bucket: 'unowned' });
});

it('asks for what is work now, unless a place or a state was chosen', () => {
  expect(toBoardQuery({}).state).toBe('due');
  expect(toBoardQuery({ bucket: 'waiting' }).state).toBeUndefined();
  expect(toBoardQuery({ state: 'planned' }).state).toBe('planned');
});

it('passes on only yes or no for overdue', () => {
  expect(toBoardQuery({ overdue: 'true' }).overdue).toBe('true');
  expect(toBoardQuery({ overdue: 'maybe' }).overdue).toBeUndefined();
});
