import { Badge, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Escalation, TicketDetail } from '../api/types';
import { stepName } from '../components/step-name';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { EscalationVerbs } from '../escalations/EscalationVerbs';
import { useWords } from '../messages/use-words';
import { ladderQuery } from './tickets.api';

const COLOURS: Record<Escalation['state'], string> = {
  open: 'red',
  acknowledged: 'orange',
  resolved: 'teal',
};

/** The ladders that a ticket has climbed: each rung with when it fired and whom it told. */
export function LadderList({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  if (ticket.escalations.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('ticket.escalations.none')}
      </Text>
    );
  }
  return (
    <Stack gap="lg">
      {ticket.escalations.map(({ id }) => (
        <OneLadder key={id} id={id} zone={ticket.zone ?? undefined} />
      ))}
    </Stack>
  );
}

function OneLadder({ id, zone }: { id: string; zone: string | undefined }) {
  const words = useWords();
  const times = useTimes();
  const { data: escalation, error, isPending } = useQuery(ladderQuery(id));
  if (isPending) return <Skeleton h={80} />;
  if (!escalation) return <ProblemAlert error={error} />;
  const { state, of, levels, dueAt } = escalation;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={550}>
          {stepName(of.slice(of.indexOf(':') + 1))}
        </Text>
        <Badge color={COLOURS[state]}>{words(`escalation.state.${state}`)}</Badge>
      </Group>
      <Timeline active={levels.length - 1} bulletSize={14} lineWidth={2} color={COLOURS[state]}>
        {levels.map(({ round, level, at, to }) => (
          <Timeline.Item
            key={`${round}/${level}`}
            title={`${words('ladder.level', { level })}${round > 0 ? ` · ${words('ladder.round', { round: round + 1 })}` : ''}`}
          >
            <Text size="xs" c="dimmed" className="numbers">
              {times.dateTime(at, zone)} · {words('ladder.told', { to: to.join(', ') })}
            </Text>
          </Timeline.Item>
        ))}
        {dueAt !== null && (
          <Timeline.Item title={words('ticket.ladder')} lineVariant="dashed">
            <Text size="xs" c="dimmed" className="numbers">
              {words('ticket.clock.due', { at: times.dateTime(dueAt, zone) })}
            </Text>
          </Timeline.Item>
        )}
      </Timeline>
      {state !== 'resolved' && <EscalationVerbs escalation={escalation} />}
    </Stack>
  );
}
