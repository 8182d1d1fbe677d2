import { Box, Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { components } from '../api/schema';
import { meQuery } from '../auth/auth.api';
import { Notice, ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { approvalsQuery, authorityQuery, useDecision } from './approvals.api';

type Remedy = components['schemas']['Remedy'];

/** What is more than somebody may give of their own accord, and waits for somebody who may. */
export function ApprovalsPage() {
  const words = useWords();
  const list = useQuery(approvalsQuery);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={900}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('room.approvals')}
        </Title>
        {list.isPending ? (
          [1, 2].map((key) => <Skeleton key={key} h={132} radius="lg" />)
        ) : list.error ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data.length === 0 ? (
          <Notice icon={IconCircleCheck} colour="pine" title={words('approvals.none')}>
            {words('approvals.none.text')}
          </Notice>
        ) : (
          list.data.map((remedy) => <ApprovalCard key={remedy.id} remedy={remedy} />)
        )}
      </Stack>
    </Box>
  );
}

function ApprovalCard({ remedy }: { remedy: Remedy }) {
  const words = useWords();
  const intl = useIntl();
  const times = useTimes();
  const act = useDecision();
  const [comment, setComment] = useState('');
  const decide = (verb: 'approve' | 'refuse') =>
    act.mutate({ id: remedy.id, verb, comment: comment.trim() || undefined });
  const sum =
    remedy.amount === null
      ? ''
      : intl.formatNumber(remedy.amount, { style: 'currency', currency: remedy.currency ?? 'EUR' });
  return (
    <Paper component="article" p="md" radius="lg">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>
            {words(`remedy.${remedy.kind}`)} {sum}
          </Text>
          <TextLink to="/customers/$id" params={{ id: remedy.customer.id }} size="sm">
            {remedy.customer.name}
          </TextLink>
        </Group>
        <Text>{remedy.text}</Text>
        <Text size="sm" c="dimmed">
          {times.dateTime(remedy.askedAt)} · {words('approvals.asked', { who: remedy.askedBy })}
        </Text>
        <OwnLimit />
        <TextInput
          label={words('approvals.comment')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <ProblemAlert error={act.error} />
        <Group>
          <Button loading={act.isPending} onClick={() => decide('approve')}>
            {words('approvals.approve')}
          </Button>
          <Button variant="default" loading={act.isPending} onClick={() => decide('refuse')}>
            {words('approvals.refuse')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What the reader may decide on; the API knows the limit of the customer's tier. */
function OwnLimit() {
  const words = useWords();
  const authority = useQuery(authorityQuery);
  const me = useQuery(meQuery);
  if (!authority.data || !me.data) return null;
  const roles = authority.data.roles as Record<string, { default?: number } | undefined>;
  const amount = roles[me.data.role]?.default;
  if (amount === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      {words('approvals.limit', { amount, currency: authority.data.currency })}
    </Text>
  );
}
