import { Badge, Box, Grid, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { TicketDetail } from '../api/types';
import { Facts } from '../components/Facts';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ClockList } from './ClockList';
import { LadderList } from './LadderList';
import { PRIORITY_COLOURS, TICKET_COLOURS } from './ticket-colours';
import { TicketTimeline } from './TicketTimeline';
import { TicketVerbs } from './TicketVerbs';
import { ticketQuery } from './tickets.api';

/** One ticket: its promised times, its pauses, what happened, what comes of it, and who was told. */
export function TicketPage() {
  const { id } = useParams({ from: '/rooms/tickets/$id' });
  const { data: ticket, error, isPending, refetch } = useQuery(ticketQuery(id));
  if (isPending) {
    return (
      <Stack p="lg" gap="md" maw={1180}>
        <Skeleton h={56} radius="lg" />
        <Skeleton h={240} radius="lg" />
      </Stack>
    );
  }
  if (!ticket) return <ProblemNotice error={error!} onRetry={() => void refetch()} />;
  return <TicketView ticket={ticket} />;
}

function TicketView({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="lg">
        <TicketHeader ticket={ticket} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <Section title={words('ticket.clocks')}>
                <ClockList ticket={ticket} />
              </Section>
              <Section title={words('ticket.facts')}>
                <TicketFacts ticket={ticket} />
              </Section>
              <Section title={words('ticket.escalations')}>
                <LadderList ticket={ticket} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="md">
              <Section title={words('ticket.timeline')}>
                <TicketTimeline ticket={ticket} />
              </Section>
              <Section title={words('ticket.follow-ups')}>
                <TicketFollowUps ticket={ticket} />
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </Box>
  );
}

function TicketHeader({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const { subject, state, priority, customer } = ticket;
  return (
    <Group justify="space-between" align="flex-start" gap="md">
      <Stack gap={6}>
        <Title order={1} size="h3">
          {subject}
        </Title>
        <Group gap={8}>
          <Badge color={TICKET_COLOURS[state]}>{words(`ticket.state.${state}`)}</Badge>
          <Badge color={PRIORITY_COLOURS[priority]}>{words(`ticket.priority.${priority}`)}</Badge>
          <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
            {customer.name}
          </TextLink>
          <TierBadge tier={customer.tier} />
        </Group>
      </Stack>
      <TicketVerbs ticket={ticket} />
    </Group>
  );
}

function TicketFacts({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const times = useTimes();
  const { externalId, kind, ownerName, products, openedAt, zone } = ticket;
  return (
    <Facts
      facts={[
        [words('ticket.fact.number'), externalId],
        [words('ticket.fact.kind'), words(`ticket.kind.${kind}`)],
        [words('ticket.fact.owner'), ownerName],
        [words('ticket.fact.product'), products.map(({ name }) => name).join(', ')],
        [words('ticket.fact.opened'), times.dateTime(openedAt, zone ?? undefined)],
      ]}
    />
  );
}

function TicketFollowUps({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const times = useTimes();
  const followUps = ticket.plans.flatMap((plan) => plan.followUps);
  if (followUps.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('ticket.follow-ups.none')}
      </Text>
    );
  }
  return (
    <Stack gap={8}>
      {followUps.map(({ id, step, dueAt, state }) => (
        <Group key={id} justify="space-between" gap="xs">
          <TextLink to="/follow-ups/$id" params={{ id }} size="sm">
            {stepName(step)}
          </TextLink>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(dueAt, ticket.zone ?? undefined)} ·{' '}
            {words(`state.${state as 'planned' | 'due' | 'sent' | 'answered' | 'done'}`)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
