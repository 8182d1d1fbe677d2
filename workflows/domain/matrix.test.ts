import { describe, expect, it } from 'vitest';
import { policyMatrix } from './matrix.js';
import type { Policy, PolicyMatch } from './policy.js';

function policy(key: string, rank: number, match?: PolicyMatch): Policy {
  return { policy: key, name: key, subject: 'sale', family: 'care', rank, match };
}

describe('The matrix of policies', () => {
  const matrix = policyMatrix([
    policy('everybody', 50),
    policy('gold-boilers', 10, { tier: 'gold', product: ['boiler-*'] }),
    policy('business', 20, { customerType: ['business'] }),
    policy('never', 60, { tier: ['gold', 'platinum'] }),
  ]);
  const cell = (tier: string, type: string) =>
    matrix.cells.find((one) => one.tier === tier && one.type === type)!;

  it('asks by rank and stops at the first policy without further conditions', () => {
    expect(cell('gold', 'retail').policies).toEqual([
      { policy: 'gold-boilers', conditional: true },
      { policy: 'everybody', conditional: false },
    ]);
    expect(cell('gold', 'business').policies.at(-1)).toEqual({ policy: 'business', conditional: false });
    expect(cell('lead', 'channel').policies).toEqual([{ policy: 'everybody', conditional: false }]);
  });

  it('names policies that never apply, and what stands before them', () => {
    expect(matrix.shadowed).toEqual([{ policy: 'never', family: 'care', by: ['business', 'everybody'] }]);
  });

  it('shows a gap where only conditional policies or none fit', () => {
    const sparse = policyMatrix([
      policy('boilers', 1, { product: ['boiler-*'] }),
      policy('gold', 2, { tier: 'gold' }),
    ]);
    const gaps = sparse.cells.filter((one) => one.gap).map((one) => one.tier);
    expect([...new Set(gaps)]).toEqual(['platinum', 'iron', 'lead']);
  });
});
