import {
  ActionIcon,
  Alert,
  Badge,
  Box,
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Skeleton,
  Stack,
  Table,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { notify } from '../components/notify';
import { ProblemError } from '../api/problem';
import { meQuery } from '../auth/auth.api';
import { ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { JobProgress } from '../jobs/JobProgress';
import { useWords } from '../messages/use-words';
import { OffsetField } from '../policies/OffsetField';
import fieldClasses from '../policies/policies.module.css';
import { contactRulesQuery, useSaveContactRules } from './contact-rules.api';
import { useCountryNames } from './country-names';
import {
  type Hours,
  PURPOSES,
  type Purpose,
  type RulesDraft,
  countryConsents,
  defaultConsent,
  writeConsent,
} from './rules';
import { Tester } from './Tester';

const CONSENTS = ['none', 'informed', 'soft-opt-in', 'required', 'written'] as const;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When, how often and with which consent customers are contacted. */
export function ContactRulesPage() {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const readOnly = me?.role !== 'operator' && me?.role !== 'admin';
  const stored = useQuery(contactRulesQuery);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('room.contact-rules')}
        </Title>
        <Tester />
        {stored.isPending ? (
          <Skeleton h={480} radius="lg" />
        ) : stored.error ? (
          <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />
        ) : (
          <RulesForm
            rules={stored.data.contactRules as RulesDraft}
            version={stored.data.version}
            readOnly={readOnly}
          />
        )}
      </Stack>
    </Box>
  );
}

interface RulesFormProps {
  rules: RulesDraft;
  version: number;
  readOnly: boolean;
}

function RulesForm({ rules: initial, version: first, readOnly }: RulesFormProps) {
  const words = useWords();
  const [rules, setRules] = useState(initial);
  const [version, setVersion] = useState(first);
  const save = useSaveContactRules();
  const put = (changes: Partial<RulesDraft>): void => setRules((old) => clean({ ...old, ...changes }));
  const conflict = save.error instanceof ProblemError && save.error.code === 'document.changed-meanwhile';
  const doSave = (basedOn: number | undefined): void =>
    save.mutate(
      { rules: clean(rules), basedOn },
      {
        onSuccess: (saved) => {
          setVersion(saved.version);
          notify({ message: words('rules.saved', { version: saved.version }), color: 'pine' });
        },
      },
    );
  const purposes = PURPOSES.map((value) => ({ value, label: words(`value.${value}`) }));
  return (
    <>
      <Section title={words('rules.quiet')}>
        <Text size="sm" c="dimmed" mb="sm">
          {words('rules.quiet.text')}
        </Text>
        <Stack gap="sm">
          <HoursFields
            label={words('rules.every-day')}
            hours={rules.quietHours}
            readOnly={readOnly}
            onChange={(quietHours) => put({ quietHours })}
          />
          <ByName
            names={WEEKDAYS.map((value, i) => ({ value, label: dayLabel(i, words) }))}
            hours={rules.weekdays ?? {}}
            add={words('rules.weekday.add')}
            readOnly={readOnly}
            onChange={(weekdays) => put({ weekdays })}
          />
          <TagsInput
            label={words('rules.blackout')}
            description={words('rules.blackout.hint')}
            value={rules.blackoutDays ?? []}
            readOnly={readOnly}
            onChange={(blackoutDays) =>
              put({ blackoutDays: blackoutDays.length > 0 ? blackoutDays : undefined })
            }
          />
          <MultiSelect
            label={words('rules.urgent')}
            data={purposes}
            value={rules.urgent ?? []}
            disabled={readOnly}
            onChange={(urgent) => put({ urgent: urgent.length > 0 ? urgent : undefined })}
          />
          <div className={fieldClasses.fields}>
            {(['sms', 'survey'] as const).map((kind) => (
              <Select
                key={kind}
                label={words(`rules.outside.${kind}`)}
                data={(['defer', 'pull-back'] as const).map((value) => ({
                  value,
                  label: words(`rules.outside.${value}`),
                }))}
                value={rules.outside?.[kind] ?? null}
                disabled={readOnly}
                clearable
                clearButtonProps={{ 'aria-label': words('rules.clear') }}
                onChange={(value) =>
                  put({ outside: clean({ ...rules.outside, [kind]: value ?? undefined }) })
                }
              />
            ))}
          </div>
        </Stack>
      </Section>
      <Section title={words('rules.countries')}>
        <CountryHours rules={rules} readOnly={readOnly} onChange={(countries) => put({ countries })} />
      </Section>
      <Section title={words('rules.frequency')}>
        <div className={fieldClasses.fields}>
          <NumberInput
            label={words('rules.frequency.max')}
            value={rules.frequency?.max ?? ''}
            min={1}
            readOnly={readOnly}
            onChange={(max) =>
              put({
                frequency:
                  max === ''
                    ? undefined
                    : { ...rules.frequency, max: Number(max), per: rules.frequency?.per ?? 'P7D' },
              })
            }
          />
          {rules.frequency && (
            <>
              <OffsetField
                label={words('rules.frequency.per')}
                length
                value={rules.frequency.per}
                readOnly={readOnly}
                onChange={(per) => put({ frequency: { ...rules.frequency!, per: String(per ?? 'P7D') } })}
              />
              <MultiSelect
                label={words('rules.frequency.exempt')}
                data={purposes}
                value={rules.frequency.exempt ?? []}
                disabled={readOnly}
                onChange={(exempt) =>
                  put({ frequency: { ...rules.frequency!, exempt: exempt.length > 0 ? exempt : undefined } })
                }
              />
            </>
          )}
          <OffsetField
            label={words('rules.survey-every')}
            length
            value={rules.surveyEvery}
            readOnly={readOnly}
            onChange={(value) => put({ surveyEvery: value as string | undefined })}
          />
          <OffsetField
            label={words('rules.merge')}
            length
            value={rules.merge}
            readOnly={readOnly}
            onChange={(value) => put({ merge: value as string | undefined })}
          />
        </div>
      </Section>
      <Section title={words('rules.consent')}>
        <ConsentTable rules={rules} readOnly={readOnly} onChange={(consent) => put({ consent })} />
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
      {readOnly ? (
        <Alert color="gray" variant="light">
          {words('rules.read-only')}
        </Alert>
      ) : (
        <Group>
          <Button loading={save.isPending} onClick={() => doSave(version)}>
            {words('rules.save')}
          </Button>
          <Text size="sm" c="dimmed">
            {words('rules.version', { version })}
          </Text>
        </Group>
      )}
    </>
  );
}

