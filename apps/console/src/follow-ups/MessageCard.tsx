import { Badge, Box, Group, Paper, Stack, Text } from '@mantine/core';
import type { FollowUpDetail } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';
import { colourOfMessage, sayMessageState } from './message-words';

interface MessageCardProps {
  message: FollowUpDetail['messages'][number];
  /** The customer's. */
  zone: string;
}

/** One text to the customer: its words, how far it came, and each try to hand it over. */
export function MessageCard({ message, zone }: MessageCardProps) {
  const words = useWords();
  const times = useTimes();
  const { state, body, to, sendAt, errorCode, reasons, attempts } = message;
  return (
    <Paper p="sm" radius="md" bg="var(--app-page)">
      <Stack gap={8}>
        <Group justify="space-between" gap="xs">
          <Group gap={8}>
            <Badge size="sm" color={colourOfMessage(state)}>
              {sayMessageState(state, words)}
            </Badge>
            <Text size="xs" c="dimmed" className="numbers">
              {to}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(sendAt, zone)}
          </Text>
        </Group>
        <Text
          size="sm"
          c={body ? undefined : 'dimmed'}
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {body ?? words('message.not-written')}
        </Text>
        {reasons.length > 0 && (
          <Text size="xs" c="dimmed">
            {reasons.map((reason, index) => (
              <span key={index}>
                {index > 0 && ' · '}
                <ReasonText reason={reason} />
              </span>
            ))}
          </Text>
        )}
        {attempts.length > 0 && (
          <Box component="ul" m={0} pl="md" fz="xs" c="dimmed">
            {attempts.map(({ number, state: result, startedAt, error }) => (
              <li key={number}>
                {words('message.attempt', { number, at: times.exact(startedAt, zone) })}:{' '}
                {sayMessageState(result, words)}
                {error && ` (${error})`}
              </li>
            ))}
          </Box>
        )}
        {errorCode !== null && (
          <Text size="xs" c="var(--app-red)">
            {words('message.error', { code: errorCode })}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
