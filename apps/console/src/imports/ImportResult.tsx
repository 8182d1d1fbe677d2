import {
  Alert,
  Badge,
  Button,
  Group,
  Progress,
  ScrollArea,
  Skeleton,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { IMPORT_COLOURS } from './import-colours';
import {
  type Import,
  importQuery,
  isUnderWay,
  rejectedFile,
  rejectedQuery,
  useImportVerb,
} from './imports.api';

interface ImportResultProps {
  id: string;
  /** Leads back to the columns, where the file is still at hand. */
  onBack?: (() => void) | undefined;
}

/** How far an import is, what it came to, and what can be done next. */
export function ImportResult({ id, onBack }: ImportResultProps) {
  const { data, error, refetch } = useQuery(importQuery(id));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={240} radius="lg" />;
  return (
    <>
      <Outcome run={data} onBack={onBack} />
      {data.rejected > 0 && <Rejected run={data} />}
    </>
  );
}

function Outcome({ run, onBack }: { run: Import; onBack?: (() => void) | undefined }) {
  const words = useWords();
  const act = useImportVerb(run.id);
  const { state, dryRun, total, accepted, rejected, created } = run;
  const done = accepted + rejected;
  const label = words(`imports.kind.${run.kind}`);
  return (
    <Section title={run.fileName === '' ? label : `${label} · ${run.fileName}`}>
      <Stack gap="sm">
        <Group gap={8} role="status">
          <Badge color={IMPORT_COLOURS[state]}>{words(`imports.state.${state}`)}</Badge>
          {dryRun && <Badge color="violet">{words('imports.dry-run')}</Badge>}
          <Text size="sm" className="numbers">
            {words('imports.lines', { done, total })}
          </Text>
        </Group>
        <Progress
          value={total === 0 ? 100 : (100 * done) / total}
          animated={isUnderWay(run)}
          aria-label={words('imports.progress')}
        />
        <Text size="sm">
          {words(dryRun ? 'imports.would' : 'imports.did', {
            created,
            known: accepted - created,
            rejected,
          })}
        </Text>
        {state === 'failed' && (
          <Alert color="red" role="alert">
            {words('imports.failed')}
          </Alert>
        )}
        <ProblemAlert error={act.error} />
        <Group>
          {isUnderWay(run) && (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate('stop')}>
              {words('imports.stop')}
            </Button>
          )}
          {(state === 'stopped' || state === 'failed') && (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate('resume')}>
              {words('imports.resume')}
            </Button>
          )}
          {dryRun && !isUnderWay(run) && (
            <Button loading={act.isPending} disabled={accepted === 0} onClick={() => act.mutate('run')}>
              {words('imports.run', { count: accepted })}
            </Button>
          )}
          {onBack && dryRun && (
            <Button variant="default" onClick={onBack}>
              {words('imports.back')}
            </Button>
          )}
        </Group>
        {!dryRun && state === 'done' && (
          <Text size="sm" c="dimmed">
            {words('imports.safe')}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Rejected({ run }: { run: Import }) {
  const words = useWords();
  const { data, error, refetch } = useQuery(rejectedQuery(run));
  const items = data?.items ?? [];
  return (
    <Section title={words('imports.rejected')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {words('imports.rejected.hint')}
          </Text>
          <Button
            component="a"
            href={rejectedFile(run.id)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {words('imports.download')}
          </Button>
        </Group>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        <ScrollArea
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': words('imports.rejected') }}
        >
          <Table miw={480} fz="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('imports.line')}</Table.Th>
                <Table.Th>{words('imports.reason')}</Table.Th>
                <Table.Th>{words('imports.cells')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ line, reason, cells }) => (
                <Table.Tr key={line}>
                  <Table.Td className="numbers">{line}</Table.Td>
                  <Table.Td>{reason}</Table.Td>
                  <Table.Td>{cells.join(' · ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
        {run.rejected > items.length && items.length > 0 && (
          <Text size="xs" c="dimmed">
            {words('imports.rejected.more', { shown: items.length, all: run.rejected })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
