import { Badge, type MantineSize, Tooltip } from '@mantine/core';
import type { TicketClock } from '../api/types';
import { useNow } from '../clock/use-now';
import { describeDue } from '../components/due';
import { useTimes } from '../components/use-times';
import { useWords, type Words } from '../messages/use-words';

const TICK_MS = 1_000;

interface CountdownProps {
  clock: TicketClock;
  /** Says which promise it is before the time. */
  named?: boolean;
  size?: MantineSize;
}

/** A promised time that ticks by the product's clock: what is left, by how much it is late, or how it ended. */
export function Countdown({ clock, named = false, size = 'md' }: CountdownProps) {
  const words = useWords();
  const times = useTimes();
  const now = useNow(TICK_MS);
  const { colour, text } = describe(clock, now, words, (stretch) => times.stretch(stretch));
  const name = words(`ticket.target.${clock.target}`);
  const label =
    clock.dueAt === null ? name : `${name}: ${words('ticket.clock.due', { at: times.exact(clock.dueAt) })}`;
  return (
    <Tooltip label={label}>
      <Badge
        size={size}
        color={colour === 'red' ? 'red.8' : colour}
        variant={colour === 'red' ? 'filled' : 'light'}
        className="numbers"
        tt="none"
      >
        {named ? `${name} · ${text}` : text}
      </Badge>
    </Tooltip>
  );
}

function describe(
  { state, dueAt, endedAt }: TicketClock,
  now: number,
  words: Words,
  say: (stretch: ReturnType<typeof describeDue>['stretch']) => string,
): { colour: string; text: string } {
  if (state === 'inactive') return { colour: 'gray', text: words('ticket.clock.inactive') };
  if (endedAt !== null)
    return state === 'met'
      ? { colour: 'teal', text: words('ticket.clock.met') }
      : { colour: 'gray', text: words('ticket.clock.missed') };
  if (dueAt === null) return { colour: 'gray', text: words('ticket.clock.paused-now') };
  const { when, stretch } = describeDue(Date.parse(dueAt), now);
  if (when === 'now') return { colour: 'orange', text: words('ticket.clock.now') };
  if (when === 'overdue') return { colour: 'red', text: words('ticket.clock.over', { time: say(stretch) }) };
  return {
    colour: when === 'soon' ? 'orange' : 'blue',
    text: words('ticket.clock.left', { time: say(stretch) }),
  };
}
