import { Text, Tooltip } from '@mantine/core';
import { useTimes } from '../components/use-times';
import type { SandboxClock } from './clock.api';
import { useNow } from './use-now';

const SECOND_MS = 1_000;

/** The moved clock in the company's zone, ticking by itself. Not announced at each second. */
export function TickingTime({ clock: { zone } }: { clock: SandboxClock }) {
  const times = useTimes();
  const now = useNow(SECOND_MS);
  return (
    <Tooltip label={`${zone} · ${times.offset(now, zone)}`}>
      <Text size="sm" fw={600} className="numbers" role="timer" style={{ whiteSpace: 'nowrap' }}>
        {times.exact(now, zone)}
      </Text>
    </Tooltip>
  );
}
