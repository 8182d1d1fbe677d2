import { Text, Timeline } from '@mantine/core';
import type { TicketDetail } from '../api/types';
import { useTimes } from '../components/use-times';
import type { MessageId } from '../messages/en';
import { useWords, type Words } from '../messages/use-words';

type TicketEvent = TicketDetail['events'][number];

/** What happened to a ticket, the newest on top. */
export function TicketTimeline({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const times = useTimes();
  const zone = ticket.zone ?? undefined;
  const events = ticket.events.toReversed();
  return (
    <Timeline bulletSize={14} lineWidth={2} active={events.length}>
      {events.map((event) => (
        <Timeline.Item key={event.id} title={titleOf(event, words)}>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(event.at, zone)} · {byWhom(event, words)}
          </Text>
          {typeof event.data.comment === 'string' && (
            <Text size="sm" mt={4}>
              {event.data.comment}
            </Text>
          )}
        </Timeline.Item>
      ))}
      <Timeline.Item title={words('ticket.opened')}>
        <Text size="xs" c="dimmed" className="numbers">
          {times.dateTime(ticket.openedAt, zone)}
        </Text>
      </Timeline.Item>
    </Timeline>
  );
}

/** An event that has no words here is shown as it is called. */
function titleOf({ type, data }: TicketEvent, words: Words): string {
  const key = type === 'ticket.replied' ? `ticket.event.${type}.${String(data.by)}` : `ticket.event.${type}`;
  return words.has(key) ? words(key as MessageId) : type;
}

function byWhom({ by }: TicketEvent, words: Words): string {
  if (by === 'plan' || by === 'seed') return words('ticket.by.plan');
  return words(by === 'customer' ? 'ticket.by.customer' : 'ticket.by.staff');
}
