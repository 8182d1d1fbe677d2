import { describe, expect, it } from 'vitest';
import { DEFAULT_CONTACT_RULES, judgeSend, type ContactRules, type Purpose } from './contact-rules.js';
import { lastDecent, nextDecent, quietAt, quietFrom, type Recipient } from './quiet-hours.js';
import { at } from './testing/build.js';
import { toLocal } from './time.js';

const NIGHT: ContactRules = { quietHours: { from: '21:00', to: '08:00' } };
const here = (zone: string, ...countries: string[]): Recipient => ({ zones: [zone], countries });

/** The next decent instant on the clock of the first zone. */
function next(from: string, recipient: Recipient, rules: ContactRules): string | null {
  const found = nextDecent(at(from), recipient, rules);
  return found === null ? null : toLocal(found, recipient.zones[0]!);
}

describe('where the zone is not known', () => {
  const us = { zones: ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu'], countries: [] };

  it('a text waits until everybody who may be meant is awake', () => {
    // 08:00 in Honolulu is 13:00 in New York.
    expect(next('2026-11-03T11:00:00Z', us, NIGHT)).toBe('2026-11-03T13:00');
    expect(next('2026-11-03T20:00:00Z', us, NIGHT)).toBe('2026-11-03T15:00');
  });

  it('and may be pulled back to before the first of them goes to bed', () => {
    const late = lastDecent(at('2026-11-04T03:00:00Z'), us, NIGHT);
    expect(toLocal(late!, 'America/New_York')).toBe('2026-11-03T20:59');
  });

  it('nothing is sent where no hour is common to all', () => {
    const anywhere = { zones: ['Pacific/Honolulu', 'Europe/Paris', 'Asia/Tokyo'], countries: [] };
    expect(next('2026-11-03T11:00:00Z', anywhere, NIGHT)).toBeNull();
    const verdict = judgeSend({
      purpose: 'service',
      channel: 'sms',
      customer: { zones: anywhere.zones },
      zone: 'Europe/Paris',
      consents: [],
      rules: NIGHT,
      now: at('2026-11-03T11:00:00Z'),
    });
    expect(verdict).toMatchObject({ verdict: 'refuse', reason: { code: 'quiet-hours.no-common-hour' } });
  });
});

describe('countries', () => {
  const rules: ContactRules = { ...NIGHT, countries: { ES: { quietHours: { from: '20:00', to: '10:00' } } } };

  it('those of home and of the number hold together', () => {
    expect(next('2026-11-03T08:00:00Z', here('Europe/Vilnius', 'LT'), rules)).toBe('2026-11-03T10:00');
    expect(next('2026-11-03T06:30:00Z', here('Europe/Vilnius', 'LT'), rules)).toBe('2026-11-03T08:30');
    expect(next('2026-11-03T06:30:00Z', here('Europe/Vilnius', 'LT', 'ES'), rules)).toBe('2026-11-03T10:00');
  });

  it('the law holds where the installation asks for less', () => {
    const loose: ContactRules = { countries: { US: { quietHours: { from: '23:00', to: '06:00' } } } };
    expect(next('2026-11-03T11:30:00Z', here('America/New_York', 'US'), loose)).toBe('2026-11-03T08:00');
    expect(next('2026-11-04T02:00:00Z', here('America/New_York', 'US'), {})).toBe('2026-11-04T08:00');
  });

  it('our usual hours in the United States end at eight and begin at noon on a Sunday', () => {
    const ny = here('America/New_York', 'US');
    expect(next('2026-11-07T01:00:00Z', ny, DEFAULT_CONTACT_RULES)).toBe('2026-11-07T09:00');
    expect(next('2026-11-08T02:00:00Z', ny, DEFAULT_CONTACT_RULES)).toBe('2026-11-08T12:00');
    expect(next('2026-11-08T18:00:00Z', ny, DEFAULT_CONTACT_RULES)).toBe('2026-11-08T13:00');
  });
});

describe('days', () => {
  const rules: ContactRules = {
    ...NIGHT,
    blackoutDays: ['12-25', '2026-12-26'],
    countries: { LT: { blackoutDays: ['2026-12-24'] } },
  };
  const vilnius = here('Europe/Vilnius', 'LT');

  it('nothing leaves on blackout days, those of every year, of one year and of a country', () => {
    expect(next('2026-12-23T20:00:00Z', vilnius, rules)).toBe('2026-12-27T08:00');
    expect(next('2027-12-25T10:00:00Z', vilnius, rules)).toBe('2027-12-26T08:00');
    expect(next('2026-12-24T10:00:00Z', here('Europe/Riga', 'LV'), rules)).toBe('2026-12-24T12:00');
  });

  it('a reminder goes out before them', () => {
    const before = lastDecent(at('2026-12-26T10:00:00Z'), vilnius, rules);
    expect(toLocal(before!, 'Europe/Vilnius')).toBe('2026-12-23T20:59');
  });

  it('they begin at midnight of the recipient', () => {
    const begin = quietFrom(at('2027-12-24T10:00:00Z'), vilnius, { blackoutDays: ['12-25'] });
    expect(toLocal(begin!, 'Europe/Vilnius')).toBe('2027-12-25T00:00');
  });
});

describe('what cannot wait', () => {
  const judge = (purpose: Purpose, rules: ContactRules) =>
    judgeSend({
      purpose,
      channel: 'sms',
      customer: { country: 'LT' },
      zone: 'Europe/Vilnius',
      consents: [],
      rules,
      now: at('2026-11-03T22:00:00Z'),
    }).verdict;

  it('confirmations leave at night, warnings where the rules call them urgent', () => {
    expect(judge('confirmation', NIGHT)).toBe('send');
    expect(judge('safety', NIGHT)).toBe('wait');
    expect(judge('safety', { ...NIGHT, urgent: ['safety'] })).toBe('send');
    expect(judge('service', { ...NIGHT, urgent: ['safety'] })).toBe('wait');
  });
});

describe('when the clocks change', () => {
  const madrid = here('Europe/Madrid');

  it('quiet hours that end within the hour that comes twice end at the second of the two', () => {
    const rules: ContactRules = { quietHours: { from: '21:00', to: '02:30' } };
    // 02:10 for the second time: 01:10 UTC.
    expect(nextDecent(at('2026-10-25T01:10:00Z'), madrid, rules)).toBe(at('2026-10-25T01:30:00Z'));
  });

  it('is never quiet at what is called decent, for a year around the clock', () => {
    for (
      let now = at('2026-01-01T00:00:00Z');
      now < at('2027-01-01T00:00:00Z');
      now += 7 * 3_600_000 + 660_000
    ) {
      const found = nextDecent(now, madrid, NIGHT)!;
      expect(quietAt(found, madrid, NIGHT)).toBeNull();
      expect(found - now).toBeLessThanOrEqual(12 * 3_600_000);
      const time = toLocal(found, 'Europe/Madrid').slice(11);
      expect(time >= '08:00' && time < '21:00').toBe(true);
    }
  });
});
