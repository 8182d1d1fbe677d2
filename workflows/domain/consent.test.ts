import { describe, expect, it } from 'vitest';
import { judgeConsent, type Consent } from './consent.js';
import { DEFAULT_CONTACT_RULES, type ContactRules } from './contact-rules.js';
import { at } from './testing/build.js';

const rules: ContactRules = {
  ...DEFAULT_CONTACT_RULES,
  consent: { ...DEFAULT_CONTACT_RULES.consent, survey: { default: 'informed', LT: 'required' } },
};
const granted = (purpose: Consent['purpose'], on: string): Consent => ({
  channel: 'sms',
  purpose,
  granted: true,
  at: at(on),
});
const refused = (purpose: Consent['purpose'], on: string): Consent => ({
  ...granted(purpose, on),
  granted: false,
});
const [MONDAY, TUESDAY] = ['2026-11-02T10:00:00Z', '2026-11-03T10:00:00Z'];

describe('consent', () => {
  it.each([
    ['a service text needs none', 'service', 'ES', [], true, 'consent.given'],
    ['marketing needs a grant', 'marketing', 'ES', [], false, 'consent.missing'],
    ['marketing with a grant', 'marketing', 'ES', [granted('marketing', MONDAY)], true, 'consent.given'],
    ['a grant for everything counts', 'marketing', 'ES', [granted('all', MONDAY)], true, 'consent.given'],
    ['a survey is allowed unless refused', 'survey', 'ES', [], true, 'consent.given'],
    ['a survey needs a grant where the country says so', 'survey', 'LT', [], false, 'consent.missing'],
    ['a refusal counts', 'survey', 'ES', [refused('survey', MONDAY)], false, 'consent.opted-out'],
    [
      'the newest row counts',
      'survey',
      'ES',
      [refused('survey', MONDAY), granted('survey', TUESDAY)],
      true,
      'consent.given',
    ],
    [
      'in whatever order they are stored',
      'survey',
      'ES',
      [granted('survey', TUESDAY), refused('survey', MONDAY)],
      true,
      'consent.given',
    ],
    [
      'of one instant the refusal counts',
      'survey',
      'ES',
      [granted('survey', MONDAY), refused('survey', MONDAY)],
      false,
      'consent.opted-out',
    ],
    [
      'a safety warning passes a refusal of its purpose',
      'safety',
      'ES',
      [refused('safety', MONDAY)],
      true,
      'consent.given',
    ],
    ['but not a refusal of everything', 'safety', 'ES', [refused('all', MONDAY)], false, 'consent.opted-out'],
    [
      'another channel does not matter',
      'survey',
      'ES',
      [{ ...refused('all', MONDAY), channel: 'call' as const }],
      true,
      'consent.given',
    ],
  ] as const)('%s', (_name, purpose, country, consents, allowed, code) => {
    const verdict = judgeConsent({ purpose, channel: 'sms', country }, consents, rules);
    expect(verdict).toMatchObject({ allowed, reason: { code } });
  });
});
