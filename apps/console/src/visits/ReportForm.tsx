import {
  Button,
  Checkbox,
  CloseButton,
  Fieldset,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notify } from '../components/notify';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type NewReport, useReport } from './visits.api';

type Severity = NonNullable<NewReport['findings']>[number]['severity'];
const SEVERITIES: readonly Severity[] = ['note', 'minor', 'major', 'danger'];

interface Values {
  text: string;
  readings: { name: string; value: string; unit: string }[];
  findings: { text: string; severity: Severity }[];
  parts: { name: string; quantity: number | string }[];
  photos: string;
  tell: boolean;
}

interface ReportFormProps {
  /** Null: it was never booked. */
  visit: string | null;
  followUps: string[];
  onDone: () => void;
}

/** What was done and found, to be filled in on a phone with one hand: fields below each other, large buttons. */
export function ReportForm({ visit, followUps, onDone }: ReportFormProps) {
  const words = useWords();
  const times = useTimes();
  const doing = useReport();
  const form = useForm<Values>({
    initialValues: { text: '', readings: [], findings: [], parts: [], photos: '', tell: true },
  });
  const { readings, findings, parts } = form.values;

  const send = (values: Values): void =>
    doing.mutate(
      { visit, followUps, report: toReport(values) },
      {
        onSuccess: ({ nextDue, tickets }) => {
          const next = nextDue[0]?.next;
          const said = next
            ? words('visits.reported', { date: times.date(next.dueAt) })
            : words('visits.reported.last');
          const opened =
            tickets.length > 0 ? ` ${words('visits.reported.tickets', { n: tickets.length })}` : '';
          notify({ message: said + opened });
          onDone();
        },
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="md">
        <ProblemAlert error={doing.error} />
        <Textarea label={words('visits.report.text')} autosize minRows={2} {...form.getInputProps('text')} />
        <Fieldset legend={words('visits.report.readings')}>
          <Stack gap="sm">
            {readings.map((_, i) => (
              <Line key={i} onRemove={() => form.removeListItem('readings', i)}>
                <TextInput
                  required
                  label={words('visits.report.reading.name')}
                  {...form.getInputProps(`readings.${i}.name`)}
                />
                <Group grow gap="xs">
                  <TextInput
                    required
                    label={words('visits.report.reading.value')}
                    inputMode="decimal"
                    {...form.getInputProps(`readings.${i}.value`)}
                  />
                  <TextInput
                    label={words('visits.report.reading.unit')}
                    {...form.getInputProps(`readings.${i}.unit`)}
                  />
                </Group>
              </Line>
            ))}
            <Add
              onClick={() => form.insertListItem('readings', { name: '', value: '', unit: '' })}
              what={words('visits.report.readings')}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={words('visits.report.findings')}>
          <Stack gap="sm">
            <Text size="xs" c="dimmed">
              {words('visits.report.ticket')}
            </Text>
            {findings.map((_, i) => (
              <Line key={i} onRemove={() => form.removeListItem('findings', i)}>
                <Textarea
                  required
                  autosize
                  label={words('visits.report.finding')}
                  {...form.getInputProps(`findings.${i}.text`)}
                />
                <Select
                  label={words('visits.report.severity')}
                  allowDeselect={false}
                  data={SEVERITIES.map((value) => ({ value, label: words(`visits.severity.${value}`) }))}
                  {...form.getInputProps(`findings.${i}.severity`)}
                />
              </Line>
            ))}
            <Add
              onClick={() => form.insertListItem('findings', { text: '', severity: 'minor' })}
              what={words('visits.report.findings')}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={words('visits.report.parts')}>
          <Stack gap="sm">
            {parts.map((_, i) => (
              <Line key={i} onRemove={() => form.removeListItem('parts', i)}>
                <TextInput
                  required
                  label={words('visits.report.part')}
                  {...form.getInputProps(`parts.${i}.name`)}
                />
                <NumberInput
                  required
                  min={0.01}
                  label={words('visits.report.quantity')}
                  {...form.getInputProps(`parts.${i}.quantity`)}
                />
              </Line>
            ))}
            <Add
              onClick={() => form.insertListItem('parts', { name: '', quantity: 1 })}
              what={words('visits.report.parts')}
            />
          </Stack>
        </Fieldset>
        <Textarea
          label={words('visits.report.photos')}
          autosize
          minRows={1}
          inputMode="url"
          {...form.getInputProps('photos')}
        />
        <Checkbox label={words('visits.tell')} {...form.getInputProps('tell', { type: 'checkbox' })} />
        <Button type="submit" size="lg" fullWidth loading={doing.isPending}>
          {words('visits.report')}
        </Button>
      </Stack>
    </form>
  );
}

function Line({ onRemove, children }: { onRemove: () => void; children: React.ReactNode }) {
  const words = useWords();
  return (
    <Group wrap="nowrap" align="flex-start" gap={4}>
      <Stack gap={6} flex={1}>
        {children}
      </Stack>
      <CloseButton size="lg" aria-label={words('visits.report.remove')} onClick={onRemove} />
    </Group>
  );
}

function Add({ onClick, what }: { onClick: () => void; what: string }) {
  const words = useWords();
  return (
    <Button variant="light" fullWidth aria-label={`${words('visits.report.add')}: ${what}`} onClick={onClick}>
      {words('visits.report.add')}
    </Button>
  );
}

function toReport({ text, readings, findings, parts, photos, tell }: Values): NewReport {
  return {
    text: text.trim() || undefined,
    readings: readings.map(({ unit, ...reading }) => ({ ...reading, unit: unit.trim() || undefined })),
    findings,
    parts: parts.map(({ name, quantity }) => ({ name, quantity: Number(quantity) })),
    photos: photos.split(/\s+/).filter(Boolean),
    tell,
  };
}
