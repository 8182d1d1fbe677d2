import { Text } from '@mantine/core';
import type { BoardItem } from '../api/types';
import { useTimes } from '../components/use-times';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';

/** What was tried last, and what came of it; nothing where nothing was tried. */
export function LastAttempt({ attempt }: { attempt: BoardItem['lastAttempt'] }) {
  const words = useWords();
  const times = useTimes();
  if (!attempt) return null;
  const id = [`outcome.${attempt.outcome}`, `message.state.${attempt.outcome}`].find((one) => words.has(one));
  const outcome = id ? words(id as MessageId) : attempt.outcome;
  return (
    <Text size="xs" c="dimmed" truncate title={times.exact(attempt.at)}>
      {outcome}, {times.dateTime(attempt.at)}
    </Text>
  );
}
