import { Badge, Button, Code, Group, Paper, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type Delivery, type Webhook, deliveriesQuery, useWebhookVerb } from './webhooks.api';

const STATES = ['waiting', 'delivered', 'failed'] as const;
const COLOURS: Record<Delivery['state'], string> = { waiting: 'gray', delivered: 'teal', failed: 'red' };
const ANY = 'any';
const EVER = '1970-01-01T00:00:00Z';

/** What was told to one endpoint and what it answered, the newest first. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const words = useWords();
  const [state, setState] = useState<Delivery['state']>();
  const list = useInfiniteQuery(deliveriesQuery(webhook.id, state));
  const act = useWebhookVerb();
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={words('webhooks.log')}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <Select
            label={words('webhooks.show')}
            allowDeselect={false}
            value={state ?? ANY}
            data={[
              { value: ANY, label: words('webhooks.state.any') },
              ...STATES.map((value) => ({ value, label: words(`webhooks.state.${value}`) })),
            ]}
            onChange={(value) => setState(STATES.find((one) => one === value))}
          />
          <Button
            variant="default"
            disabled={!webhook.active}
            loading={act.isPending}
            onClick={() => act.mutate({ verb: 'redeliver', id: webhook.id, which: { since: EVER } })}
          >
            {words('webhooks.redeliver.failed')}
          </Button>
        </Group>
        <ProblemAlert error={act.error} />
        {list.isPending ? (
          <Skeleton h={120} />
        ) : list.error && deliveries.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : deliveries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words('webhooks.log.none')}
          </Text>
        ) : (
          deliveries.map((delivery) => (
            <DeliveryCard
              key={delivery.id}
              delivery={delivery}
              mayRedeliver={webhook.active && delivery.state !== 'waiting'}
              onRedeliver={() =>
                act.mutate({ verb: 'redeliver', id: webhook.id, which: { delivery: delivery.id } })
              }
            />
          ))
        )}
        {list.hasNextPage && (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words('list.more')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

interface DeliveryCardProps {
  delivery: Delivery;
  mayRedeliver: boolean;
  onRedeliver: () => void;
}

function DeliveryCard({ delivery, mayRedeliver, onRedeliver }: DeliveryCardProps) {
  const words = useWords();
  const times = useTimes();
  const [isOpen, setOpen] = useState(false);
  const { event, state, attempts, nextAt } = delivery;
  const last = attempts.at(-1);
  return (
    <Paper component="article" p="sm" radius="md" aria-label={`${event.type} ${event.id}`}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Group gap={8}>
            <Badge color={COLOURS[state]}>{words(`webhooks.state.${state}`)}</Badge>
            <Text size="sm" fw={600}>
              {event.type}
            </Text>
            <Text size="xs" c="dimmed" className="numbers">
              {times.exact(event.at)}
            </Text>
          </Group>
          <Group gap={6}>
            <Button size="xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {words('webhooks.details')}
            </Button>
            {mayRedeliver && (
              <Button size="xs" variant="default" onClick={onRedeliver}>
                {words('webhooks.redeliver')}
              </Button>
            )}
          </Group>
        </Group>
        <Text size="xs" c="dimmed">
          {words('webhooks.tries', { count: attempts.length })}
          {last && ` · ${last.status ?? last.error}`}
          {nextAt !== null && ` · ${words('webhooks.next', { at: times.dateTime(nextAt) })}`}
        </Text>
        {isOpen && (
          <>
            {attempts.map(({ number, at, status, milliseconds, answer, error }) => (
              <Text key={number} size="xs" style={{ overflowWrap: 'anywhere' }}>
                {number}. {times.exact(at)} · {status ?? error} · {milliseconds} ms
                {answer ? ` · ${answer}` : ''}
              </Text>
            ))}
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {JSON.stringify({ type: event.type, timestamp: event.at, data: event.data }, null, 2)}
            </Code>
          </>
        )}
      </Stack>
    </Paper>
  );
}
