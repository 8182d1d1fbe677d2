import { expect, it } from 'vitest';
import { type Authority, approverRole, limitOf, mayGrant } from './authority.js';

const AUTHORITY: Authority = {
  staff: { default: 20, platinum: 100 },
  manager: { default: 500 },
  operator: { gold: 900 },
};

it.each([
  ['staff', 'iron', 20],
  ['staff', 'platinum', 100],
  ['manager', 'platinum', 500],
  ['operator', 'gold', 900],
  ['operator', 'iron', 0],
  ['intake', 'iron', 0],
  ['admin', 'lead', Infinity],
])('%s may give a customer of tier %s up to %s', (role, tier, limit) => {
  expect(limitOf(AUTHORITY, role, tier)).toBe(limit);
});

it.each([
  ['staff', 'iron', null, true],
  ['staff', 'iron', 20, true],
  ['staff', 'iron', 20.01, false],
  ['intake', 'iron', null, true],
])('%s, %s, %s: %s', (role, tier, amount, may) => {
  expect(mayGrant(AUTHORITY, role, tier, amount)).toBe(may);
});

it.each([
  ['iron', 10, 'staff'],
  ['iron', 21, 'manager'],
  ['gold', 600, 'operator'],
  ['iron', 600, 'admin'],
])('for %s an approval of %s goes to a %s', (tier, amount, role) => {
  expect(approverRole(AUTHORITY, tier, amount)).toBe(role);
});
