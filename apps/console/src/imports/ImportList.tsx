import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Notice, ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { IMPORT_COLOURS } from './import-colours';
import { type Import, importsQuery } from './imports.api';

/** All imports, the newest first. */
export function ImportList() {
  const words = useWords();
  const list = useInfiniteQuery(importsQuery);
  const imports = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending) return <Skeleton h={240} radius="lg" />;
  if (list.error && imports.length === 0)
    return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (imports.length === 0)
    return (
      <Notice icon={IconTableImport} colour="pine" title={words('imports.none')}>
        {words('imports.none.text')}
      </Notice>
    );
  return (
    <Stack gap="sm">
      {imports.map((run) => (
        <ImportCard key={run.id} run={run} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {words('list.more')}
        </Button>
      )}
    </Stack>
  );
}

function ImportCard({ run }: { run: Import }) {
  const words = useWords();
  const times = useTimes();
  const { id, kind, fileName, state, dryRun, accepted, created, rejected, createdAt } = run;
  const title = fileName === '' ? id : fileName;
  const counts = { created, known: accepted - created, rejected };
  return (
    <Paper component="article" p="md" radius="lg" aria-label={title}>
      <Group justify="space-between" gap="sm">
        <Stack gap={4} style={{ overflowWrap: 'anywhere' }}>
          <TextLink to="/imports" search={{ at: id }} fw={600} c="inherit">
            {words(`imports.kind.${kind}`)} · {title}
          </TextLink>
          <Text size="sm">{words(dryRun ? 'imports.would' : 'imports.did', counts)}</Text>
        </Stack>
        <Stack gap={4} align="flex-end">
          <Group gap={6}>
            {dryRun && <Badge color="violet">{words('imports.dry-run')}</Badge>}
            <Badge color={IMPORT_COLOURS[state]}>{words(`imports.state.${state}`)}</Badge>
          </Group>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(createdAt)}
          </Text>
        </Stack>
      </Group>
    </Paper>
  );
}
