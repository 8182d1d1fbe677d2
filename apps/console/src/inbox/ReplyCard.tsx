import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Reply } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { useSettle } from './inbox.api';

export function ReplyCard({ reply: { id, from, body, receivedAt, customer, followUp } }: { reply: Reply }) {
  const words = useWords();
  const times = useTimes();
  const settle = useSettle();
  const [comment, setComment] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    settle.mutate({ id, comment: comment.trim() || undefined });
  };
  return (
    <Paper component="article" p="md" radius="lg" opacity={settle.isPending ? 0.5 : 1}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap={8}>
            {customer ? (
              <TextLink to="/customers/$id" params={{ id: customer.id }} fw={600} c="inherit">
                {customer.name}
              </TextLink>
            ) : (
              <Text fw={600}>{words('inbox.stranger')}</Text>
            )}
            <Text size="xs" c="dimmed" className="numbers">
              {from}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(receivedAt)}
          </Text>
        </Group>
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{body}</Text>
        <ProblemAlert error={settle.error} />
        <form onSubmit={send}>
          <Group gap="xs" wrap="nowrap">
            <TextInput
              aria-label={words('inbox.note')}
              placeholder={words('inbox.note')}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
              style={{ flex: 1 }}
            />
            {followUp && (
              <TextLink to="/follow-ups/$id" params={{ id: followUp }} size="sm" visibleFrom="sm">
                {words('inbox.follow-up')}
              </TextLink>
            )}
            <Button
              type="submit"
              variant="light"
              loading={settle.isPending}
              leftSection={<IconCheck size={16} aria-hidden />}
            >
              {words('inbox.settle')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Paper>
  );
}
