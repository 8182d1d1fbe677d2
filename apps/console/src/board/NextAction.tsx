import { Text } from '@mantine/core';
import type { BoardItem } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';

/** What happens next if nobody does anything. */
export function NextAction({ next }: { next: BoardItem['nextAction'] }) {
  const words = useWords();
  const times = useTimes();
  if (!next) {
    return (
      <Text size="xs" c="dimmed">
        {words('next.nothing')}
      </Text>
    );
  }
  return (
    <Text size="xs" title={times.exact(next.at)}>
      {words(`next.${next.what}`, { at: times.dateTime(next.at) })}
    </Text>
  );
}
