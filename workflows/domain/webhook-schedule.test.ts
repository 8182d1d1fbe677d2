import { describe, expect, it } from 'vitest';
import { isGivenUp, nextTry, RETRY_AFTER } from './webhook-schedule.js';

const AT = Date.parse('2027-03-01T09:00:00Z');
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe('The next try of a delivery', () => {
  it.each([
    [1, 5 * SECOND],
    [2, 300 * SECOND],
    [4, 2 * HOUR],
    [9, 24 * HOUR],
  ])('after %i tries comes within a fifth of its pause', (tries, pause) => {
    const wait = nextTry(tries, AT, 'a')! - AT;
    expect(wait).toBeGreaterThanOrEqual(pause);
    expect(wait).toBeLessThan(pause * 1.2);
  });

  it('is the same whenever it is asked, and another for another delivery', () => {
    expect(nextTry(4, AT, 'a')).toBe(nextTry(4, AT, 'a'));
    expect(nextTry(4, AT, 'a')).not.toBe(nextTry(4, AT, 'b'));
  });

  it('does not come when all pauses are used up', () => {
    expect(nextTry(RETRY_AFTER.length + 1, AT, 'a')).toBeNull();
  });
});

it('an endpoint is given up after five days without an answer', () => {
  expect(isGivenUp(AT, AT + 5 * 24 * HOUR - 1)).toBe(false);
  expect(isGivenUp(AT, AT + 5 * 24 * HOUR)).toBe(true);
});
