import { Button, Group, Paper, ScrollArea, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { components } from '../api/schema';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useWords } from '../messages/use-words';
import { useTierVerb } from './tiers.api';

type Review = components['schemas']['TierReview'];
type Move = components['schemas']['TierMove'];

/** Who would move, why, and what follows; a manager leaves single customers out and decides. */
export function TierPreview({ review, moves }: { review: Review; moves: readonly Move[] }) {
  const words = useWords();
  const act = useTierVerb();
  const count = review.moves.reduce((sum, one) => sum + one.count, 0);
  return (
    <Section title={words('tiers.waiting')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {words('tiers.looked', { count: review.looked, version: review.rulesVersion })}
        </Text>
        <ScrollArea type="auto">
          <Table miw={720} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('tiers.customer')}</Table.Th>
                <Table.Th>{words('tiers.move')}</Table.Th>
                <Table.Th>{words('tiers.why')}</Table.Th>
                <Table.Th>{words('tiers.follows')}</Table.Th>
                <Table.Th>{words('tiers.exclude')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {moves.map((move) => (
                <MoveRow key={move.id} review={review.id} move={move} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
        <ProblemAlert error={act.error} />
        <Group>
          <Button loading={act.isPending} onClick={() => act.mutate({ verb: 'approve', review: review.id })}>
            {words('tiers.approve', { count })}
          </Button>
          <Button
            variant="default"
            loading={act.isPending}
            onClick={() => act.mutate({ verb: 'reject', review: review.id })}
          >
            {words('tiers.reject')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function MoveRow({ review, move }: { review: string; move: Move }) {
  const words = useWords();
  const { customer, from, to, reasons, effects, excluded } = move;
  return (
    <Table.Tr opacity={excluded ? 0.7 : 1}>
      <Table.Td>
        <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
          {customer.name}
        </TextLink>
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <TierBadge tier={from} />
          <span aria-hidden>→</span>
          <TierBadge tier={to} />
        </Group>
      </Table.Td>
      <Table.Td>
        {reasons.map((reason) => (
          <Text key={reason.text} size="sm">
            {reason.text}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        {effects.plans.map((plan) => (
          <Text key={plan.plan} size="sm">
            {plan.to === null ? words('tiers.goes-on', { from: plan.from }) : `${plan.from} → ${plan.to}`}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {words('tiers.open-work', { count: effects.openWork })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Exclusion review={review} move={move} />
      </Table.Td>
    </Table.Tr>
  );
}

function Exclusion({ review, move }: { review: string; move: Move }) {
  const words = useWords();
  const act = useTierVerb();
  const [reason, setReason] = useState('');
  const exclude = (why: string | null) => act.mutate({ verb: 'exclude', review, move: move.id, reason: why });
  if (move.excluded)
    return (
      <Paper bg="transparent">
        <Text size="sm">{words('tiers.left-out', { reason: move.excluded.reason })}</Text>
        <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => exclude(null)}>
          {words('tiers.include')}
        </Button>
      </Paper>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') exclude(reason.trim());
      }}
    >
      <Group gap={6} wrap="nowrap">
        <TextInput
          size="xs"
          aria-label={`${words('tiers.exclude.why')} ${move.customer.name}`}
          placeholder={words('tiers.exclude.why')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="compact-sm"
          variant="default"
          disabled={reason.trim() === ''}
          loading={act.isPending}
        >
          {words('tiers.exclude')}
        </Button>
      </Group>
    </form>
  );
}
