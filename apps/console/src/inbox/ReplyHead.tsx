import { ActionIcon, Badge, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReplyDetail } from '../api/types';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { COLOUR_OF_KIND } from './inbox-colours';

/** Who wrote, when, and how it stands. */
export function ReplyHead({ reply, onBack }: { reply: ReplyDetail; onBack?: () => void }) {
  const words = useWords();
  const times = useTimes();
  const { customer, from, receivedAt, kind, state, owner, followUp, ticket } = reply;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {onBack && (
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words('inbox.back')} onClick={onBack}>
          <IconArrowLeft size={20} aria-hidden />
        </ActionIcon>
      )}
      <div style={{ minWidth: 0, flex: 1 }}>
        <Group gap={8}>
          <Title order={onBack ? 1 : 2} size="h4">
            {customer ? (
              <TextLink to="/customers/$id" params={{ id: customer.id }} c="inherit" inherit>
                {customer.name}
              </TextLink>
            ) : (
              words('inbox.stranger')
            )}
          </Title>
          {customer && <TierBadge tier={customer.tier as never} />}
          <Badge color={COLOUR_OF_KIND[kind]}>{words(`inbox.kind.${kind}`)}</Badge>
          {state !== 'inbox' && <Badge color="gray">{words(`inbox.state.${state}`)}</Badge>}
        </Group>
        <Group gap="4px 12px" mt={2}>
          <Text size="xs" c="dimmed" className="numbers">
            {from}
          </Text>
          <Text size="xs" c="dimmed" className="numbers">
            {times.dateTime(receivedAt)}
          </Text>
          {owner && (
            <Text size="xs" c="dimmed">
              {owner.name}
            </Text>
          )}
          {followUp && (
            <TextLink to="/follow-ups/$id" params={{ id: followUp }} size="xs">
              {words('inbox.follow-up')}
            </TextLink>
          )}
          {ticket && (
            <TextLink to="/tickets/$id" params={{ id: ticket.id }} size="xs">
              {words('inbox.ticket.of', { subject: ticket.subject })}
            </TextLink>
          )}
        </Group>
      </div>
    </Group>
  );
}
