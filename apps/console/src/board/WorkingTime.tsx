import { Text } from '@mantine/core';
import { toStretch } from '../components/due';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';

const MINUTE = 60_000;

/** How much opening time has gone by since it fell due; nothing where no calendar is known. */
export function WorkingTime({ minutes }: { minutes: number | null }) {
  const words = useWords();
  const times = useTimes();
  if (minutes === null) return null;
  return (
    <Text size="xs" c="dimmed" className="numbers">
      {words('due.working', { time: times.stretch(toStretch(minutes * MINUTE, false)) })}
    </Text>
  );
}
