import { Box, Group, Paper, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { ProblemNotice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { CustomerHeader } from './CustomerHeader';
import { serviceFileQuery } from './customers.api';
import { QuickVerbs } from './QuickVerbs';
import { SectionContent } from './SectionContent';
import { SectionNav } from './SectionNav';

/** One customer's service file: who it is, what may be done at once, and each part of what is known. */
export function CustomerPage() {
  const { id } = useParams({ from: '/rooms/customers/$id' });
  const view = useSearch({ from: '/rooms/customers/$id' });
  const { data: file, error, isPending, refetch } = useQuery(serviceFileQuery(id));
  if (isPending) return <CustomerSkeleton />;
  if (!file) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <CustomerHeader file={file} />
          <QuickVerbs file={file} />
        </Group>
        <Paper radius="lg" style={{ overflow: 'hidden' }}>
          <SectionNav file={file} current={view.section ?? 'overview'} />
        </Paper>
        <SectionContent file={file} view={view} />
      </Stack>
    </Box>
  );
}

function CustomerSkeleton() {
  const words = useWords();
  return (
    <Stack p="lg" gap="lg" maw={1180} role="status" aria-busy aria-label={words('shell.loading')}>
      <Skeleton h={64} radius="lg" />
      <Skeleton h={420} radius="lg" />
    </Stack>
  );
}
