import { Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { type Webhook, eventsQuery, useWebhookVerb } from './webhooks.api';

interface WebhookFormProps {
  /** Undefined: a new one. */
  webhook?: Webhook;
  onSaved: (saved: Webhook) => void;
  onCancel: () => void;
}

/** Where to, and which events. */
export function WebhookForm({ webhook, onSaved, onCancel }: WebhookFormProps) {
  const words = useWords();
  const { data: known = [] } = useQuery(eventsQuery);
  const act = useWebhookVerb();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [events, setEvents] = useState<string[]>(webhook?.events ?? ['*']);
  const families = [...new Set(known.map(({ type }) => `${type.split('.')[0]}.*`))];
  const choices = [...new Set(['*', ...families, ...known.map(({ type }) => type), ...events])];
  const save = (): void => {
    const said = description.trim();
    act.mutate(
      webhook
        ? { verb: 'change', id: webhook.id, changes: { url, events, description: said || null } }
        : { verb: 'create', draft: { url, events, ...(said && { description: said }) } },
      { onSuccess: (saved) => saved && onSaved(saved) },
    );
  };
  return (
    <Section title={words(webhook ? 'webhooks.edit' : 'webhooks.new')}>
      <Stack gap="sm">
        <TextInput
          label={words('webhooks.url')}
          description={words('webhooks.url.hint')}
          type="url"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={words('webhooks.description')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <MultiSelect
          label={words('webhooks.events')}
          description={words('webhooks.events.hint')}
          searchable
          data={choices}
          value={events}
          onChange={setEvents}
          renderOption={({ option }) => (
            <span>
              {option.value} <small>{known.find(({ type }) => type === option.value)?.meaning}</small>
            </span>
          )}
        />
        <ProblemAlert error={act.error} />
        <Group>
          <Button loading={act.isPending} disabled={url.trim() === '' || events.length === 0} onClick={save}>
            {words('webhooks.save')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {words('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
