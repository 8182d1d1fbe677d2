import { Text } from '@mantine/core';
import type { FollowUp } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';

/** How often the customer was called, and when the next call should be made. Nothing where nobody calls. */
export function Attempts({ attempts: { used, max, nextAt } }: { attempts: FollowUp['attempts'] }) {
  const words = useWords();
  const times = useTimes();
  if (max === null) return null;
  const next = used > 0 && nextAt ? ` · ${words('attempts.next', { at: times.dateTime(nextAt) })}` : '';
  return (
    <Text size="xs" c="dimmed" truncate>
      {words('attempts.used', { used, max })}
      {next}
    </Text>
  );
}
