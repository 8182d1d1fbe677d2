import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { Ticket } from '../api/types';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useWords } from '../messages/use-words';
import { Countdown } from './Countdown';
import { PRIORITY_COLOURS, TICKET_COLOURS } from './ticket-colours';

/** One ticket of a list: what it is about, whose it is, and how its clocks stand. */
export function TicketCard({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const { id, subject, state, priority, kind, customer, ownerName, clocks, openEscalations } = ticket;
  return (
    <Paper component="article" p="md" radius="lg" aria-label={subject}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={6} maw="100%">
          <TextLink to="/tickets/$id" params={{ id }} fw={600} c="inherit">
            {subject}
          </TextLink>
          <Group gap={8}>
            <Badge color={TICKET_COLOURS[state]}>{words(`ticket.state.${state}`)}</Badge>
            {(priority === 'urgent' || priority === 'high') && (
              <Badge color={PRIORITY_COLOURS[priority]}>{words(`ticket.priority.${priority}`)}</Badge>
            )}
            {openEscalations > 0 && (
              <Badge color="red">{words('ticket.escalated', { count: openEscalations })}</Badge>
            )}
            <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
              {customer.name}
            </TextLink>
            <TierBadge tier={customer.tier} />
            <Text size="xs" c="dimmed">
              {[words(`ticket.kind.${kind}`), ownerName].filter(Boolean).join(' · ')}
            </Text>
          </Group>
        </Stack>
        <Group gap={6}>
          {clocks
            .filter((clock) => clock.state !== 'inactive')
            .map((clock) => (
              <Countdown key={clock.target} clock={clock} named />
            ))}
        </Group>
      </Group>
    </Paper>
  );
}
