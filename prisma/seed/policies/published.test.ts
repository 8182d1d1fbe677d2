import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { describe, expect, it } from 'vitest';
import { CALENDARS } from '../documents.js';
import { TEMPLATE_LIBRARY } from '../templates/library.js';
import { PUBLISHED } from './published.js';

const known = {
  templates: new Set(TEMPLATE_LIBRARY.map(({ template }) => template)),
  calendars: new Set(CALENDARS.map(({ calendar }) => calendar)),
};

describe('the seeded policies', () => {
  it.each(PUBLISHED)('$document.policy, version $version, has no fault', ({ document }) => {
    expect(parsePolicy(document, known)).toMatchObject({ ok: true });
  });

  it('are asked in a clear order: no two of one family share subject and rank', () => {
    const places = PUBLISHED.filter(({ version }) => version === 1).map(
      ({ document: { subject, family, rank } }) => `${subject} ${family} ${rank}`,
    );
    expect(new Set(places).size).toBe(places.length);
  });

  it('find the templates that ask again for each kind of question', () => {
    for (const question of ['csat', 'nps', 'ces', 'yes-no']) {
      const template = TEMPLATE_LIBRARY.find((one) => one.template === `reask-${question}`);
      expect(template).toMatchObject({ purpose: 'confirmation' });
      expect(Object.keys(template!.texts).sort()).toEqual(['en', 'es', 'lt', 'zh']);
    }
  });
});
