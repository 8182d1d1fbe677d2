import {
  Alert,
  Box,
  Button,
  Group,
  NavLink,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconCalendar, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { notify } from '../components/notify';
import { ProblemError } from '../api/problem';
import { meQuery } from '../auth/auth.api';
import { useNow } from '../clock/use-now';
import { Notice, ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { JobProgress } from '../jobs/JobProgress';
import { useWords } from '../messages/use-words';
import classes from './calendars.module.css';
import {
  type Calendar,
  calendarsQuery,
  holidayCountriesQuery,
  holidaysQuery,
  useSaveCalendar,
} from './calendars.api';
import {
  type HolidayRules,
  type Span,
  paint,
  readHolidays,
  readWeek,
  toSpans,
  writeHolidays,
  writeSpan,
  writeWeek,
} from './week';
import { WeekPainter } from './WeekPainter';
import { YearGlance } from './YearGlance';

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY_MS = 86_400_000;

/** Opening hours and holidays, which due dates and promised times are counted by. */
export function CalendarsPage() {
  const words = useWords();
  const { key } = useSearch({ from: '/rooms/calendars' });
  const navigate = useNavigate({ from: '/calendars' });
  const { data: me } = useQuery(meQuery);
  const readOnly = me?.role !== 'operator' && me?.role !== 'admin';
  const list = useQuery(calendarsQuery);
  const chosen =
    list.data?.find(({ calendar }) => calendar === key) ?? (key === 'new' ? undefined : list.data?.[0]);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1400}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.calendars')}
          </Title>
          {!readOnly && (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => void navigate({ search: { key: 'new' } })}
            >
              {words('calendar.new')}
            </Button>
          )}
        </Group>
        {list.isPending ? (
          <Skeleton h={480} radius="lg" />
        ) : list.error ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data.length === 0 && key !== 'new' ? (
          <Notice icon={IconCalendar} title={words('calendar.none')}>
            {words('calendar.none.text')}
          </Notice>
        ) : (
          <div className={classes.layout}>
            <nav aria-label={words('room.calendars')}>
              {list.data.map(({ calendar, version }) => (
                <NavLink
                  key={calendar}
                  label={calendar}
                  description={words('calendar.version', { version })}
                  active={calendar === chosen?.calendar}
                  aria-current={calendar === chosen?.calendar ? 'page' : undefined}
                  component="button"
                  onClick={() => void navigate({ search: { key: calendar } })}
                />
              ))}
            </nav>
            <CalendarEditor
              key={chosen ? chosen.calendar : 'new'}
              stored={chosen ?? null}
              taken={new Set(list.data.map(({ calendar }) => calendar))}
              readOnly={readOnly}
            />
          </div>
        )}
      </Stack>
    </Box>
  );
}

interface CalendarEditorProps {
  stored: Calendar | null;
  taken: ReadonlySet<string>;
  readOnly: boolean;
}

