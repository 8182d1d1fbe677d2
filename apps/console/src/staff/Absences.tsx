import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { StaffSelect } from './StaffSelect';
import { absencesQuery, useAddAbsence, useEndAbsence } from './people.api';

const REASONS = ['holiday', 'sick', 'training', 'other'] as const;
type Why = (typeof REASONS)[number];

/** Who is or will be away, and who stands in. */
export function Absences() {
  const words = useWords();
  const times = useTimes();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const list = useQuery(absencesQuery(`${today}T00:00:00Z`));
  const end = useEndAbsence();
  const absences = [...(list.data ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (
    <Stack gap="sm">
      <ProblemAlert error={list.error ?? end.error} />
      {list.data && absences.length === 0 && <Text c="dimmed">{words('people.absences.none')}</Text>}
      {absences.map(({ id, staff, cover, from, until, reason }) => (
        <Group key={id} justify="space-between">
          <Text size="sm">
            <b>{staff.name}</b> · {times.date(from)} – {times.date(until)} ·{' '}
            {words(`people.reason.${reason}`)}
            {cover && ` · ${words('people.cover', { cover: cover.name })}`}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending}
            aria-label={`${words('people.absence.end')}: ${staff.name}`}
            onClick={() => end.mutate(id)}
          >
            {words('people.absence.end')}
          </Button>
        </Group>
      ))}
      <AbsenceForm today={today} />
    </Stack>
  );
}

function AbsenceForm({ today }: { today: string }) {
  const words = useWords();
  const add = useAddAbsence();
  const [staff, setStaff] = useState<string | null>(null);
  const [cover, setCover] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(today);
  const [reason, setReason] = useState<Why>('holiday');
  const submit = () => {
    if (staff === null || from === '' || until === '') return;
    const span = {
      from: new Date(`${from}T00:00`).toISOString(),
      until: new Date(`${until}T23:59`).toISOString(),
    };
    add.mutate({ staff, reason, ...span, ...(cover !== null && { cover }) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="xs">
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 5 }}>
          <StaffSelect label={words('people.absent')} value={staff} onChange={setStaff} />
          <TextInput
            type="date"
            label={words('people.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={words('people.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Select
            label={words('tiers.why')}
            data={REASONS.map((value) => ({ value, label: words(`people.reason.${value}`) }))}
            value={reason}
            allowDeselect={false}
            onChange={(value) => setReason((value ?? 'holiday') as Why)}
          />
          <StaffSelect label={words('people.cover.label')} clearable value={cover} onChange={setCover} />
        </SimpleGrid>
        <ProblemAlert error={add.error} />
        <Group>
          <Button type="submit" variant="default" loading={add.isPending} disabled={staff === null}>
            {words('people.absence.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
