import type { IntlShape } from 'react-intl';
import { stepName } from '../components/step-name';
import { sayValue } from '../reasons/reason-words';
import { readDuration } from './offset';
import type { RepeatDraft, StepDraft } from './policy-document';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** A Monday; any will do to name the days of the week. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** A series as people say it: “every year on the date, may be done two months early”. */
export function sayRepeat(repeat: RepeatDraft, intl: IntlShape): string {
  const [interval, mode] = [sayInterval(repeat, intl), sayMode(repeat, intl)];
  // “Every year on the date”; a series that counts from the day it was done is said in two parts.
  const parts =
    repeat.mode === 'floating' ? [interval, mode] : [[interval, mode].join(intl.locale === 'zh' ? '' : ' ')];
  if (repeat.months?.length)
    parts.push(intl.formatMessage({ id: 'repeat.season' }, { months: sayMonths(repeat.months, intl) }));
  if (repeat.monthEnd === 'skip' || repeat.monthEnd === 'last-day')
    parts.push(intl.formatMessage({ id: `repeat.month-end.${repeat.monthEnd}` }));
  if (typeof repeat.count === 'number')
    parts.push(intl.formatMessage({ id: 'repeat.count' }, { count: repeat.count }));
  if (repeat.until)
    parts.push(intl.formatMessage({ id: 'repeat.until' }, { until: sayValue(repeat.until, intl) }));
  if (repeat.replaces?.length) {
    const steps = intl.formatList(repeat.replaces.map(stepName));
    parts.push(intl.formatMessage({ id: 'repeat.replaces' }, { steps }));
  }
  if (repeat.missed === 'collapse' || repeat.missed === 'each')
    parts.push(intl.formatMessage({ id: `repeat.missed.${repeat.missed}` }));
  const text = parts.filter(Boolean).join(intl.locale === 'zh' ? '，' : ', ');
  return text.charAt(0).toLocaleUpperCase(intl.locale) + text.slice(1);
}

function sayInterval({ every, rrule }: RepeatDraft, intl: IntlShape): string {
  if (rrule) return sayRule(rrule, intl);
  return every ? sayEvery(every, intl) : intl.formatMessage({ id: 'repeat.no-interval' });
}

function sayEvery(every: string, intl: IntlShape): string {
  const parts = readDuration(every);
  const units = parts
    ? ([
        ['year', parts.years],
        ['month', parts.months],
        ['week', parts.days % 7 === 0 ? parts.days / 7 : 0],
        ['day', parts.days % 7 === 0 ? 0 : parts.days],
      ] as const)
    : [];
  const used = units.filter(([, count]) => count > 0);
  if (used.length === 1) {
    const [unit, count] = used[0]!;
    return intl.formatMessage({ id: `repeat.every.${unit}` }, { count });
  }
  return intl.formatMessage({ id: 'repeat.every' }, { every: sayValue(every, intl) });
}

function sayMode({ mode = 'fixed-skip', early }: RepeatDraft, intl: IntlShape): string {
  if (mode !== 'anniversary') return intl.formatMessage({ id: `repeat.mode.${mode}` });
  return early
    ? intl.formatMessage({ id: 'repeat.mode.anniversary.early' }, { early: sayValue(early, intl) })
    : intl.formatMessage({ id: 'repeat.mode.anniversary' });
}

function sayMonths(months: readonly number[], intl: IntlShape): string {
  const named = months
    .filter((month) => month >= 1 && month <= 12)
    .map((month) => intl.formatDate(Date.UTC(2024, month - 1, 15), { month: 'long', timeZone: 'UTC' }));
  return intl.formatList(named);
}

