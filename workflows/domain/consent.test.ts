import { describe, expect, it } from 'vitest';
import { judgeConsent, type Consent } from './consent.js';
import { DEFAULT_CONTACT_RULES, type ContactRules, type Purpose } from './contact-rules.js';
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

const here = (facts: Partial<Consent>): Consent => ({ ...granted('marketing', MONDAY), id: 'row', ...facts });
const soft = (purpose: Consent['purpose']) => here({ purpose, basis: 'soft-opt-in' });
const spoken = here({ method: 'phone-call' });
const written = here({ method: 'web' });

describe('the rules of countries', () => {
  it.each<[string, Purpose, string | undefined, string | undefined, Consent[], boolean, string]>([
    ['Lithuania: a survey is marketing', 'survey', 'LT', 'LT', [], false, 'missing'],
    ['Lithuania: a soft opt-in is enough', 'survey', 'LT', 'LT', [soft('survey')], true, 'soft-opt-in'],
    ['Lithuania: so is consent', 'survey', 'LT', 'LT', [here({ purpose: 'survey' })], true, 'granted'],
    [
      'Lithuania: a refusal of marketing stops surveys',
      'survey',
      'LT',
      'LT',
      [here({ purpose: 'survey' }), { ...refused('marketing', TUESDAY), id: 'no' }],
      false,
      'opted-out',
    ],
    ['elsewhere it does not', 'survey', 'GB', 'GB', [refused('marketing', TUESDAY)], true, 'not-refused'],
    [
      'consent to marketing is none to surveys',
      'survey',
      'LT',
      'LT',
      [here({ purpose: 'marketing' })],
      false,
      'missing',
    ],
    ['Lithuania: service texts until refused', 'service', 'LT', 'LT', [], true, 'not-refused'],
    ['a Lithuanian number in Spain: the stricter', 'survey', 'ES', 'LT', [], false, 'missing'],
    ['a Spanish number in Lithuania: the stricter', 'survey', 'LT', 'ES', [], false, 'missing'],
    ['Spain: a survey until refused', 'survey', 'ES', 'ES', [], true, 'not-refused'],
    ['Spain: offers by soft opt-in', 'marketing', 'ES', 'ES', [soft('marketing')], true, 'soft-opt-in'],
    ['Spain: no offers to strangers', 'marketing', 'ES', 'ES', [], false, 'missing'],
    [
      'United Kingdom: offers by soft opt-in',
      'marketing',
      'GB',
      'GB',
      [soft('marketing')],
      true,
      'soft-opt-in',
    ],
    ['another country of the union', 'marketing', 'SE', 'SE', [soft('marketing')], true, 'soft-opt-in'],
    ['United States: no soft opt-in', 'marketing', 'US', 'US', [soft('marketing')], false, 'missing'],
    [
      'United States: spoken consent is not enough for offers',
      'marketing',
      'US',
      'US',
      [spoken],
      false,
      'missing',
    ],
    ['United States: consent in writing is', 'marketing', 'US', 'US', [written], true, 'granted'],
    ['a number there counts as there', 'marketing', 'ES', 'US', [spoken], false, 'missing'],
    ['United States: a survey until refused', 'survey', 'US', 'US', [], true, 'not-refused'],
    ['Canada: offers after a grant only', 'marketing', 'CA', 'CA', [soft('marketing')], false, 'missing'],
    [
      'China: nobody can answer a text',
      'survey',
      'CN',
      'CN',
      [here({ purpose: 'survey' })],
      false,
      'one-way',
    ],
    ['a Chinese number anywhere', 'survey', 'ES', 'CN', [], false, 'one-way'],
    ['somebody of China with another number', 'survey', 'CN', 'SG', [], true, 'not-refused'],
    ['China: reminders go out', 'service', 'CN', 'CN', [], true, 'not-refused'],
    ['a country of which nothing is known', 'marketing', 'BR', 'BR', [soft('marketing')], false, 'missing'],
    ['and its service texts', 'service', 'BR', 'BR', [], true, 'not-refused'],
    ['no country at all', 'marketing', undefined, undefined, [], false, 'missing'],
    ['safety needs none', 'safety', 'LT', 'LT', [], true, 'not-needed'],
  ])('%s', (_name, purpose, country, numberCountry, consents, allowed, why) => {
    const question = { purpose, channel: 'sms' as const, country, numberCountry };
    const verdict = judgeConsent(question, consents, DEFAULT_CONTACT_RULES);
    expect(verdict).toMatchObject({ allowed, evidence: { because: why } });
  });

  it('what an operator states for a country holds there', () => {
    const stated: ContactRules = {
      consent: { survey: { default: 'required', LT: 'informed', CN: 'informed' } },
    };
    const ask = (country: string) => judgeConsent({ purpose: 'survey', channel: 'sms', country }, [], stated);
    expect(ask('LT').evidence).toEqual({
      rule: 'informed',
      country: 'LT',
      statedBy: 'contact-rules',
      because: 'not-refused',
    });
    expect(ask('CN').allowed).toBe(true);
    expect(ask('ES').evidence).toMatchObject({ rule: 'required', because: 'missing' });
  });
});

