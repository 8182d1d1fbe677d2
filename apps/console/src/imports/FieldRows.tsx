import { Button, Code, MultiSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../messages/use-words';
import { exampleOf } from './guess';
import { type ImportDraft, isTold } from './import-draft';
import { useFieldWords } from './use-field-words';

interface Field {
  field: string;
  required: boolean;
}

interface FieldRowsProps {
  fields: readonly Field[];
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}

/** For each field the columns that tell it: first what is needed or was guessed, the rest on demand. */
export function FieldRows({ fields, draft, onChange }: FieldRowsProps) {
  const words = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const isNear = ({ field, required }: Field) => required || field === 'customer' || isTold(draft, field);
  const near = fields.filter(isNear);
  const far = fields.filter((one) => !isNear(one));
  return (
    <Stack gap="sm">
      {(showsAll ? fields : near).map((field) => (
        <FieldRow key={field.field} {...field} draft={draft} onChange={onChange} />
      ))}
      {!showsAll && far.length > 0 && (
        <Button variant="subtle" onClick={() => setShowsAll(true)}>
          {words('imports.more-fields', { count: far.length })}
        </Button>
      )}
    </Stack>
  );
}

interface FieldRowProps extends Field {
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}

function FieldRow({ field, required, draft, onChange }: FieldRowProps) {
  const words = useWords();
  const { label, hint } = useFieldWords();
  const from = draft.columns[field] ?? [];
  const fallback = draft.defaults[field] ?? '';
  const example = draft.head ? exampleOf(draft.head, from) || fallback : '';
  const name = label(field);
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" role="group" aria-label={name}>
      <MultiSelect
        label={name}
        description={hint(field)}
        withAsterisk={required}
        placeholder={from.length === 0 ? words('imports.no-column') : undefined}
        data={[...new Set(draft.head?.columns ?? [])].filter((column) => column !== '')}
        value={[...from]}
        onChange={(columns) => onChange({ ...draft, columns: { ...draft.columns, [field]: columns } })}
      />
      <TextInput
        label={words('imports.default')}
        aria-label={words('imports.default.of', { field: name })}
        description={words('imports.default.hint')}
        value={fallback}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, defaults: { ...draft.defaults, [field]: value } })
        }
      />
      <Stack gap={2} justify="flex-end">
        <Text size="xs" c="dimmed">
          {words('imports.example')}
        </Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{example === '' ? '–' : example}</Code>
      </Stack>
    </SimpleGrid>
  );
}