function CalendarEditor({ stored, taken, readOnly }: CalendarEditorProps) {
  const words = useWords();
  const intl = useIntl();
  const navigate = useNavigate({ from: '/calendars' });
  const now = useNow(DAY_MS);
  const [key, setKey] = useState(stored?.calendar ?? '');
  const [zone, setZone] = useState(
    String(stored?.document['zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [spans, setSpans] = useState<Span[][]>(() =>
    stored ? readWeek(stored.document) : readWeek(NINE_TO_FIVE),
  );
  const [rules, setRules] = useState<HolidayRules>(() => readHolidays(stored?.document));
  const [year, setYear] = useState(() => new Date(now).getUTCFullYear());
  const [version, setVersion] = useState(stored?.version ?? 0);
  const save = useSaveCalendar();
  const painted = useMemo(() => paint(spans), [spans]);
  const closed = useMemo(
    () => new Set(painted.flatMap((slots, day) => (slots.includes(true) ? [] : [day]))),
    [painted],
  );
  const holidays = useQuery({
    ...holidaysQuery(rules.country ?? '', rules.region, year),
    enabled: rules.country !== undefined,
  });
  const named = new Map(rules.country ? holidays.data?.items.map(({ date, name }) => [date, name]) : []);
  const conflict = save.error instanceof ProblemError && save.error.code === 'document.changed-meanwhile';
  const isKeyFine = stored !== null || (KEY.test(key) && !taken.has(key));

  const doSave = (basedOn: number | undefined): void => {
    const document = { calendar: key, zone, week: writeWeek(spans), holidays: writeHolidays(rules) };
    save.mutate(
      { key, document, basedOn },
      {
        onSuccess: (saved) => {
          setVersion(saved.version);
          notify({ message: words('calendar.saved', { version: saved.version }), color: 'pine' });
          if (stored === null) void navigate({ search: { key } });
        },
      },
    );
  };
  const toggle = (date: string): void => {
    const without = (list: readonly string[]): string[] => list.filter((one) => one !== date);
    if (rules.open.includes(date)) return setRules({ ...rules, open: without(rules.open) });
    if (rules.dates.includes(date)) return setRules({ ...rules, dates: without(rules.dates) });
    if (named.has(date)) return setRules({ ...rules, open: [...rules.open, date] });
    setRules({ ...rules, dates: [...rules.dates, date] });
  };

  return (
    <Stack gap="md" style={{ minWidth: 0 }}>
      <Section title={words('calendar.what')}>
        <Group align="end" gap="sm">
          {stored === null && (
            <TextInput
              label={words('calendar.key')}
              description={words('calendar.key.hint')}
              value={key}
              error={key !== '' && !isKeyFine ? words('calendar.key.wrong') : undefined}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
          )}
          <Select
            label={words('calendar.zone')}
            data={Intl.supportedValuesOf('timeZone')}
            value={zone}
            searchable
            limit={60}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(value) => value && setZone(value)}
            w={240}
          />
          <HolidayFields rules={rules} onChange={setRules} readOnly={readOnly} />
        </Group>
      </Section>
      <Section title={words('week.title')}>
        <Text size="sm" c="dimmed" mb="sm">
          {words('week.hint')}
        </Text>
        <WeekPainter week={painted} readOnly={readOnly} onPaint={(next) => setSpans(toSpans(next, spans))} />
        <Stack gap={2} mt="sm" aria-live="polite">
          {spans.map((day, i) => (
            <Text key={i} size="sm">
              <strong>
                {intl.formatDate(Date.UTC(2024, 0, 1 + i), { weekday: 'long', timeZone: 'UTC' })}
              </strong>{' '}
              {day.length > 0 ? day.map(writeSpan).join(', ') : words('week.closed')}
            </Text>
          ))}
        </Stack>
      </Section>
      <Section title={words('year.title')}>
        {holidays.error && <ProblemAlert error={holidays.error} />}
        <YearGlance
          year={year}
          named={named}
          closedWeekdays={closed}
          rules={rules}
          readOnly={readOnly}
          onYear={setYear}
          onToggle={toggle}
        />
      </Section>
      {conflict ? (
        <Alert color="orange" role="alert" title={words('calendar.conflict')}>
          <Text size="sm">{save.error?.message}</Text>
          <Button size="xs" mt="xs" onClick={() => doSave(undefined)}>
            {words('calendar.conflict.mine')}
          </Button>
        </Alert>
      ) : (
        <ProblemAlert error={save.error} />
      )}
      {save.data?.replan && (
        <JobProgress
          job={save.data.replan}
          label={words('replan.label', { count: save.data.replan.total })}
        />
      )}
      {!readOnly && (
        <Group>
          <Button
            loading={save.isPending}
            disabled={!isKeyFine || closed.size === 7}
            onClick={() => doSave(version)}
          >
            {words('calendar.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const NINE_TO_FIVE = { week: { 'mon-fri': ['09:00-17:00'] } };

interface HolidayFieldsProps {
  rules: HolidayRules;
  onChange: (rules: HolidayRules) => void;
  readOnly: boolean;
}

/** Whose public holidays are closed. */
export function HolidayFields({ rules, onChange, readOnly }: HolidayFieldsProps) {
  const words = useWords();
  const intl = useIntl();
  const countries = useQuery(holidayCountriesQuery).data ?? [];
  const options = countries
    .map(({ country }) => ({
      value: country,
      label: intl.formatDisplayName(country, { type: 'region' }) ?? country,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, intl.locale));
  const regions = countries.find(({ country }) => country === rules.country)?.regions ?? [];
  return (
    <>
      <Select
        label={words('calendar.country')}
        data={options}
        value={rules.country ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words('calendar.country.clear') }}
        disabled={readOnly}
        onChange={(country) => onChange({ ...rules, country: country ?? undefined, region: undefined })}
        w={220}
      />
      {regions.length > 0 && (
        <Select
          label={words('calendar.region')}
          data={regions.map(({ region, name }) => ({ value: region, label: name }))}
          value={rules.region ?? null}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': words('calendar.region.clear') }}
          disabled={readOnly}
          onChange={(region) => onChange({ ...rules, region: region ?? undefined })}
          w={200}
        />
      )}
    </>
  );
}
