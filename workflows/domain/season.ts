import { hemisphereOf } from './hemisphere.js';
import { dayNumber, formatDate } from './local-date.js';
import type { PlanContext } from './plan-context.js';
import type { DueRule, Step } from './policy.js';
import { parseDuration } from './time.js';

/** 32-bit FNV-1a: spreads ids evenly and is the same on any machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return value;
}

/**
 * A step with the date of its season as it is for one customer: `next` of their hemisphere, later by as many days as
 * fall to them of `spread`. Steps without either are answered as they are.
 */
export function inSeasonOf(step: Step, context: PlanContext): Step {
  const { next, spread } = step.due;
  if (next === undefined || (typeof next === 'string' && spread === undefined)) return step;
  const { customer, spreadBy } = context.facts;
  const hemisphere = hemisphereOf(context.zone, customer.country);
  const begins = typeof next === 'string' ? next : next[hemisphere];
  const days = spread === undefined || spreadBy === undefined ? 0 : hash(spreadBy) % spreadDays(spread);
  return { ...step, due: { ...step.due, next: later(begins, days) } };
}

/** Over how many days recipients are spread; at least one. */
export function spreadDays(spread: NonNullable<DueRule['spread']>): number {
  const { months, days } = parseDuration(spread);
  return Math.max(1, months * 30 + days);
}

/** `MM-DD` so many days later, counted in a year without 29 February. */
function later(monthDay: string, days: number): string {
  if (days === 0) return monthDay;
  const [month, date] = monthDay.split('-').map(Number) as [number, number];
  return formatDate(dayNumber(2025, month, date) + days).slice('YYYY-'.length);
}
