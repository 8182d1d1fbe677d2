import { ActionIcon, Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import classes from './calendars.module.css';
import type { HolidayRules } from './week';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface YearGlanceProps {
  year: number;
  /** Public holidays of the year by date. */
  named: ReadonlyMap<string, string>;
  /** Weekdays without opening hours, 0 for Monday. */
  closedWeekdays: ReadonlySet<number>;
  rules: HolidayRules;
  readOnly: boolean;
  onYear: (year: number) => void;
  /** Opens a closed day, closes an open one, or takes that back. */
  onToggle: (date: string) => void;
}

/** Twelve months with what is closed and why; a press makes an exception of a day. */
export function YearGlance(props: YearGlanceProps) {
  const { year, named, closedWeekdays, rules, readOnly } = props;
  const words = useWords();
  const intl = useIntl();
  const extra = new Set(rules.dates);
  const opened = new Set(rules.open);
  const stateOf = (date: string): 'open' | 'closed' | 'holiday' | 'extra' | 'opened' => {
    if (opened.has(date)) return 'opened';
    if (extra.has(date)) return 'extra';
    if (named.has(date)) return 'holiday';
    return closedWeekdays.has(weekdayOf(date)) ? 'closed' : 'open';
  };
  return (
    <div>
      <Group gap="xs" mb="sm">
        <ActionIcon
          variant="default"
          aria-label={words('year.before')}
          onClick={() => props.onYear(year - 1)}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Text fw={600} className="numbers" role="status">
          {year}
        </Text>
        <ActionIcon variant="default" aria-label={words('year.after')} onClick={() => props.onYear(year + 1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Text size="xs" c="dimmed">
          {words('year.hint')}
        </Text>
      </Group>
      <div className={classes.year}>
        {Array.from({ length: 12 }, (_, month) => (
          <div key={month} className={classes.month}>
            <Text size="xs" fw={600}>
              {intl.formatDate(Date.UTC(year, month, 15), { month: 'long', timeZone: 'UTC' })}
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
                {weeksOf(year, month).map((week, row) => (
                  <tr key={row}>
                    {week.map((date, column) => {
                      if (date === null) return <td key={column} />;
                      const state = stateOf(date);
                      const why = named.get(date) ?? words(`year.${state}`);
                      return (
                        <td key={column}>
                          <UnstyledButton
                            className={classes.date}
                            data-state={state}
                            disabled={readOnly}
                            title={state === 'open' ? undefined : why}
                            aria-label={words('year.day', {
                              date: intl.formatDate(Date.parse(`${date}T00:00:00Z`), {
                                dateStyle: 'long',
                                timeZone: 'UTC',
                              }),
                              state: state === 'holiday' ? why : words(`year.${state}`),
                            })}
                            onClick={() => props.onToggle(date)}
                          >
                            {Number(date.slice(8))}
                          </UnstyledButton>
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
    </div>
  );
}

/** 0 for Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function weeksOf(year: number, month: number): (string | null)[][] {
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const prefix = `${year}-${String(month + 1).padStart(2, '0')}`;
  const cells: (string | null)[] = [
    ...Array.from({ length: weekdayOf(`${prefix}-01`) }, () => null),
    ...Array.from({ length: days }, (_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`),
  ];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}
