import { Badge, Box, Button, Group, Paper, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { Notice, ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { sayAmount } from '../policies/repeat-words';
import { meQuery } from '../auth/auth.api';
import { type Wave, useStopWave, wavesQuery } from './waves.api';
import { WaveForm } from './WaveForm';

const COLOURS: Record<Wave['state'], string> = {
  waiting: 'gray',
  running: 'pine',
  done: 'teal',
  stopped: 'red',
};

/** Questions about the relationship, put to many customers in waves. */
export function WavesPage() {
  const words = useWords();
  const { data, error, isPending, refetch } = useQuery(wavesQuery);
  const { data: me } = useQuery(meQuery);
  const mayPlan = me?.role === 'operator' || me?.role === 'admin';
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1080}>
      <Stack gap="md">
        <TextLink to="/reports" search={{ report: 'satisfaction' }} size="sm">
          {words('reports.name.satisfaction')}
        </TextLink>
        <Title order={1} size="h3">
          {words('waves.title')}
        </Title>
        {mayPlan && <WaveForm />}
        {isPending ? (
          <Skeleton h={120} radius="lg" />
        ) : error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : data.items.length === 0 ? (
          <Notice icon={IconWaveSine} title={words('waves.none')}>
            {words('waves.none.text')}
          </Notice>
        ) : (
          data.items.map((wave) => <WaveCard key={wave.id} wave={wave} mayStop={mayPlan} />)
        )}
      </Stack>
    </Box>
  );
}

function WaveCard({ wave, mayStop }: { wave: Wave; mayStop: boolean }) {
  const words = useWords();
  const times = useTimes();
  const stopping = useStopWave();
  const { id, name, question, state, startsOn, weeks, asked, planned, answered, leftOut, every } = wave;
  const left = leftOut.reduce((sum, { n }) => sum + n, 0);
  const done = asked + planned === 0 ? 0 : (100 * asked) / (asked + planned);
  const intl = useIntl();
  return (
    <Paper component="article" p="md" radius="lg" aria-label={name}>
      <Stack gap={8}>
        <ProblemAlert error={stopping.error} />
        <Group justify="space-between">
          <Group gap={8}>
            <Badge color={COLOURS[state]}>{words(`waves.state.${state}`)}</Badge>
            <Text fw={600}>{name}</Text>
            <Badge color="gray">{question.toUpperCase()}</Badge>
          </Group>
          {mayStop && (state === 'running' || state === 'waiting') && (
            <Button
              size="xs"
              variant="default"
              loading={stopping.isPending}
              onClick={() => stopping.mutate(id)}
            >
              {words('waves.stop')}
            </Button>
          )}
        </Group>
        <Progress value={done} aria-label={words('waves.progress', { asked, all: asked + planned })} />
        <Text size="sm">{words('waves.counts', { asked, planned, answered, left })}</Text>
        <Text size="xs" c="dimmed">
          {words('waves.when', { date: times.date(`${startsOn}T12:00:00Z`, 'UTC'), weeks })}
          {every !== null && ` · ${words('waves.again', { every: sayAmount(every, intl)[0] })}`}
        </Text>
        {leftOut.length > 0 && (
          <Text size="xs" c="dimmed">
            {leftOut.map(({ reason, n }) => `${words(`waves.reason.${reason}`)}: ${n}`).join(' · ')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
