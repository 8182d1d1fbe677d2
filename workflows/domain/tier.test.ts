import { describe, expect, it } from 'vitest';
import { type Tier, type TierCase, type TierFacts, type TierRules, judgeTier } from './tier.js';
import { parseDuration, parseInstant } from './time.js';

const NOW = parseInstant('2027-03-01T06:00:00Z');
const RULES: TierRules = {
  tiers: [
    {
      tier: 'platinum',
      all: [
        { fact: 'turnover', atLeast: 20_000 },
        { fact: 'risk', atMost: 50 },
      ],
    },
    { tier: 'gold', all: [{ fact: 'turnover', atLeast: 5_000 }] },
    {
      tier: 'iron',
      all: [
        { fact: 'turnover', atLeast: 1 },
        { fact: 'years', atLeast: 2 },
      ],
    },
  ],
  otherwise: 'lead',
  keepWithin: 10,
  stay: parseDuration('P6M'),
  stayText: 'P6M',
};
const judge = (tier: Tier, facts: Partial<TierFacts>, more: Partial<TierCase> = {}) =>
  judgeTier(
    {
      tier,
      facts: { turnover: 0, margin: null, years: 5, risk: null, ...facts },
      changedAt: null,
      pinned: null,
      ...more,
    },
    RULES,
    NOW,
    'Europe/Vilnius',
  );
const codes = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);

describe('The tier by rules', () => {
  it.each<[string, Tier, Partial<TierFacts>, Tier]>([
    ['rises at the bound itself', 'gold', { turnover: 20_000 }, 'platinum'],
    ['does not rise just below it', 'gold', { turnover: 19_999 }, 'gold'],
    ['may leap', 'lead', { turnover: 50_000 }, 'platinum'],
    ['stays within a tenth of the bound', 'platinum', { turnover: 18_000 }, 'platinum'],
    ['falls below that', 'platinum', { turnover: 17_999 }, 'gold'],
    ['falls as far as the facts say', 'platinum', { turnover: 0 }, 'lead'],
    ['takes a risk into account that is known', 'gold', { turnover: 30_000, risk: 80 }, 'gold'],
    ['stays with a risk that is a little higher', 'platinum', { turnover: 30_000, risk: 54 }, 'platinum'],
    ['needs all conditions', 'lead', { turnover: 100, years: 1 }, 'lead'],
  ])('%s', (_, has, facts, tier) => {
    expect(judge(has, facts).tier).toBe(tier);
  });

  it('says what was missed and what is met', () => {
    const verdict = judge('platinum', { turnover: 8_000 });
    expect(codes(verdict)).toEqual(['tier.misses', 'tier.meets']);
    expect(verdict.reasons[0]!.text).toBe('turnover of 8000 misses platinum: at least 20000');
  });

  it('says what is not known', () => {
    expect(codes(judge('gold', { turnover: 25_000 }))).toEqual(['tier.meets', 'tier.unknown']);
  });

  it.each([
    ['2026-09-02T06:00:00Z', 'platinum', 'tier.kept-recent'],
    ['2026-09-01T05:00:00Z', 'gold', 'tier.meets'],
  ])('nobody falls within half a year of %s', (changedAt, tier, code) => {
    const verdict = judge('platinum', { turnover: 8_000 }, { changedAt: parseInstant(changedAt) });
    expect(verdict.tier).toBe(tier);
    expect(codes(verdict).at(-1)).toBe(code);
  });

  it('rises soon after a change all the same', () => {
    expect(judge('gold', { turnover: 20_000 }, { changedAt: NOW - 1 }).tier).toBe('platinum');
  });

  it('is what a person decided', () => {
    expect(judge('gold', { turnover: 0 }, { pinned: 'gold' })).toMatchObject({
      tier: 'gold',
      reasons: [{ code: 'tier.pinned' }],
    });
  });

  it('is not given for conditions of which nothing is known', () => {
    const rules: TierRules = {
      ...RULES,
      tiers: [{ tier: 'platinum', all: [{ fact: 'margin', atLeast: 1 }] }],
    };
    const facts: TierFacts = { turnover: 1, margin: null, years: 0, risk: null };
    expect(judgeTier({ tier: 'lead', facts, changedAt: null, pinned: null }, rules, NOW, 'UTC').tier).toBe(
      'lead',
    );
  });
});
