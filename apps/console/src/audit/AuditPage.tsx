import {
  Box,
  Button,
  Code,
  Group,
  Paper,
  ScrollArea,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type AuditEntry, auditQuery } from './audit.api';
import { AUDIT_FILTERS } from './filters';

/** Everything that people, keys and the product itself did, with filters that stand in the address. */
export function AuditPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/audit' });
  const list = useInfiniteQuery(auditQuery(filters));
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1400}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('room.audit')}
        </Title>
        <Filters />
        {list.isPending ? (
          <Skeleton h={320} radius="lg" />
        ) : list.error && entries.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : entries.length === 0 ? (
          <Notice icon={IconHistory} title={words('audit.none')}>
            {words('audit.none.text')}
          </Notice>
        ) : (
          <Entries entries={entries} />
        )}
        {list.hasNextPage && (
          <Group justify="center">
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {words('audit.more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Box>
  );
}

function Filters() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const put = (key: string, value: string): void =>
    void navigate({ search: (old) => ({ ...old, [key]: value || undefined }), replace: true });
  const labels = {
    actor: 'audit.actor',
    action: 'audit.action',
    entity: 'audit.entity',
    entityId: 'audit.entity-id',
  } as const;
  return (
    <Group align="flex-end" gap="sm">
      {AUDIT_FILTERS.map((key) => (
        <SearchField
          key={key}
          label={words(labels[key])}
          value={filters[key]}
          onSearch={(text) => put(key, text)}
        />
      ))}
      {(['from', 'until'] as const).map((key) => (
        <TextInput
          key={key}
          type="date"
          label={words(`audit.${key}`)}
          value={filters[key] ?? ''}
          onChange={(event) => put(key, event.currentTarget.value)}
        />
      ))}
    </Group>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  const words = useWords();
  const times = useTimes();
  return (
    <Paper radius="lg">
      <ScrollArea type="auto">
        <Table miw={820} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('audit.at')}</Table.Th>
              <Table.Th>{words('audit.actor')}</Table.Th>
              <Table.Th>{words('audit.action')}</Table.Th>
              <Table.Th>{words('audit.entity')}</Table.Th>
              <Table.Th>{words('audit.data')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map(({ id, at, actor, action, entity, entityId, data }) => (
              <Table.Tr key={id}>
                <Table.Td className="numbers">{times.exact(at)}</Table.Td>
                <Table.Td>{actor}</Table.Td>
                <Table.Td>{action}</Table.Td>
                <Table.Td>
                  {entity}
                  <Text size="xs" c="dimmed">
                    {entityId}
                  </Text>
                </Table.Td>
                <Table.Td maw={420}>
                  {Object.keys(data).length > 0 && (
                    <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {JSON.stringify(data)}
                    </Code>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  );
}
