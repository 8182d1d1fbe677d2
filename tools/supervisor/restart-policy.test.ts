import { expect, it } from 'vitest';
import { verdict } from './restart-policy.js';

const SECOND = 1_000;

it('starts a child again soon, and later each time', () => {
  expect(verdict([0])).toEqual({ restart: true, delayMs: 500 });
  expect(verdict([0, 10 * SECOND])).toEqual({ restart: true, delayMs: 1_000 });
  expect(verdict([0, 10 * SECOND, 20 * SECOND, 30 * SECOND])).toEqual({ restart: true, delayMs: 4_000 });
});

it('gives up at the fifth death within two minutes', () => {
  expect(verdict([0, 10, 20, 30, 119].map((at) => at * SECOND))).toEqual({ restart: false });
});

it('forgets deaths that are longer ago', () => {
  expect(verdict([0, 10, 20, 30, 121].map((at) => at * SECOND))).toEqual({ restart: true, delayMs: 4_000 });
  expect(verdict([0, 10, 20, 30, 500].map((at) => at * SECOND))).toEqual({ restart: true, delayMs: 500 });
});
