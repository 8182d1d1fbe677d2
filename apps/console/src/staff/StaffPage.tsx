import {
  Badge,
  Box,
  Button,
  Group,
  Paper,
  Progress,
  ScrollArea,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { Absences } from './Absences';
import { HandoverModal } from './HandoverModal';
import { peopleQuery } from './people.api';

type Person = components['schemas']['StaffMember'];

/** Who works here, how much each carries, and who is away. */
export function StaffPage() {
  const words = useWords();
  const people = useQuery(peopleQuery);
  const [leaver, setLeaver] = useState<Person | null>(null);
  if (people.error) return <ProblemNotice error={people.error} onRetry={() => void people.refetch()} />;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('room.staff')}
        </Title>
        {people.isPending ? (
          <Skeleton h={320} radius="lg" />
        ) : (
          <Paper radius="lg">
            <ScrollArea type="auto">
              <Table miw={760} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words('people.name')}</Table.Th>
                    <Table.Th>{words('people.team')}</Table.Th>
                    <Table.Th>{words('people.skills')}</Table.Th>
                    <Table.Th>{words('people.hours')}</Table.Th>
                    <Table.Th>{words('people.workload')}</Table.Th>
                    <Table.Th>{words('people.handover')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.data.map((person) => (
                    <PersonRow key={person.id} person={person} onHandOver={() => setLeaver(person)} />
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          </Paper>
        )}
        <Section title={words('people.absences')}>
          <Absences />
        </Section>
      </Stack>
      {leaver && <HandoverModal leaver={leaver} onClose={() => setLeaver(null)} />}
    </Box>
  );
}

function PersonRow({ person, onHandOver }: { person: Person; onHandOver: () => void }) {
  const words = useWords();
  const times = useTimes();
  const { name, role, team, skills, languages, calendar, away } = person;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {words(`role.${role}`)}
        </Text>
        {away && (
          <Text size="xs">
            {words('people.away', { until: times.date(away.until) })}
            {away.cover && `, ${words('people.cover', { cover: away.cover })}`}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{team}</Table.Td>
      <Table.Td>
        <Group gap={4}>
          {[...skills, ...languages].map((one) => (
            <Badge key={one} size="sm" variant="default">
              {one}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>{calendar}</Table.Td>
      <Table.Td>
        <Workload person={person} />
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words('people.handover.title', { name })}
          onClick={onHandOver}
        >
          {words('people.handover')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** How full somebody's day is; without a limit only how much it is. */
function Workload({ person: { name, open, workload } }: { person: Person }) {
  const words = useWords();
  const share = workload ? Math.min(100, (open / workload) * 100) : 0;
  return (
    <Stack gap={2} miw={90}>
      <Text size="sm" className="numbers">
        {workload ? `${open} / ${workload}` : open}
      </Text>
      {workload !== null && (
        <Progress
          value={share}
          color={open > workload ? 'red' : 'pine'}
          aria-label={`${words('people.workload')}: ${name}`}
        />
      )}
    </Stack>
  );
}
