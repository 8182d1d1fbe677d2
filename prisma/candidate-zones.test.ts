import { describe, expect, it } from 'vitest';
import { zonesOf } from './candidate-zones.js';

describe('The zones somebody may be in', () => {
  it.each([
    ['the stored zone, whatever the number', { zone: 'Asia/Tokyo', phone: '+37061234567' }, ['Asia/Tokyo']],
    ['the zone of the site', { siteZone: 'Atlantic/Canary', country: 'ES' }, ['Atlantic/Canary']],
    ['the one zone of the number', { phone: '+37061234567', zone: null }, ['Europe/Vilnius']],
    [
      'those of number and country',
      { phone: '+37061234567', country: 'GB' },
      ['Europe/London', 'Europe/Vilnius'],
    ],
    [
      'the country where the number tells nothing',
      { phone: '+80012345678', country: 'LT' },
      ['Europe/Vilnius'],
    ],
  ])('%s', (_name, known, zones) => expect(zonesOf(known)).toEqual(zones));

  it('are all of a country, since an area code moves with its owner', () => {
    const zones = zonesOf({ phone: '+12125550123', country: 'US' });
    expect(zones).toEqual(
      expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']),
    );
  });

  it('are not known without a country', () => expect(zonesOf({ phone: '+80012345678' })).toBeUndefined());
});
