import { Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { consentsInForce } from './consent-state';
import { consentsQuery } from './customers.api';

/** What the customer said we may send, as far as anything was said. */
export function ConsentState({ customer }: { customer: string }) {
  const words = useWords();
  const times = useTimes();
  const { data: ledger, error, isPending } = useQuery(consentsQuery(customer));
  if (isPending) return <Skeleton h={48} />;
  if (!ledger) return <ProblemAlert error={error} />;
  const rows = consentsInForce(ledger);
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('consent.none')}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {rows.map(({ id, channel, purpose, granted, at, text }) => (
        <div key={id}>
          <Group gap={8}>
            <Badge size="sm" color={granted ? 'teal' : 'red'}>
              {words(granted ? 'consent.granted' : 'consent.refused')}
            </Badge>
            <Text size="sm">
              {words(`channel.${channel}`)} · {words(`purpose.${purpose}`)}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" mt={2}>
            {times.date(at)} · “{text}”
          </Text>
        </div>
      ))}
    </Stack>
  );
}
