import { Box, Button, Group, SegmentedControl, Skeleton, Stack, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useNow } from '../clock/use-now';
import { Notice, ProblemNotice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { EscalationCard } from './EscalationCard';
import { escalationsQuery } from './escalations.api';
import { ESCALATION_STATES, type EscalationState } from './filters';

/** What stayed unresolved and climbed its ladder. */
export function EscalationsPage() {
  const words = useWords();
  const { state = 'open' } = useSearch({ from: '/rooms/escalations' });
  const navigate = useNavigate({ from: '/escalations' });
  const now = useNow();
  const list = useInfiniteQuery(escalationsQuery(state));
  const escalations = list.data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.escalations')}
          </Title>
          <SegmentedControl
            aria-label={words('filter.state')}
            data={ESCALATION_STATES.map((value) => ({ value, label: words(`escalation.state.${value}`) }))}
            value={state}
            onChange={(value) => void navigate({ search: { state: value as EscalationState } })}
          />
        </Group>
        {list.isPending ? (
          [1, 2, 3].map((key) => <Skeleton key={key} h={132} radius="lg" />)
        ) : list.error && escalations.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : escalations.length === 0 ? (
          <Notice icon={IconCircleCheck} colour="pine" title={words(`escalation.none.${state}`)}>
            {words('escalation.none.text')}
          </Notice>
        ) : (
          escalations.map((escalation) => (
            <EscalationCard key={escalation.id} escalation={escalation} now={now} />
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
    </Box>
  );
}
