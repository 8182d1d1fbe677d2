import { Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { QueuedCall } from '../api/types';
import { useNow } from '../clock/use-now';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';
import classes from './calls.module.css';
import type { CallFilters } from './filters';

interface CallListProps {
  calls: readonly QueuedCall[];
  filters: CallFilters;
}

/** Who waits for a call, the best next one first, and why it is that one. */
export function CallList({ calls, filters }: CallListProps) {
  const words = useWords();
  return (
    <Stack component="nav" gap={2} aria-label={words('calls.queue')}>
      {calls.map((call) => (
        <Link
          key={call.followUp.id}
          to="/calls"
          search={{ ...filters, call: call.followUp.id }}
          className={classes.waiting}
        >
          <Waiting call={call} />
        </Link>
      ))}
    </Stack>
  );
}

function Waiting({ call: { followUp, mayCall, reasons } }: { call: QueuedCall }) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  const [first] = reasons;
  return (
    <>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Text size="sm" fw={550} truncate>
          {followUp.customer.name}
        </Text>
        <TierBadge tier={followUp.customer.tier} />
      </Group>
      <Text size="xs" c="dimmed">
        {mayCall.verdict === 'wait' && mayCall.until
          ? words('calls.wait', { at: times.dateTime(mayCall.until, followUp.zone) })
          : first && <ReasonText reason={first} />}
        {' · '}
        {times.time(now, followUp.zone)}
      </Text>
    </>
  );
}
