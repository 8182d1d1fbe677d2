import { addMonths, dayNumber, daysInMonth, weekday, yearMonthDay } from './local-date.js';

/** The parts of an RFC 5545 recurrence rule that policies may use, on dates only. */
export interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byDay: readonly RuleDay[];
  readonly bySetPos: readonly number[];
}

/** A weekday, 0 for Monday; `nth` of the month (or year), negative from its end, 0 for each. */
export interface RuleDay {
  readonly weekday: number;
  readonly nth: number;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/**
 * A rule that matches nothing for so many periods matches nothing at all: forty years, in which a 29 February has been
 * each day of the week; of years themselves more, since an interval may step over leap years for long.
 */
const EMPTY_PERIODS: Readonly<Record<Rule['freq'], number>> = {
  DAILY: 14_700,
  WEEKLY: 2_100,
  MONTHLY: 480,
  YEARLY: 400,
};

/** Thrown with a plain sentence about the part that is wrong. */
export class RuleError extends Error {}

/** Reads `FREQ=MONTHLY;BYDAY=2TU`. Throws a RuleError for parts that policies do not support. */
export function parseRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.replace(/^RRULE:/i, '').split(';')) {
    const [name, value] = part.split('=');
    if (!name || !value) throw new RuleError(`"${part}" is no part of a recurrence rule.`);
    if (parts.has(name.toUpperCase())) throw new RuleError(`${name} is there twice.`);
    parts.set(name.toUpperCase(), value.toUpperCase());
  }
  const rule = readParts(parts);
  for (const name of parts.keys()) throw new RuleError(`${name} is not supported in a recurrence rule.`);
  checkCombination(rule);
  return rule;
}

function readParts(parts: Map<string, string>): Rule {
  const freq = take(parts, 'FREQ');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') {
    throw new RuleError(freq === undefined ? 'FREQ is missing.' : `FREQ=${freq} is not supported.`);
  }
  return {
    freq,
    interval: numbers(parts, 'INTERVAL', 1, 1000)[0] ?? 1,
    byMonth: numbers(parts, 'BYMONTH', 1, 12),
    byMonthDay: signed(parts, 'BYMONTHDAY', 31),
    byDay: (take(parts, 'BYDAY')?.split(',') ?? []).map(readDay),
    bySetPos: signed(parts, 'BYSETPOS', 366),
  };
}

function checkCombination({ freq, byDay, byMonthDay, bySetPos, byMonth }: Rule): void {
  if (byDay.some(({ nth }) => nth !== 0) && freq !== 'MONTHLY' && freq !== 'YEARLY') {
    throw new RuleError(`A numbered BYDAY does not go with FREQ=${freq}.`);
  }
  if (freq === 'WEEKLY' && byMonthDay.length > 0)
    throw new RuleError('BYMONTHDAY does not go with FREQ=WEEKLY.');
  if (bySetPos.length > 0 && byDay.length + byMonthDay.length + byMonth.length === 0) {
    throw new RuleError('BYSETPOS needs another BY part to choose from.');
  }
}

function take(parts: Map<string, string>, name: string): string | undefined {
  const value = parts.get(name);
  parts.delete(name);
  return value;
}

function numbers(parts: Map<string, string>, name: string, least: number, most: number): number[] {
  return (take(parts, name)?.split(',') ?? []).map((text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || value < least || value > most) {
      throw new RuleError(`${name}=${text} is not between ${least} and ${most}.`);
    }
    return value;
  });
}

function signed(parts: Map<string, string>, name: string, most: number): number[] {
  const values = numbers(parts, name, -most, most);
  if (values.includes(0)) throw new RuleError(`${name}=0 means no day.`);
  return values;
}

function readDay(text: string): RuleDay {
  const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  const nth = found?.[1] === undefined ? 0 : Number(found[1]);
  if (!found || (found[1] !== undefined && nth === 0) || Math.abs(nth) > 53)
    throw new RuleError(`BYDAY=${text} is no weekday.`);
  return { weekday: WEEKDAYS.indexOf(found[2]!), nth };
}

