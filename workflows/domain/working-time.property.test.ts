import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingMs, countWorkingMs } from './calendar.js';
import { RUNS } from './testing/runs.js';
import { DAY, calendars } from './testing/worlds.js';

const instants = fc.integer({ min: 0, max: 500 * 24 * 60 }).map((minutes) => 20_454 * DAY + minutes * 60_000);
const workingMs = fc.integer({ min: 0, max: 6_000 }).map((minutes) => minutes * 60_000);

describe('working time', () => {
  it('added and then counted gives the sum back', () => {
    fc.assert(
      fc.property(calendars, instants, workingMs, (calendar, from, ms) => {
        expect(countWorkingMs(calendar, from, addWorkingMs(calendar, from, ms))).toBe(ms);
        if (ms > 0) expect(countWorkingMs(calendar, addWorkingMs(calendar, from, -ms), from)).toBe(ms);
      }),
      RUNS,
    );
  });

  it('added in two parts gives the same as added at once', () => {
    fc.assert(
      fc.property(calendars, instants, workingMs, workingMs, (calendar, from, first, second) => {
        const between = addWorkingMs(calendar, from, first);
        const inParts = addWorkingMs(calendar, between, second);
        // Nothing more to add leaves a sum at its closing; a start there moves to the next opening.
        if (first > 0 && second > 0) expect(inParts).toBe(addWorkingMs(calendar, from, first + second));
      }),
      RUNS,
    );
  });
});