describe('evidence', () => {
  const ask = (consents: Consent[], more: object = {}) =>
    judgeConsent(
      { purpose: 'survey', channel: 'sms', country: 'LT', ...more },
      consents,
      DEFAULT_CONTACT_RULES,
    );

  it('names the row that allowed it', () => {
    const rows = [
      here({ id: 'old', purpose: 'survey' }),
      here({ id: 'new', purpose: 'survey', at: at(TUESDAY) }),
    ];
    expect(ask(rows).evidence).toMatchObject({
      row: 'new',
      because: 'granted',
      country: 'LT',
      rule: 'soft-opt-in',
    });
  });

  it('names the row that forbade it', () => {
    const { evidence, reason } = ask([{ ...refused('all', TUESDAY), id: 'stop' }]);
    expect(evidence).toMatchObject({ row: 'stop', because: 'opted-out' });
    expect(reason).toMatchObject({ code: 'consent.opted-out', consent: 'stop' });
  });
});

describe('STOP and START', () => {
  const stop = here({ id: 'stop', purpose: 'all', granted: false, method: 'sms-reply', at: at(TUESDAY) });
  const start = here({ id: 'start', purpose: 'all', method: 'sms-reply', at: at('2026-11-04T10:00:00Z') });
  const survey = here({ id: 'survey', purpose: 'survey' });
  const noSurvey = here({ id: 'no-survey', purpose: 'survey', granted: false });

  it.each<[string, Purpose, string, Consent[], boolean, string | undefined]>([
    ['STOP ends what was agreed', 'survey', 'LT', [survey, stop], false, 'stop'],
    ['START brings it back', 'survey', 'LT', [survey, stop, start], true, 'survey'],
    ['START grants nothing new', 'survey', 'LT', [stop, start], false, undefined],
    ['nor does it without a STOP', 'marketing', 'ES', [start], false, undefined],
    ['what needs no grant is sent again', 'service', 'LT', [stop, start], true, undefined],
    [
      'what was refused by its purpose stays refused',
      'survey',
      'GB',
      [noSurvey, stop, start],
      false,
      'no-survey',
    ],
    [
      'a later STOP counts again',
      'service',
      'LT',
      [stop, start, { ...stop, id: 'again', at: at('2026-11-05T10:00:00Z') }],
      false,
      'again',
    ],
    ['STOP holds for safety too: the carrier blocks it', 'safety', 'LT', [stop], false, 'stop'],
  ])('%s', (_name, purpose, country, consents, allowed, row) => {
    const verdict = judgeConsent({ purpose, channel: 'sms', country }, consents, DEFAULT_CONTACT_RULES);
    expect(verdict.allowed).toBe(allowed);
    expect(verdict.evidence.row).toBe(row);
  });

  it('lets the one text pass that confirms it, unless the carrier said it', () => {
    const ask = (row: Consent, confirms?: string, purpose: Purpose = 'confirmation') =>
      judgeConsent({ purpose, channel: 'sms', country: 'LT', confirms }, [row], DEFAULT_CONTACT_RULES)
        .allowed;
    expect(ask(stop, 'stop')).toBe(true);
    expect(ask(stop)).toBe(false);
    expect(ask(stop, 'another')).toBe(false);
    expect(ask(stop, 'stop', 'marketing')).toBe(false);
    expect(ask({ ...stop, method: 'carrier' }, 'stop')).toBe(false);
  });
});