interface HoursFieldsProps {
  label: string;
  hours: Hours | undefined;
  readOnly: boolean;
  onChange: (hours: Hours | undefined) => void;
  onRemove?: () => void;
}

function HoursFields({ label, hours, readOnly, onChange, onRemove }: HoursFieldsProps) {
  const words = useWords();
  return (
    <Group gap="xs" align="end" role="group" aria-label={label}>
      <Text size="sm" w={130} pb={8}>
        {label}
      </Text>
      <TextInput
        label={words('rules.from')}
        type="time"
        value={hours?.from ?? ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })}
      />
      <TextInput
        label={words('rules.to')}
        type="time"
        value={hours?.to ?? ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ ...hours, to: event.currentTarget.value })}
      />
      {onRemove && !readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={words('rules.remove', { what: label })}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

interface ByNameProps {
  names: readonly { value: string; label: string }[];
  hours: Record<string, Hours>;
  add: string;
  readOnly: boolean;
  onChange: (hours: Record<string, Hours> | undefined) => void;
}

/** Quiet hours of single weekdays, in place of those of every day. */
function ByName({ names, hours, add, readOnly, onChange }: ByNameProps) {
  const without = (name: string): Record<string, Hours> | undefined => {
    const { [name]: _, ...rest } = hours;
    return Object.keys(rest).length > 0 ? rest : undefined;
  };
  const free = names.filter(({ value }) => !(value in hours));
  return (
    <Stack gap={6}>
      {names
        .filter(({ value }) => value in hours)
        .map(({ value, label }) => (
          <HoursFields
            key={value}
            label={label}
            hours={hours[value]}
            readOnly={readOnly}
            onChange={(changed) => onChange({ ...hours, [value]: changed ?? {} })}
            onRemove={() => onChange(without(value))}
          />
        ))}
      {!readOnly && free.length > 0 && (
        <Select
          aria-label={add}
          placeholder={add}
          leftSection={<IconPlus size={14} aria-hidden />}
          data={free}
          value={null}
          searchable
          w={240}
          onChange={(name) => name && onChange({ ...hours, [name]: { from: '20:00', to: '12:00' } })}
        />
      )}
    </Stack>
  );
}

function CountryHours({
  rules,
  readOnly,
  onChange,
}: {
  rules: RulesDraft;
  readOnly: boolean;
  onChange: (countries: RulesDraft['countries']) => void;
}) {
  const words = useWords();
  const names = useCountryNames();
  const hours = Object.fromEntries(
    Object.entries(rules.countries ?? {}).map(([country, one]) => [country, one.quietHours ?? {}]),
  );
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words('rules.countries.text')}
      </Text>
      <ByName
        names={names}
        hours={hours}
        add={words('rules.country.add')}
        readOnly={readOnly}
        onChange={(changed) =>
          onChange(
            changed &&
              Object.fromEntries(
                Object.entries(changed).map(([country, quietHours]) => [
                  country,
                  { ...rules.countries?.[country], quietHours },
                ]),
              ),
          )
        }
      />
    </>
  );
}

