import { expect, it } from 'vitest';
import { heedBy } from './consent-deadline.js';
import { at } from './testing/build.js';
import { toLocal } from './time.js';

it.each([
  ['a Monday', '2026-11-02T10:00:00Z', 'Europe/Vilnius', '2026-11-16T12:00'],
  ['a Friday', '2026-11-06T10:00:00Z', 'Europe/Vilnius', '2026-11-20T12:00'],
  ['a Saturday', '2026-11-07T10:00:00Z', 'Europe/Vilnius', '2026-11-20T12:00'],
  ['a Sunday there, Monday here', '2026-11-02T02:00:00Z', 'America/New_York', '2026-11-13T21:00'],
  ['over a change of the clocks', '2026-10-20T09:00:00Z', 'Europe/Madrid', '2026-11-03T11:00'],
])('ten business days after %s', (_name, withdrawn, zone, last) => {
  expect(toLocal(heedBy(at(withdrawn), zone), zone)).toBe(last);
});
