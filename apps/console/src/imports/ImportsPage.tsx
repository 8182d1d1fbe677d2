import { Box, Button, Group, Stack, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { ImportForm } from './ImportForm';
import { ImportList } from './ImportList';
import { ImportResult } from './ImportResult';
import { NEW_IMPORT } from './filters';
import { EMPTY_DRAFT, type ImportDraft } from './import-draft';
import { importFieldsQuery } from './imports.api';

/** Files of other systems: chosen, mapped, tried, taken in, looked back at. */
export function ImportsPage() {
  const words = useWords();
  const { at } = useSearch({ from: '/rooms/imports' });
  const navigate = useNavigate({ from: '/imports' });
  // Kept while one looks at what a dry run found, so that going back to the columns needs no new file.
  const [draft, setDraft] = useState<ImportDraft>(EMPTY_DRAFT);
  const fields = useQuery(importFieldsQuery);
  const go = (to: string | undefined): void => void navigate({ search: { at: to } });
  if (fields.error) return <ProblemNotice error={fields.error} onRetry={() => void fields.refetch()} />;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.imports')}
          </Title>
          {at === undefined ? (
            <Button
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={() => {
                setDraft(EMPTY_DRAFT);
                go(NEW_IMPORT);
              }}
            >
              {words('imports.new')}
            </Button>
          ) : (
            <TextLink to="/imports" search={{ at: undefined }} size="sm">
              {words('imports.all')}
            </TextLink>
          )}
        </Group>
        {at === undefined ? (
          <ImportList />
        ) : at === NEW_IMPORT ? (
          <ImportForm draft={draft} onChange={setDraft} onUploaded={go} />
        ) : (
          <ImportResult key={at} id={at} onBack={draft.file === null ? undefined : () => go(NEW_IMPORT)} />
        )}
      </Stack>
    </Box>
  );
}
