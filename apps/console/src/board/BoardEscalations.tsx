import { Group, Paper, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Escalation } from '../api/types';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import { escalationsQuery, openEscalationsQuery } from '../escalations/escalations.api';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';
import { OwnerLabel } from '../staff/OwnerLabel';
import classes from './board.module.css';

const SHOWN = 3;

/** What escalated and nobody took yet stands above all work: the newest few, and the way to the others. */
export function BoardEscalations() {
  const words = useWords();
  const { data: count = 0 } = useQuery(openEscalationsQuery);
  const { data } = useInfiniteQuery(escalationsQuery('open'));
  const shown = data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  if (shown.length === 0) return null;
  return (
    <Paper component="section" radius="lg" px="md" py="sm" aria-labelledby="escalated">
      <Group justify="space-between" mb={6}>
        <Group gap={6} c="var(--app-red)">
          <IconFlame size={17} aria-hidden />
          <Text id="escalated" component="h2" size="sm" fw={600}>
            {words('board.escalations')}
          </Text>
        </Group>
        <TextLink to="/escalations" size="xs">
          {words('board.escalations.all', { count })}
        </TextLink>
      </Group>
      <ul className={classes.escalations}>
        {shown.map((escalation) => (
          <EscalationLine key={escalation.id} escalation={escalation} />
        ))}
      </ul>
    </Paper>
  );
}

function EscalationLine({ escalation }: { escalation: Escalation }) {
  const words = useWords();
  const times = useTimes();
  const { customer, comment, reasons, level, owner, at, followUp } = escalation;
  const why = comment ? `“${comment}”` : reasons[0] ? <ReasonText reason={reasons[0]} /> : null;
  return (
    <li className={classes.escalation}>
      <Group gap={8} wrap="nowrap" miw={0}>
        <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm" fw={550} c="inherit" truncate>
          {customer.name}
        </TextLink>
        <TierBadge tier={customer.tier} />
      </Group>
      <Text size="sm" truncate>
        {followUp ? (
          <TextLink to="/follow-ups/$id" params={{ id: followUp }} size="sm" c="inherit">
            {why}
          </TextLink>
        ) : (
          why
        )}
      </Text>
      <OwnerLabel owner={owner} />
      <Text size="xs" c="dimmed" className="numbers" truncate>
        {words('escalation.level', { level })} · {times.dateTime(at)}
      </Text>
    </li>
  );
}
