import { interpretReply } from '@aftercare/workflows/domain/reply.js';
import { checkTemplate } from '@aftercare/workflows/templates/check.js';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_LIBRARY } from './library.js';

describe('the ready templates', () => {
  it.each(TEMPLATE_LIBRARY)('$template has no fault and nothing to warn of', (template) => {
    expect(checkTemplate(template)).toEqual({ errors: [], warnings: [] });
  });

  it('have each their own key', () => {
    const keys = TEMPLATE_LIBRARY.map((one) => one.template);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('name the words that end messages in the Latin letters that Twilio knows', () => {
    const surveys = TEMPLATE_LIBRARY.filter((one) => one.purpose === 'survey');
    for (const text of surveys.flatMap((one) => Object.values(one.texts))) expect(text).toContain('STOP');
    expect(interpretReply({ text: 'STOP', question: 'csat' }).intent).toBe('opt-out');
  });
});
