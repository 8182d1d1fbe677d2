import { Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { DueLabel } from '../components/DueLabel';
import { KindIcon } from '../components/KindIcon';
import { StateBadge } from '../components/StateBadge';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { stepName } from '../components/step-name';
import { useTimes } from '../components/use-times';
import { VerbMenu } from '../follow-ups/verbs/VerbMenu';
import { useWords } from '../messages/use-words';
import { ReasonsPopover } from '../reasons/ReasonsPopover';
import { OwnerLabel } from '../staff/OwnerLabel';
import { Attempts } from './Attempts';
import { BoardClock } from './board-clock';
import type { BoardListProps } from './BoardTable';
import { LastAttempt } from './LastAttempt';
import { NextAction } from './NextAction';
import { withRow } from './use-board-selection';
import { Place } from './Place';

/** The board on a phone: one card for each row. */
export function BoardCards({ followUps, selection, onSelection, busy, onVerb }: BoardListProps) {
  const words = useWords();
  const times = useTimes();
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {followUps.map((followUp) => {
        const { id, customer, owner, step, kind, state, overdue, dueAt, zone, place, product } = followUp;
        const toggle = (isChosen: boolean) => onSelection((old) => withRow(old, id, isChosen));
        return (
          <Paper
            key={id}
            component="li"
            p="sm"
            opacity={busy.has(id) ? 0.5 : followUp.paused ? 0.7 : 1}
            aria-busy={busy.has(id)}
          >
            <Stack gap={8}>
              <Group justify="space-between" wrap="nowrap">
                <Group gap={8}>
                  <BoardClock>{(now) => <DueLabel dueAt={dueAt} now={now} state={state} />}</BoardClock>
                  <StateBadge state={state} overdue={overdue} />
                </Group>
                <Group gap={4} wrap="nowrap">
                  <Checkbox
                    size="sm"
                    aria-label={words('board.select', { what: stepName(step), who: customer.name })}
                    checked={selection[id] ?? false}
                    onChange={(event) => toggle(event.currentTarget.checked)}
                  />
                  <VerbMenu followUp={followUp} onVerb={(verb) => onVerb(verb, followUp)} />
                </Group>
              </Group>
              <Group gap={10} wrap="nowrap">
                <KindIcon kind={kind} />
                <Stack gap={0} miw={0}>
                  <TextLink to="/follow-ups/$id" params={{ id }} fw={550} c="inherit" truncate>
                    {stepName(step)}
                  </TextLink>
                  <Text size="xs" c="dimmed" truncate>
                    <Place place={place} />
                    {product && ` · ${product}`}
                  </Text>
                </Stack>
              </Group>
              <Group gap={8} wrap="nowrap">
                <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm" c="inherit" truncate>
                  {customer.name}
                </TextLink>
                <TierBadge tier={customer.tier} />
              </Group>
              <Group justify="space-between" gap={8}>
                <Text size="xs" c="dimmed">
                  {times.dateTime(dueAt, zone)} {times.offset(dueAt, zone)}
                </Text>
                <OwnerLabel owner={owner} />
              </Group>
              <Attempts attempts={followUp.attempts} />
              <LastAttempt attempt={followUp.lastAttempt} />
              <NextAction next={followUp.nextAction} />
              <ReasonsPopover reasons={followUp.reasons} />
            </Stack>
          </Paper>
        );
      })}
    </Stack>
  );
}
