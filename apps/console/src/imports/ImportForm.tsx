import { Alert, Button, FileInput, Group, Select, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { FieldRows } from './FieldRows';
import { FilePreview } from './FilePreview';
import type { DateOrder } from './guess';
import { type ImportDraft, isTold, toOrder, withGuesses } from './import-draft';
import { IMPORT_KINDS, type ImportKind, importFieldsQuery, useUpload } from './imports.api';
import { readHead } from './read-head';
import { useFieldWords } from './use-field-words';

const DATE_ORDERS: readonly DateOrder[] = ['ymd', 'dmy', 'mdy'];

interface ImportFormProps {
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
  onUploaded: (id: string) => void;
}

/** What it is, the file, and which column tells what. */
export function ImportForm({ draft, onChange, onUploaded }: ImportFormProps) {
  const words = useWords();
  const fieldWords = useFieldWords();
  const { data } = useQuery(importFieldsQuery);
  const upload = useUpload();
  if (!data) return <Skeleton h={320} radius="lg" />;
  const { kind, file, head } = draft;
  const fields = data[kind] ?? [];
  const namesOf = (of: ImportKind) => (data[of] ?? []).map(({ field }) => field);
  const missing = fields.filter(({ field, required }) => required && !isTold(draft, field));
  const choose = async (chosen: File | null): Promise<void> => {
    upload.reset();
    const next = { ...draft, file: chosen, head: chosen && (await readHead(chosen)) };
    onChange(withGuesses(next, namesOf(kind)));
  };
  const send = (dryRun: boolean): void => {
    if (file)
      upload.mutate({ file, kind, ...toOrder(draft), dryRun }, { onSuccess: ({ id }) => onUploaded(id) });
  };
  return (
    <Stack gap="md">
      <Section title={words('imports.what')}>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label={words('imports.kind')}
            value={kind}
            allowDeselect={false}
            data={IMPORT_KINDS.map((value) => ({ value, label: words(`imports.kind.${value}`) }))}
            onChange={(value) => {
              const chosen = value as ImportKind;
              onChange(withGuesses({ ...draft, kind: chosen, defaults: {} }, namesOf(chosen)));
            }}
          />
          <FileInput
            label={words('imports.file')}
            description={words('imports.file.hint')}
            placeholder={words('imports.file.choose')}
            accept=".csv,.tsv,.txt,text/csv"
            clearable
            clearButtonProps={{ 'aria-label': words('imports.file.clear') }}
            leftSection={<IconFileTypeCsv size={18} aria-hidden />}
            value={file}
            error={file && !head ? words('imports.file.bad') : undefined}
            onChange={(chosen) => void choose(chosen)}
          />
          <Select
            label={words('imports.date-order')}
            allowDeselect={false}
            value={draft.dateOrder}
            data={DATE_ORDERS.map((value) => ({ value, label: words(`imports.date-order.${value}`) }))}
            onChange={(value) => onChange({ ...draft, dateOrder: value as DateOrder })}
          />
        </SimpleGrid>
      </Section>
      {head && (
        <>
          <Section title={words('imports.preview')}>
            <FilePreview head={head} />
          </Section>
          <Section title={words('imports.columns')}>
            <FieldRows key={kind} fields={fields} draft={draft} onChange={onChange} />
          </Section>
          {missing.length > 0 && (
            <Alert color="yellow" role="status" title={words('imports.missing')}>
              {missing.map(({ field }) => fieldWords.label(field)).join(', ')}
            </Alert>
          )}
          <ProblemAlert error={upload.error} />
          <Group>
            <Button loading={upload.isPending} disabled={missing.length > 0} onClick={() => send(true)}>
              {words('imports.try')}
            </Button>
            <Button
              variant="default"
              disabled={missing.length > 0 || upload.isPending}
              onClick={() => send(false)}
            >
              {words('imports.at-once')}
            </Button>
            <Text size="sm" c="dimmed">
              {words('imports.try.hint')}
            </Text>
          </Group>
        </>
      )}
    </Stack>
  );
}
