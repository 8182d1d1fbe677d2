import { Group, Progress, Stack, Text } from '@mantine/core';
import type { TicketClock, TicketDetail } from '../api/types';
import { toStretch } from '../components/due';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { Countdown } from './Countdown';

const MINUTE_MS = 60_000;

/** The promised times of a ticket with what was used of each, and its pauses. */
export function ClockList({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const times = useTimes();
  const zone = ticket.zone ?? undefined;
  if (ticket.clocks.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('ticket.clocks.none')}
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {ticket.clocks.map((clock) => (
        <OneClock key={clock.target} clock={clock} zone={zone} />
      ))}
      <div>
        <Text size="sm" fw={600} mb={4}>
          {words('ticket.pauses')}
        </Text>
        {ticket.pauses.length === 0 && (
          <Text size="sm" c="dimmed">
            {words('ticket.pauses.none')}
          </Text>
        )}
        {ticket.pauses.map(({ from, until }) => (
          <Text key={from} size="sm" className="numbers">
            {times.dateTime(from, zone)} –{' '}
            {until === null ? words('ticket.pause.still') : times.dateTime(until, zone)}
          </Text>
        ))}
      </div>
    </Stack>
  );
}

function OneClock({ clock, zone }: { clock: TicketClock; zone: string | undefined }) {
  const words = useWords();
  const times = useTimes();
  const { target, dueAt, workedMinutes, pausedMinutes, marginMinutes, state } = clock;
  const promised = workedMinutes + marginMinutes;
  const used = promised > 0 ? Math.min(100, (workedMinutes / promised) * 100) : 0;
  const say = (minutes: number): string => times.stretch(toStretch(minutes * MINUTE_MS));
  const name = words(`ticket.target.${target}`);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={550}>
          {name}
        </Text>
        <Countdown clock={clock} />
      </Group>
      <Progress
        value={used}
        color={state === 'breached' ? 'red' : state === 'met' ? 'teal' : 'blue'}
        aria-label={name}
      />
      <Text size="xs" c="dimmed" className="numbers">
        {words('ticket.clock.worked', { worked: say(workedMinutes), paused: say(pausedMinutes) })}
        {dueAt !== null && ` · ${words('ticket.clock.due', { at: times.dateTime(dueAt, zone) })}`}
      </Text>
    </Stack>
  );
}
