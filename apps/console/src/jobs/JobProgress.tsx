import { Alert, Group, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../messages/use-words';
import { type Job, isOver, jobQuery } from './jobs.api';

/** Long work under way: how far it is, and how it ended. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const words = useWords();
  const { data = job } = useQuery(jobQuery(job));
  if (data.state === 'failed')
    return (
      <Alert color="red" role="alert" title={words('job.failed')}>
        {data.error}
      </Alert>
    );
  const share = data.total === 0 ? 100 : Math.round((data.done / data.total) * 100);
  return (
    <div role="status">
      <Group justify="space-between" mb={4}>
        <Text size="sm">{label}</Text>
        <Text size="sm" className="numbers" c="dimmed">
          {words(isOver(data) ? 'job.done' : 'job.running', { done: data.done, total: data.total })}
        </Text>
      </Group>
      <Progress value={isOver(data) ? 100 : share} aria-label={label} animated={!isOver(data)} />
    </div>
  );
}
