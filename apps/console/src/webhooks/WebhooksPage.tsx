import { Box, Button, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Notice, ProblemNotice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { DeliveryLog } from './DeliveryLog';
import { Secret } from './Secret';
import { WebhookCard } from './WebhookCard';
import { WebhookForm } from './WebhookForm';
import { webhooksQuery } from './webhooks.api';

/** Other systems that hear of facts, and what was told to them. */
export function WebhooksPage() {
  const words = useWords();
  const { webhook } = useSearch({ from: '/rooms/webhooks' });
  const navigate = useNavigate({ from: '/webhooks' });
  const list = useQuery(webhooksQuery);
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const chosen = list.data?.find(({ id }) => id === webhook);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.webhooks')}
          </Title>
          <Button onClick={() => setAdding(true)}>{words('webhooks.new')}</Button>
        </Group>
        {secret !== undefined && <Secret secret={secret} onClose={() => setSecret(undefined)} />}
        {isAdding && (
          <WebhookForm
            onCancel={() => setAdding(false)}
            onSaved={(saved) => {
              setAdding(false);
              setSecret(saved.secret);
              void navigate({ search: { webhook: saved.id } });
            }}
          />
        )}
        {list.isPending ? (
          <Skeleton h={200} radius="lg" />
        ) : list.data.length === 0 && !isAdding ? (
          <Notice icon={IconWebhook} colour="pine" title={words('webhooks.none')}>
            {words('webhooks.none.text')}
          </Notice>
        ) : (
          list.data.map((one) => <WebhookCard key={one.id} webhook={one} onSecret={setSecret} />)
        )}
        {chosen && <DeliveryLog key={chosen.id} webhook={chosen} />}
      </Stack>
    </Box>
  );
}
