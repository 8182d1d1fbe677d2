import { describe, expect, it } from 'vitest';
import type { Consent } from './consent.js';
import { DEFAULT_CONTACT_RULES, judgeSend, sendTime, type ContactRules } from './contact-rules.js';
import { quietFrom } from './quiet-hours.js';
import { at } from './testing/build.js';
import { toLocal } from './time.js';

const rules: ContactRules = {
  ...DEFAULT_CONTACT_RULES,
  countries: { US: { quietHours: { from: '20:00', to: '09:00' } } },
};
const refused = (purpose: Consent['purpose'], on: string): Consent => ({
  channel: 'sms',
  purpose,
  granted: false,
  at: at(on),
});

describe('quiet hours', () => {
  const zone = 'Europe/Madrid';
  const leaves = (
    dueAt: string,
    { country, ...more }: Partial<Parameters<typeof sendTime>[0]> & { country?: string } = {},
  ): string => {
    const input = {
      dueAt: at(dueAt),
      kind: 'sms' as const,
      purpose: 'service' as const,
      zone,
      recipient: { zones: [more.zone ?? zone], countries: country ? [country] : [] },
      rules,
      ...more,
    };
    return toLocal(sendTime(input).sendAt, input.zone);
  };

  it.each([
    ['by day a text leaves when it is due', '2026-11-02T11:00:00Z', {}, '2026-11-02T12:00'],
    [
      'across midnight, in the evening: the last minute before',
      '2026-11-02T22:00:00Z',
      {},
      '2026-11-02T20:59',
    ],
    ['across midnight, in the morning: the evening before', '2026-11-03T05:00:00Z', {}, '2026-11-02T20:59'],
    ['at the first quiet minute', '2026-11-02T20:00:00Z', {}, '2026-11-02T20:59'],
    ['at the first minute that is not quiet', '2026-11-03T07:00:00Z', {}, '2026-11-03T08:00'],
    [
      'a question waits for the morning',
      '2026-11-02T22:00:00Z',
      { kind: 'survey' as const },
      '2026-11-03T08:00',
    ],
    [
      'what became known too late waits too',
      '2026-11-02T22:00:00Z',
      { knownAt: at('2026-11-02T21:30:00Z') },
      '2026-11-03T08:00',
    ],
    [
      'a confirmation leaves at once',
      '2026-11-02T22:00:00Z',
      { purpose: 'confirmation' as const },
      '2026-11-02T23:00',
    ],
    [
      'a country has its own',
      '2026-11-03T01:30:00Z',
      { zone: 'America/New_York', country: 'US', kind: 'survey' as const },
      '2026-11-03T09:00',
    ],
    ['over the end of summer time', '2026-10-24T22:00:00Z', { kind: 'survey' as const }, '2026-10-25T08:00'],
  ])('%s', (_name, dueAt, more, wanted) => expect(leaves(dueAt, more)).toBe(wanted));

  it('a customer who changes zone gets the text by the new one', () => {
    expect(leaves('2026-11-02T19:30:00Z')).toBe('2026-11-02T20:30');
    expect(leaves('2026-11-02T19:30:00Z', { zone: 'Europe/Vilnius' })).toBe('2026-11-02T20:59');
  });

  it('begin next this evening, or tomorrow evening when it is evening', () => {
    const ana = { zones: [zone], countries: [] };
    const begin = (after: string) => toLocal(quietFrom(at(after), ana, rules)!, zone);
    expect(begin('2026-11-02T10:00:00Z')).toBe('2026-11-02T21:00');
    expect(begin('2026-11-02T19:59:00Z')).toBe('2026-11-02T21:00');
    expect(quietFrom(at('2026-11-02T10:00:00Z'), ana, {})).toBeNull();
  });
});

describe('the last check before a text leaves', () => {
  const question = {
    purpose: 'survey' as const,
    channel: 'sms' as const,
    customer: { country: 'ES' },
    zone: 'Europe/Madrid',
    consents: [],
    rules,
    now: at('2026-11-02T10:00:00Z'),
  };

  it('lets it go, and says what allowed it', () =>
    expect(judgeSend(question)).toEqual({
      verdict: 'send',
      evidence: { rule: 'informed', country: 'ES', statedBy: 'country', because: 'not-refused' },
    }));

  it('never pulls back into the past: what must not leave now leaves later', () => {
    const verdict = judgeSend({ ...question, purpose: 'service', now: at('2026-11-02T22:00:00Z') });
    expect(verdict).toMatchObject({ verdict: 'wait', until: at('2026-11-03T07:00:00Z') });
  });

  it('refuses on an opt-out of the same instant', () => {
    const consents = [refused('all', '2026-11-02T10:00:00Z')];
    expect(judgeSend({ ...question, consents })).toMatchObject({
      verdict: 'refuse',
      reason: { code: 'consent.opted-out' },
    });
  });

  it('refuses without a number, before anything else', () => {
    const customer = { country: 'LT', textable: false };
    expect(judgeSend({ ...question, customer })).toMatchObject({
      verdict: 'refuse',
      reason: { code: 'number.unusable' },
    });
  });
});