function ConsentTable({
  rules,
  readOnly,
  onChange,
}: {
  rules: RulesDraft;
  readOnly: boolean;
  onChange: (consent: RulesDraft['consent']) => void;
}) {
  const words = useWords();
  const names = useCountryNames();
  const nameOf = (country: string): string => names.find(({ value }) => value === country)?.label ?? country;
  const choices = CONSENTS.map((value) => ({ value, label: words(`consent.rule.${value}`) }));
  const put = (
    purpose: Purpose,
    standard: string | undefined,
    countries: readonly (readonly [string, string])[],
  ): void => onChange(clean({ ...rules.consent, [purpose]: writeConsent(standard, countries) }));
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('rules.purpose')}</Table.Th>
            <Table.Th>{words('rules.consent.default')}</Table.Th>
            <Table.Th>{words('rules.consent.countries')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {PURPOSES.map((purpose) => {
            const rule = rules.consent?.[purpose];
            const standard = defaultConsent(rule);
            const countries = countryConsents(rule);
            return (
              <Table.Tr key={purpose}>
                <Table.Th scope="row">{words(`value.${purpose}`)}</Table.Th>
                <Table.Td>
                  <Select
                    aria-label={words('rules.consent.of', { purpose: words(`value.${purpose}`) })}
                    data={choices}
                    value={standard ?? null}
                    placeholder={words('rules.consent.law')}
                    clearable
                    clearButtonProps={{ 'aria-label': words('rules.clear') }}
                    disabled={readOnly}
                    onChange={(value) => put(purpose, value ?? undefined, countries)}
                  />
                </Table.Td>
                <Table.Td>
                  <Stack gap={4}>
                    {countries.map(([country, value]) => (
                      <Group key={country} gap={4} wrap="nowrap">
                        <Badge color="gray">{nameOf(country)}</Badge>
                        <Select
                          aria-label={words('rules.consent.in', {
                            purpose: words(`value.${purpose}`),
                            country: nameOf(country),
                          })}
                          data={choices}
                          value={value}
                          allowDeselect={false}
                          disabled={readOnly}
                          onChange={(next) =>
                            next &&
                            put(
                              purpose,
                              standard,
                              countries.map((one) => (one[0] === country ? [country, next] : one)),
                            )
                          }
                        />
                        {!readOnly && (
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={words('rules.remove', { what: nameOf(country) })}
                            onClick={() =>
                              put(
                                purpose,
                                standard,
                                countries.filter((one) => one[0] !== country),
                              )
                            }
                          >
                            <IconTrash size={16} aria-hidden />
                          </ActionIcon>
                        )}
                      </Group>
                    ))}
                    {!readOnly && (
                      <Select
                        aria-label={words('rules.consent.add', { purpose: words(`value.${purpose}`) })}
                        placeholder={words('rules.country.add')}
                        data={names.filter(({ value }) => !countries.some(([country]) => country === value))}
                        value={null}
                        searchable
                        size="xs"
                        w={200}
                        onChange={(country) =>
                          country &&
                          put(purpose, standard ?? 'informed', [...countries, [country, 'required']])
                        }
                      />
                    )}
                  </Stack>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function dayLabel(day: number, words: ReturnType<typeof useWords>): string {
  return words(`rules.${WEEKDAYS[day]!}`);
}

/** Without what was emptied. */
function clean<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, one]) =>
        one !== undefined &&
        !(typeof one === 'object' && one !== null && !Array.isArray(one) && Object.keys(one).length === 0),
    ),
  ) as T;
}