/** The dates of a rule as day numbers, in order, from the start day on. It ends only if the rule matches nothing more. */
export function* ruleDays(rule: Rule, start: number): Generator<number> {
  for (let period = 0, empty = 0; empty < EMPTY_PERIODS[rule.freq]; period += rule.interval) {
    const days = periodDays(rule, start, period).filter((day) => day >= start);
    empty = days.length === 0 ? empty + 1 : 0;
    yield* days;
  }
}

/** The days of the n-th day, week, month or year counted from the start's. */
function periodDays(rule: Rule, start: number, n: number): number[] {
  const days = candidates(rule, start, n);
  if (rule.bySetPos.length === 0) return days;
  const chosen = rule.bySetPos.map((at) => days[at > 0 ? at - 1 : days.length + at]);
  return [...new Set(chosen.filter((day) => day !== undefined))].sort((a, b) => a - b);
}

function candidates(rule: Rule, start: number, n: number): number[] {
  switch (rule.freq) {
    case 'DAILY':
      return [start + n].filter((day) => matchesDay(rule, day));
    case 'WEEKLY': {
      const monday = start - weekday(start) + n * 7;
      const wanted = rule.byDay.length > 0 ? rule.byDay.map((day) => day.weekday) : [weekday(start)];
      return span(monday, 7).filter((day) => wanted.includes(weekday(day)) && isInMonths(rule, day));
    }
    case 'MONTHLY': {
      const first = start - yearMonthDay(start).day + 1;
      return monthCandidates(rule, addMonths(first, n)!, yearMonthDay(start).day);
    }
    case 'YEARLY':
      return yearCandidates(rule, start, yearMonthDay(start).year + n);
  }
}

function monthCandidates(rule: Rule, first: number, defaultDay: number): number[] {
  const { year, month } = yearMonthDay(first);
  const length = daysInMonth(year, month);
  if (!isInMonths(rule, first)) return [];
  const hasRule = rule.byDay.length + rule.byMonthDay.length > 0;
  if (!hasRule) return defaultDay <= length ? [first + defaultDay - 1] : [];
  return span(first, length).filter((day) => isMonthDay(rule, day) && isWeekday(rule, day, first, length));
}

function yearCandidates(rule: Rule, start: number, year: number): number[] {
  const { month, day } = yearMonthDay(start);
  const countsInMonths = rule.byMonth.length > 0 || rule.byMonthDay.length > 0;
  if (!countsInMonths && rule.byDay.length > 0) {
    const first = dayNumber(year, 1, 1);
    const length = dayNumber(year + 1, 1, 1) - first;
    return span(first, length).filter((candidate) => isWeekday(rule, candidate, first, length));
  }
  const allMonths = rule.byMonthDay.length > 0 ? span(1, 12) : [month];
  const months = rule.byMonth.length > 0 ? [...rule.byMonth].sort((a, b) => a - b) : allMonths;
  return months.flatMap((m) => monthCandidates(rule, dayNumber(year, m, 1), day));
}

function matchesDay(rule: Rule, day: number): boolean {
  const isWanted = rule.byDay.length === 0 || rule.byDay.some((wanted) => wanted.weekday === weekday(day));
  return isWanted && isMonthDay(rule, day) && isInMonths(rule, day);
}

function isInMonths({ byMonth }: Rule, day: number): boolean {
  return byMonth.length === 0 || byMonth.includes(yearMonthDay(day).month);
}

function isMonthDay({ byMonthDay }: Rule, day: number): boolean {
  if (byMonthDay.length === 0) return true;
  const date = yearMonthDay(day);
  const fromEnd = date.day - daysInMonth(date.year, date.month) - 1;
  return byMonthDay.includes(date.day) || byMonthDay.includes(fromEnd);
}

/** `first` and `length` are the span in which a numbered weekday counts. */
function isWeekday({ byDay }: Rule, day: number, first: number, length: number): boolean {
  if (byDay.length === 0) return true;
  const fromStart = Math.floor((day - first) / 7) + 1;
  const fromEnd = -Math.floor((first + length - 1 - day) / 7) - 1;
  return byDay.some(
    (wanted) => wanted.weekday === weekday(day) && [0, fromStart, fromEnd].includes(wanted.nth),
  );
}

function span(from: number, length: number): number[] {
  return Array.from({ length }, (_, i) => from + i);
}
