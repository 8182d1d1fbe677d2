import { Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../components/Notice';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import classes from './policies.module.css';
import { diffQuery, versionsQuery } from './policies.api';
import { toYaml } from './use-draft';

/** All published versions, and what changed from one to another. */
export function Versions({ policyKey }: { policyKey: string }) {
  const words = useWords();
  const times = useTimes();
  const list = useQuery(versionsQuery(policyKey));
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null);
  if (list.isPending) return <Skeleton h={200} />;
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) return <Text c="dimmed">{words('versions.none')}</Text>;
  const newest = list.data[0]!.version;
  const { from, to } = chosen ?? { from: Math.max(1, newest - 1), to: newest };
  const options = list.data.map(({ version }) => ({
    value: String(version),
    label: words('versions.n', { version }),
  }));
  return (
    <Stack gap="md">
      <Table.ScrollContainer minWidth={300}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('versions.version')}</Table.Th>
              <Table.Th>{words('versions.published')}</Table.Th>
              <Table.Th>{words('versions.by')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map((one) => (
              <Table.Tr key={one.version}>
                <Table.Td className="numbers">{one.version}</Table.Td>
                <Table.Td className="numbers">{times.dateTime(one.publishedAt)}</Table.Td>
                <Table.Td>{one.publishedBy}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {list.data.length > 1 && (
        <>
          <Group>
            <Select
              label={words('versions.from')}
              data={options}
              value={String(from)}
              allowDeselect={false}
              onChange={(value) => setChosen({ from: Number(value), to })}
            />
            <Select
              label={words('versions.to')}
              data={options}
              value={String(to)}
              allowDeselect={false}
              onChange={(value) => setChosen({ from, to: Number(value) })}
            />
          </Group>
          <Diff policyKey={policyKey} from={from} to={to} />
        </>
      )}
    </Stack>
  );
}

function Diff({ policyKey, from, to }: { policyKey: string; from: number; to: number }) {
  const words = useWords();
  const diff = useQuery(diffQuery(policyKey, from, to));
  if (diff.isPending) return <Skeleton h={120} />;
  if (diff.error) return <ProblemNotice error={diff.error} onRetry={() => void diff.refetch()} />;
  if (diff.data.changes.length === 0) return <Text c="dimmed">{words('versions.same')}</Text>;
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {diff.data.changes.map((change) => (
        <li key={change.path}>
          <Text size="sm" fw={550}>
            {change.path.slice(1).replaceAll('/', ' › ')}
          </Text>
          <div className={classes.change}>
            <pre className={change.kind === 'added' ? undefined : classes.old}>{show(change.from)}</pre>
            <pre className={change.kind === 'removed' ? undefined : classes.new}>{show(change.to)}</pre>
          </div>
        </li>
      ))}
    </Stack>
  );
}

function show(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'object' && value !== null ? toYaml(value).trimEnd() : String(value);
}