/** A rule of RFC 5545 in words; what it says beyond frequency, months and days is shown as it is written. */
function sayRule(rule: string, intl: IntlShape): string {
  const fields = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=') as [string, string | undefined]),
  );
  const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
  const unit = (units as Record<string, 'day' | 'week' | 'month' | 'year'>)[fields.get('FREQ') ?? ''];
  if (!unit || fields.has('BYSETPOS')) return intl.formatMessage({ id: 'repeat.rule' }, { rule });
  const parts = [
    intl.formatMessage({ id: `repeat.every.${unit}` }, { count: Number(fields.get('INTERVAL') ?? 1) }),
  ];
  const months = fields.get('BYMONTH');
  if (months)
    parts.push(
      intl.formatMessage({ id: 'repeat.season' }, { months: sayMonths(months.split(',').map(Number), intl) }),
    );
  const days = fields.get('BYDAY');
  if (days) {
    const named = days.split(',').map((day) => sayDay(day, intl));
    parts.push(intl.formatMessage({ id: 'repeat.on-days' }, { days: intl.formatList(named) }));
  }
  const dates = fields.get('BYMONTHDAY');
  if (dates) {
    const said = dates
      .split(',')
      .map((day) => (day === '-1' ? intl.formatMessage({ id: 'repeat.last-day' }) : day));
    parts.push(intl.formatMessage({ id: 'repeat.on-dates' }, { dates: intl.formatList(said) }));
  }
  return parts.join(intl.locale === 'zh' ? '，' : ', ');
}

/** `2TU`: the second Tuesday; `-1FR`: the last Friday. */
function sayDay(day: string, intl: IntlShape): string {
  const [, place, name] = /^([+-]?\d+)?([A-Z]{2})$/.exec(day) ?? [];
  const index = DAYS.indexOf(name ?? '');
  if (index < 0) return day;
  const weekday = intl.formatDate(MONDAY + index * DAY_MS, { weekday: 'long', timeZone: 'UTC' });
  if (place === undefined) return weekday;
  const nth = Number(place);
  return intl.formatMessage(
    { id: nth < 0 ? 'repeat.nth-last' : 'repeat.nth' },
    { weekday, nth: Math.abs(nth) },
  );
}

/** When a step is due, as people say it: “3 days after the sale, at 10:00”. */
export function sayDue({ due }: Pick<StepDraft, 'due'>, intl: IntlShape): string {
  if (!due?.from) return intl.formatMessage({ id: 'due.unknown' });
  const from = sayValue(due.from, intl);
  const parts = [sayOffset(due.offset, from, intl)];
  if (due.next) parts.push(intl.formatMessage({ id: 'due.next' }, { next: sayMonthDay(due.next, intl) }));
  if (due.at) parts.push(intl.formatMessage({ id: 'due.at' }, { at: due.at }));
  if (due.shift && due.shift !== 'none') parts.push(intl.formatMessage({ id: `due.shift.${due.shift}` }));
  return parts.join(intl.locale === 'zh' ? '，' : ', ');
}

function sayOffset(offset: unknown, from: string, intl: IntlShape): string {
  const [amount, sign] = sayAmount(offset, intl);
  if (amount === null) return intl.formatMessage({ id: 'due.with' }, { from });
  return intl.formatMessage({ id: sign < 0 ? 'due.before' : 'due.after' }, { offset: amount, from });
}

/** The length of an offset without its sign; null for none at all. */
export function sayAmount(offset: unknown, intl: IntlShape): [string | null, 1 | -1] {
  if (typeof offset === 'object' && offset !== null) {
    const { workingMinutes, workingDays, endOfDay } = offset as Record<string, number | boolean | undefined>;
    const count = Number(workingMinutes ?? workingDays ?? 0);
    const id = workingMinutes !== undefined ? 'value.working-minutes' : 'value.working-days';
    const said = intl.formatMessage({ id }, { count: Math.abs(count) });
    const end = endOfDay ? ` (${intl.formatMessage({ id: 'due.end-of-day' })})` : '';
    return [said + end, count < 0 ? -1 : 1];
  }
  const text = typeof offset === 'string' ? offset : '';
  if (!/[1-9]/.test(text)) return [null, 1];
  return [sayValue(text.replace(/^-/, ''), intl), text.startsWith('-') ? -1 : 1];
}

function sayMonthDay(text: string, intl: IntlShape): string {
  const at = Date.parse(`2024-${text}T00:00:00Z`);
  if (Number.isNaN(at)) return text;
  return intl.formatDate(at, { day: 'numeric', month: 'long', timeZone: 'UTC' });
}
