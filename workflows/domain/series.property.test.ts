import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { Facts } from './facts.js';
import type { RepeatRule } from './policy.js';
import { RUNS } from './testing/runs.js';
import { DAY, calendars, zones } from './testing/worlds.js';

const SOLD_AT = 20_454 * DAY;

const fixedRules: fc.Arbitrary<RepeatRule> = fc.oneof(
  fc.record({
    every: fc.constantFrom('P1W', 'P10D', 'P1M', 'P3M', 'P1Y'),
    mode: fc.constant('fixed-each' as const),
    monthEnd: fc.constantFrom('clamp' as const, 'skip' as const, 'last-day' as const),
  }),
  fc.record({
    rrule: fc.constantFrom(
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'FREQ=MONTHLY;BYMONTHDAY=31',
    ),
    mode: fc.constant('fixed-each' as const),
  }),
);

describe('a fixed series', () => {
  it('has occurrence n on the same date whenever it is asked', () => {
    const askedAfterDays = fc.integer({ min: 0, max: 600 });
    const soldOnDay = fc.integer({ min: 0, max: 366 });
    fc.assert(
      fc.property(
        fixedRules,
        calendars,
        zones,
        soldOnDay,
        fc.constantFrom('none' as const, 'forward' as const, 'back' as const),
        askedAfterDays,
        askedAfterDays,
        (repeat, calendar, zone, soldOn, shift, first, second) => {
          const soldAt = SOLD_AT + soldOn * DAY;
          const facts: Facts = {
            policy: {
              policy: 'series',
              name: 'Series',
              family: 'series',
              rank: 1,
              subject: 'sale',
              calendar: 'work',
              steps: [{ step: 'a', kind: 'call', due: { from: 'sale.sold', at: '10:00', shift }, repeat }],
            },
            subject: { type: 'sale', soldAt },
            customer: {},
            zone,
            calendars: new Map([['work', calendar]]),
            contactRules: {},
            purposes: new Map(),
            events: [],
            startedAt: soldAt,
            assumeSent: true,
          };
          const datesAt = (now: number): Map<number, number> =>
            new Map(
              agenda(facts, now, now + 200 * DAY).followUps.map(({ occurrence, dueAt }) => [
                occurrence,
                dueAt,
              ]),
            );
          const [early, late] = [datesAt(soldAt + first * DAY), datesAt(soldAt + second * DAY)];
          for (const [occurrence, dueAt] of early) expect(late.get(occurrence) ?? dueAt).toBe(dueAt);
        },
      ),
      RUNS,
    );
  });
});
