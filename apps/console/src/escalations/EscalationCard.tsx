import { Badge, Blockquote, Group, Paper, Stack, Text } from '@mantine/core';
import type { Escalation } from '../api/types';
import { describeDue } from '../components/due';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { TypeLabel } from '../components/TypeLabel';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';
import { OwnerLabel } from '../staff/OwnerLabel';
import { EscalationVerbs } from './EscalationVerbs';

const COLOURS: Record<Escalation['state'], string> = {
  open: 'red',
  acknowledged: 'orange',
  resolved: 'teal',
};

interface EscalationCardProps {
  escalation: Escalation;
  /** UTC milliseconds. */
  now: number;
}

export function EscalationCard({ escalation, now }: EscalationCardProps) {
  const words = useWords();
  const times = useTimes();
  const { state, level, customer, owner, reasons, comment, followUp, at, dueAt, of, policy } = escalation;
  const next = dueAt === null ? null : describeDue(Date.parse(dueAt), now);
  const what = stepName(of.slice(of.indexOf(':') + 1));
  return (
    <Paper
      component="article"
      p="md"
      radius="lg"
      aria-label={words('escalation.label', { who: customer.name })}
    >
      <Stack gap="sm">
        <Group justify="space-between" gap="xs" align="flex-start">
          <Group gap={8}>
            <Badge color={COLOURS[state]}>{words(`escalation.state.${state}`)}</Badge>
            <Badge color="gray">{words('escalation.level', { level })}</Badge>
            <TextLink to="/customers/$id" params={{ id: customer.id }} fw={600} c="inherit">
              {customer.name}
            </TextLink>
            <TierBadge tier={customer.tier} />
            <Text size="xs" c="dimmed">
              <TypeLabel type={customer.type} />
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(at)}
          </Text>
        </Group>
        {comment && (
          <Blockquote p="xs" pl="md" m={0} color="red" fz="sm">
            {comment}
          </Blockquote>
        )}
        <Text size="sm">
          {reasons.map((reason, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              <ReasonText reason={reason} />
            </span>
          ))}
        </Text>
        <Group justify="space-between" gap="sm">
          <Group gap="md">
            <OwnerLabel owner={owner} />
            <Text size="xs" c="dimmed">
              {followUp ? (
                <TextLink to="/follow-ups/$id" params={{ id: followUp }} size="xs" c="inherit" td="underline">
                  {what}
                </TextLink>
              ) : (
                what
              )}
              {` · ${policy.key} v${policy.version}`}
            </Text>
            {next && state === 'open' && (
              <Text size="xs" c={next.when === 'soon' || next.when === 'now' ? 'var(--app-amber)' : 'dimmed'}>
                {words('escalation.next', { time: times.stretch(next.stretch) })}
              </Text>
            )}
          </Group>
          {state !== 'resolved' && <EscalationVerbs escalation={escalation} />}
        </Group>
      </Stack>
    </Paper>
  );
}
