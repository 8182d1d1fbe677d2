import { Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { plansQuery } from './customers.api';

export function PlanList({ customer }: { customer: string }) {
  const words = useWords();
  const times = useTimes();
  const { data: plans, error, isPending } = useQuery(plansQuery(customer));
  if (isPending) return <Skeleton h={48} />;
  if (!plans) return <ProblemAlert error={error} />;
  if (plans.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('plan.none')}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {plans.map(({ id, policy, version, state, subject, startedAt, wakeAt, zone }) => (
        <div key={id}>
          <Group gap={8} justify="space-between">
            <Text size="sm" fw={550}>
              {policy} v{version}
            </Text>
            <Badge size="sm" color={state === 'open' ? 'blue' : 'gray'}>
              {words(`plan.${state}`)}
            </Badge>
          </Group>
          <Text size="xs" c="dimmed">
            {words(`subject.${subject.type}`)} · {words('plan.since', { at: times.date(startedAt, zone) })}
            {wakeAt && ` · ${words('plan.next', { at: times.dateTime(wakeAt, zone) })}`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
