import { Alert, Badge, Button, Group, Paper, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTell } from '../components/use-tell';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { WebhookForm } from './WebhookForm';
import { type Webhook, useWebhookVerb } from './webhooks.api';

interface WebhookCardProps {
  webhook: Webhook;
  /** Called with a new secret. */
  onSecret: (secret: string | undefined) => void;
}

/** One endpoint: whether it hears, and what can be done about it. */
export function WebhookCard({ webhook, onSecret }: WebhookCardProps) {
  const words = useWords();
  const times = useTimes();
  const tell = useTell();
  const act = useWebhookVerb();
  const [isEdited, setEdited] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const { id, url, description, events, active, failingSince, disabledAt } = webhook;
  if (isEdited)
    return (
      <WebhookForm webhook={webhook} onSaved={() => setEdited(false)} onCancel={() => setEdited(false)} />
    );
  return (
    <Paper component="article" p="md" radius="lg" aria-label={url}>
      <Stack gap={8}>
        <Group justify="space-between" gap="sm">
          <TextLink
            to="/webhooks"
            search={{ webhook: id }}
            fw={600}
            c="inherit"
            style={{ overflowWrap: 'anywhere' }}
          >
            {url}
          </TextLink>
          <Switch
            label={words(active ? 'webhooks.on' : 'webhooks.off')}
            aria-label={words('webhooks.switch', { url })}
            checked={active}
            disabled={act.isPending}
            onChange={({ currentTarget: { checked } }) =>
              act.mutate({ verb: 'change', id, changes: { active: checked } })
            }
          />
        </Group>
        {description && <Text size="sm">{description}</Text>}
        <Group gap={4}>
          {events.map((event) => (
            <Badge key={event} color="gray">
              {event}
            </Badge>
          ))}
        </Group>
        {disabledAt !== null ? (
          <Alert color="red">{words('webhooks.disabled', { at: times.dateTime(disabledAt) })}</Alert>
        ) : (
          failingSince !== null && (
            <Alert color="yellow">{words('webhooks.failing', { at: times.dateTime(failingSince) })}</Alert>
          )
        )}
        <ProblemAlert error={act.error} />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={!active}
            onClick={() =>
              act.mutate({ verb: 'test', id }, { onSuccess: () => tell(words('webhooks.tested')) })
            }
          >
            {words('webhooks.test')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setEdited(true)}>
            {words('webhooks.edit')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              act.mutate({ verb: 'renew-secret', id }, { onSuccess: (renewed) => onSecret(renewed?.secret) })
            }
          >
            {words('webhooks.renew')}
          </Button>
          {isLeaving ? (
            <Button size="xs" color="red.8" onClick={() => act.mutate({ verb: 'remove', id })}>
              {words('webhooks.remove.sure')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => setLeaving(true)}>
              {words('webhooks.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
