import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type NewWave, type WavePreview, useCreateWave, usePreviewWave } from './waves.api';

const TIERS = ['platinum', 'gold', 'iron', 'lead'] as const;
const HOUR_MS = 3_600_000;

/** Plans a wave: first it is said whom it would ask, then it is stored. */
export function WaveForm() {
  const words = useWords();
  const today = new Date(useNow(HOUR_MS)).toISOString().slice(0, 10);
  const preview = usePreviewWave();
  const create = useCreateWave();
  const [wave, setWave] = useState<NewWave>({
    name: '',
    template: 'nps',
    question: 'nps',
    startsOn: today,
    weeks: 4,
    notWithin: 'P30D',
    every: 'P26W',
    audience: {},
  });
  const set = (part: Partial<NewWave>) => {
    preview.reset();
    setWave({ ...wave, ...part });
  };
  const look = (event: FormEvent): void => {
    event.preventDefault();
    preview.mutate(wave);
  };
  const start = () => create.mutate(wave, { onSuccess: () => set({ name: '' }) });
  return (
    <Section title={words('waves.new')}>
      <form onSubmit={look}>
        <Stack gap="sm">
          <ProblemAlert error={preview.error ?? create.error} />
          <Group gap="sm" align="flex-end">
            <TextInput
              required
              label={words('waves.name')}
              value={wave.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Select
              w={110}
              label={words('reports.question')}
              allowDeselect={false}
              data={['nps', 'csat', 'ces'].map((value) => ({ value, label: value.toUpperCase() }))}
              value={wave.question ?? 'nps'}
              onChange={(value) => set({ question: value as NewWave['question'], template: value ?? 'nps' })}
            />
            <TextInput
              type="date"
              label={words('waves.starts')}
              value={wave.startsOn}
              min={today}
              onChange={(event) => set({ startsOn: event.currentTarget.value })}
            />
            <NumberInput
              w={110}
              min={1}
              max={26}
              label={words('waves.weeks')}
              value={wave.weeks ?? 4}
              onChange={(value) => set({ weeks: Number(value) || 1 })}
            />
            <Select
              w={170}
              label={words('waves.every')}
              clearable
              data={[
                { value: 'P13W', label: words('waves.every.quarter') },
                { value: 'P26W', label: words('waves.every.half-year') },
                { value: 'P52W', label: words('waves.every.year') },
              ]}
              value={wave.every ?? null}
              onChange={(value) => set({ every: value ?? undefined })}
            />
            <MultiSelect
              miw={180}
              label={words('reports.group.tier')}
              data={[...TIERS]}
              value={wave.audience?.tier ?? []}
              onChange={(tier) =>
                set({ audience: tier.length === 0 ? {} : { tier: tier as (typeof TIERS)[number][] } })
              }
            />
            <Button type="submit" variant="default" loading={preview.isPending}>
              {words('waves.preview')}
            </Button>
          </Group>
          {preview.data && <Preview preview={preview.data} />}
          {preview.data && (
            <Group justify="flex-end">
              <Button onClick={start} loading={create.isPending} disabled={preview.data.asked === 0}>
                {words('waves.start', { n: preview.data.asked })}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}

function Preview({ preview: { asked, leftOut, weeks, examples } }: { preview: WavePreview }) {
  const words = useWords();
  const times = useTimes();
  return (
    <Stack gap={6} role="status">
      <Text size="sm" fw={600}>
        {words('waves.would-ask', { n: asked })}
      </Text>
      <Text size="xs" c="dimmed">
        {weeks.map(({ start, n }) => `${times.date(`${start}T12:00:00Z`, 'UTC')}: ${n}`).join(' · ')}
      </Text>
      {leftOut.length > 0 && (
        <Text size="xs" c="dimmed">
          {leftOut.map(({ reason, n }) => `${words(`waves.reason.${reason}`)}: ${n}`).join(' · ')}
        </Text>
      )}
      <Table.ScrollContainer minWidth={420} mah={260}>
        <Table fz="xs" verticalSpacing={4}>
          <Table.Tbody>
            {examples.map(({ customer, askAt, reason }) => (
              <Table.Tr key={customer.id}>
                <Table.Td>{customer.name}</Table.Td>
                <Table.Td>{customer.tier}</Table.Td>
                <Table.Td>
                  {reason === null ? askAt && times.dateTime(askAt) : words(`waves.reason.${reason}`)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
