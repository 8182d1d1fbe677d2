import { describe, expect, it } from 'vitest';
import { chooseGuide } from './guide.js';

const GUIDES = [
  { key: 'any', products: [], steps: [] },
  { key: 'boilers', products: ['boiler-*'], steps: [] },
  { key: 'boiler-24', products: ['boiler-24'], steps: [] },
  { key: 'bleeding', products: ['boiler-*', 'radiator-*'], steps: ['winter-*'] },
  { key: 'winter', products: [], steps: ['winter-check'] },
];

describe('The guide of a message', () => {
  it.each<[string, string[], string | null, string]>([
    ['fits any, where nothing is closer', ['pump'], 'thank-you', 'any'],
    ['is that of the product', ['boiler-30'], 'thank-you', 'boilers'],
    ['is that of the closest product', ['boiler-24'], 'thank-you', 'boiler-24'],
    ['is that of the step rather than of the product', ['boiler-24'], 'winter-ready', 'bleeding'],
    ['is that of the step that is named in full', ['boiler-24'], 'winter-check', 'winter'],
    ['looks at all products', ['pump', 'radiator-5'], 'winter-ready', 'bleeding'],
    ['fits a text of no step', [], null, 'any'],
  ])('%s', (_, products, step, key) => {
    expect(chooseGuide(GUIDES, { products, step })?.key).toBe(key);
  });

  it('may be none', () => {
    expect(chooseGuide(GUIDES.slice(1), { products: ['pump'], step: 'thank-you' })).toBeNull();
  });
});
