import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.js';

const THANKS = `
now: 2026-11-02T10:00:00Z
zone: Europe/Vilnius
policy:
  policy: thanks
  name: Thanks
  subject: sale
  family: thanks
  rank: 1
  steps:
    - { step: thank-you, kind: sms, template: t, due: { from: sale.sold, offset: P1D, at: "22:00" } }
    - { step: call, kind: call, due: { from: sale.delivered }, repeat: { every: P1Y } }
contactRules: { quietHours: { from: "21:00", to: "08:00" } }
subject: { type: sale, soldAt: 2026-11-02T10:00:00Z }
`;

describe('aftercare simulate', () => {
  it('shows what is due when and why, in local time, and what is waited for', () => {
    const { isGood, text } = simulate(THANKS, { json: false });
    expect(isGood).toBe(true);
    expect(text).toContain('2026-11-03 22:00  2026-11-03 20:59  thank-you  sms   planned');
    expect(text).toContain('quiet hours from 21:00 to 08:00');
    expect(text).toContain('call waits for sale.delivered.');
  });

  it('simulates the example of the documentation: done early, the anniversary stays', () => {
    const example = new URL('../../docs/examples/boiler-care.yaml', import.meta.url);
    const { isGood, text } = simulate(readFileSync(example, 'utf8'), { json: false });
    expect(isGood).toBe(true);
    // Christmas Day is a holiday: the visit moves back to the day before.
    expect(text).toContain('2026-12-24 09:00');
    expect(text).toContain('2027-12-24 09:00');
  });

  it('prints the whole answer as JSON', () => {
    const { text } = simulate(THANKS, { json: true });
    expect(JSON.parse(text)).toMatchObject({
      followUps: [{ step: 'thank-you', dueAt: '2026-11-03T20:00:00Z' }],
    });
  });

  it('takes the end of the view from the command', () => {
    const delivered = THANKS.replace('type: sale,', 'type: sale, deliveredAt: 2026-11-02T10:00:00Z,');
    const callsUntil = (until: string): number =>
      simulate(delivered, { json: false, until }).text.split('call #').length;
    expect(callsUntil('2029-12-01T00:00:00Z')).toBeGreaterThan(callsUntil('2027-12-01T00:00:00Z'));
  });

  it('names all faults of a bad document, each with its path', () => {
    const bad = THANKS.replace('sale.sold', 'sale.bought').replace('"22:00"', '"25:00"');
    const { isGood, text } = simulate(bad, { json: false });
    expect(isGood).toBe(false);
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^\/policy\/steps\/0\/due\/from {2}"sale.bought" is no anchor/),
      expect.stringMatching(/^\/policy\/steps\/0\/due\/at {2}This is not a time of day/),
    ]);
  });
});
