import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../auth/auth.api';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { heldSendersQuery, useReleaseSender } from './senders.api';

const MAY_RELEASE = ['operator', 'admin'];

/** Above every room while nothing leaves from a number: since when, why, and the way to go on. */
export function HeldSenders() {
  const words = useWords();
  const times = useTimes();
  const { data: me } = useQuery(meQuery);
  const { data: senders = [] } = useQuery(heldSendersQuery);
  const release = useReleaseSender();
  return senders.map(({ number, waiting, held }) => (
    <Alert
      key={number}
      m="md"
      mb={0}
      color="red"
      icon={<IconHandStop size={18} aria-hidden />}
      title={words('senders.held', { number: number.replace(/^\w+:/, ''), count: waiting })}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {words('senders.why', {
            at: times.exact(held!.since),
            code: String(held!.code ?? ''),
            reason: held!.reason ?? '',
          })}{' '}
          {held!.until === null
            ? words('senders.by-hand')
            : words('senders.tries', { at: times.exact(held!.until) })}
        </Text>
        {me && MAY_RELEASE.includes(me.role) && (
          <Button size="xs" color="red.8" loading={release.isPending} onClick={() => release.mutate(number)}>
            {words('senders.release')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={release.error} />
    </Alert>
  ));
}
