import { Text, UnstyledButton } from '@mantine/core';
import { toLocal } from '@aftercare/workflows/domain/time.js';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { calendarQuery, holidaysQuery } from '../calendars/calendars.api';
import { closedWeekdays, readHolidays } from '../calendars/week';
import { stepName } from '../components/step-name';
import { useWords } from '../messages/use-words';
import type { ComparedItem } from './compare';
import classes from './policies.module.css';

const MONTHS = 24;
const DAY_MS = 86_400_000;
/** A Monday; any will do to name the days of the week. */
const MONDAY = Date.UTC(2024, 0, 1);

interface CalendarStripProps {
  /** `YYYY-MM` of the first month. */
  from: string;
  items: readonly ComparedItem[];
  zone: string;
  /** Key of the policy's calendar, for its closed days. */
  calendar: string | undefined;
  selected: string | null;
  onSelect: (day: string) => void;
}

/** Twenty-four months in local time: days on which something is due, closed days, holidays, and when the clocks change. */
export function CalendarStrip({ from, items, zone, calendar, selected, onSelect }: CalendarStripProps) {
  const words = useWords();
  const intl = useIntl();
  const months = useMemo(() => Array.from({ length: MONTHS + 1 }, (_, i) => monthAfter(from, i)), [from]);
  const byDay = useMemo(() => groupByDay(items), [items]);
  const { isClosed, holidayOf } = useClosedDays(calendar, months);
  const clockDays = useMemo(() => findClockDays(months, zone), [months, zone]);
  return (
    <div>
      <div className={classes.months} role="group" aria-label={words('simulator.strip')}>
        {months.map((month) => (
          <div key={month} className={classes.month}>
            <Text size="xs" fw={600} mb={2}>
              {intl.formatDate(Date.parse(`${month}-15T00:00:00Z`), {
                month: 'short',
                year: 'numeric',
                timeZone: 'UTC',
              })}
            </Text>
            <table>
              <thead>
                <tr>
                  {[0, 1, 2, 3, 4, 5, 6].map((day) => (
                    <th key={day} scope="col">
                      {intl.formatDate(MONDAY + day * DAY_MS, { weekday: 'narrow', timeZone: 'UTC' })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeksOf(month).map((week, row) => (
                  <tr key={row}>
                    {week.map((date, column) => {
                      if (date === null) return <td key={column} />;
                      const due = byDay.get(date);
                      const holiday = holidayOf(date);
                      const clock = clockDays.get(date);
                      const notes = [holiday, clock && words(`simulator.clocks-${clock}`)]
                        .filter(Boolean)
                        .join(', ');
                      return (
                        <td
                          key={column}
                          className={classes.day}
                          title={notes || undefined}
                          data-closed={isClosed(date) || undefined}
                          data-holiday={holiday ? true : undefined}
                          data-clock={clock}
                        >
                          {due ? (
                            <UnstyledButton
                              className={classes.dayButton}
                              data-change={due.find(({ change }) => change !== 'same')?.change}
                              data-selected={date === selected || undefined}
                              aria-pressed={date === selected}
                              aria-label={words('simulator.day', {
                                date: intl.formatDate(Date.parse(`${date}T00:00:00Z`), {
                                  dateStyle: 'full',
                                  timeZone: 'UTC',
                                }),
                                steps: intl.formatList(due.map(({ step }) => stepName(step))),
                              })}
                              title={due.map(({ step }) => stepName(step)).join(', ')}
                              onClick={() => onSelect(date)}
                            >
                              {Number(date.slice(8))}
                            </UnstyledButton>
                          ) : (
                            Number(date.slice(8))
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {words('simulator.legend', { zone })}
      </Text>
    </div>
  );
}

function useClosedDays(key: string | undefined, months: readonly string[]) {
  const { data } = useQuery({ ...calendarQuery(key ?? ''), enabled: Boolean(key) });
  const document = key ? data?.document : undefined;
  const holidays = readHolidays(document);
  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
  const answers = useQueries({
    queries: holidays.country
      ? years.map((year) => holidaysQuery(holidays.country!, holidays.region, year))
      : [],
  });
  const named = new Map(
    answers.flatMap(({ data: year }) => year?.items.map(({ date, name }) => [date, name] as const) ?? []),
  );
  const closed = document ? closedWeekdays(document) : new Set<number>();
  const open = new Set(holidays.open);
  const extra = new Set(holidays.dates);
  return {
    holidayOf: (date: string) => (open.has(date) ? undefined : named.get(date)),
    isClosed: (date: string) =>
      !open.has(date) && (extra.has(date) || named.has(date) || closed.has(weekdayOf(date))),
  };
}

/** 0 for Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function groupByDay(items: readonly ComparedItem[]): Map<string, ComparedItem[]> {
  const days = new Map<string, ComparedItem[]>();
  for (const item of items) {
    const day = item.dueLocal.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return days;
}

function monthAfter(from: string, count: number): string {
  const [year, month] = from.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Rows of seven days, Monday first; null outside of the month. */
function weeksOf(month: string): (string | null)[][] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const lead = weekdayOf(`${month}-01`);
  const cells: (string | null)[] = [
    ...Array.from({ length: lead }, () => null),
    ...Array.from({ length: days }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`),
  ];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

/** Days on which the zone's clocks go forward or back. */
function findClockDays(months: readonly string[], zone: string): Map<string, 'forward' | 'back'> {
  const found = new Map<string, 'forward' | 'back'>();
  const first = Date.parse(`${months[0]}-01T00:00:00Z`);
  for (let at = first, i = 0; i < months.length * 31; at += DAY_MS, i++) {
    const change = offsetOf(at + DAY_MS, zone) - offsetOf(at, zone);
    if (change !== 0) found.set(toLocal(at + DAY_MS / 2, zone).slice(0, 10), change > 0 ? 'forward' : 'back');
  }
  return found;
}

function offsetOf(at: number, zone: string): number {
  return Date.parse(`${toLocal(at, zone)}:00Z`) - at;
}
