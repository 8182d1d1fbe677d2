import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { Reason } from '../api/types';
import { stepName } from '../components/step-name';
import type { MessageId } from '../messages/en';

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;

/** Says a reason in the reader's language: its code is the text's id, its values are worded too. */
export function useReasonWords(): (reason: Reason) => string {
  const intl = useIntl();
  return useMemo(() => (reason) => sayReason(reason, intl), [intl]);
}

/** `text`, the API's English, stands in for a code without words of ours, or one that came without its values. */
export function sayReason(reason: Reason, intl: IntlShape): string {
  const id = `reason.${reason.code}`;
  const words = textOf(id, intl);
  if (words === null) return reason.text;
  const names = [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name!);
  if (names.some((name) => reason[name] === undefined)) return reason.text;
  const values = Object.fromEntries(names.map((name) => [name, sayValue(reason[name], intl)]));
  return intl.formatMessage({ id: id as MessageId }, values);
}

/** Dates, times and durations as people say them; words of the domain as the message files have them. */
export function sayValue(value: unknown, intl: IntlShape): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'string') return String(value);
  if (LOCAL_TIME.test(value)) return formatWall(`${value}Z`, intl, true);
  if (LOCAL_DATE.test(value)) return formatWall(`${value}T00:00Z`, intl, false);
  const ofStep = /^(due|done):(.+)$/.exec(value);
  if (ofStep)
    return intl.formatMessage({ id: `value.${ofStep[1] as 'due' | 'done'}` }, { step: stepName(ofStep[2]!) });
  const working = /^(\d+) working (minutes|days)/.exec(value);
  if (working) {
    return intl.formatMessage(
      { id: `value.working-${working[2] as 'minutes' | 'days'}` },
      { count: Number(working[1]) },
    );
  }
  const named = textOf(`value.${value}`, intl);
  if (named !== null) return named;
  const duration = DURATION.exec(value);
  if (duration && /\d/.test(value)) return formatDuration(duration.slice(1), intl);
  return value;
}

/** A local date and time is written as if it stood in UTC, so UTC shows it unchanged. */
function formatWall(text: string, intl: IntlShape, withTime: boolean): string {
  const time = withTime ? ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const) : {};
  const locale = intl.locale === 'en' ? 'en-GB' : intl.locale;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...time,
  });
  return format.format(Date.parse(text));
}

function formatDuration(counts: readonly (string | undefined)[], intl: IntlShape): string {
  const parts = UNITS.flatMap((unit, index) => {
    const count = counts[index];
    return count === undefined
      ? []
      : [intl.formatNumber(Number(count), { style: 'unit', unit, unitDisplay: 'long' })];
  });
  return parts.join(' ');
}

/** A text of the message files by an id that is only known now. */
function textOf(id: string, intl: IntlShape): string | null {
  const words = (intl.messages as Record<string, unknown>)[id];
  return typeof words === 'string' ? words : null;
}
