import { Box, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPhoneCheck, IconPhoneX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { QueuedCall } from '../api/types';
import { meQuery } from '../auth/auth.api';
import { useKeysEnabled } from '../board/board-keys';
import { Notice, ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { CallList } from './CallList';
import { callQueueQuery } from './calls.api';
import classes from './calls.module.css';
import { toQueueQuery } from './filters';
import { KeyHint } from './KeyHint';
import { OpenedCall } from './OpenedCall';
import { useTelling } from './use-telling';
import { WhoseCalls } from './WhoseCalls';

/** The calls that are to be made now: one after another, the best next one first. */
export function CallQueuePage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/calls' });
  const navigate = useNavigate({ from: '/calls' });
  const { data: me } = useQuery(meQuery);
  const queue = useQuery(callQueueQuery(toQueueQuery(filters, me?.staffId)));
  // What was told is gone at once; whether it really is, the next answer says.
  const [told, setTold] = useState<Record<string, number>>({});
  const calls = (queue.data?.items ?? []).filter(({ followUp }) => told[followUp.id] !== queue.dataUpdatedAt);
  const open = (id: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, call: id }), replace: true, resetScroll: true });
  const after = (id: string | undefined): string | undefined => nextOf(calls, id)?.followUp.id;
  const telling = useTelling((id) => {
    setTold((old) => ({ ...old, [id]: queue.dataUpdatedAt }));
    open(after(id));
  }, open);
  const opened = calls.find(({ followUp }) => followUp.id === filters.call);
  const first = calls[0]?.followUp.id;

  // The address says which call is open, so that it stays open whatever else happens to the queue.
  useEffect(() => {
    if (filters.call === undefined && first !== undefined)
      void navigate({ search: (old) => ({ ...old, call: first }), replace: true });
  }, [filters.call, first, navigate]);

  const [areKeysOn] = useKeysEnabled();
  const step = (by: 1 | -1): void => {
    const at = calls.findIndex(({ followUp }) => followUp.id === filters.call);
    const to = calls[Math.max(0, Math.min(calls.length - 1, at + by))];
    if (to) open(to.followUp.id);
  };
  useHotkeys(
    areKeysOn
      ? [
          ['j', () => step(1)],
          ['k', () => step(-1)],
        ]
      : [],
  );

  return (
    <Box p={{ base: 'sm', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Group gap="md" align="baseline">
            <Title order={1} size="h3">
              {words('room.calls')}
            </Title>
            {queue.data && (
              <Text size="sm" c="dimmed" role="status">
                {words('calls.waiting', { count: queue.data.total })}
                {' · '}
                {words('calls.today', { ...queue.data.today })}
              </Text>
            )}
          </Group>
          <WhoseCalls
            filters={filters}
            hasOwn={me?.staffId !== undefined}
            onChange={(chosen) => void navigate({ search: chosen })}
          />
        </Group>
        {queue.isPending ? (
          <Skeleton h={480} radius="lg" />
        ) : !queue.data ? (
          <ProblemNotice error={queue.error} onRetry={() => void queue.refetch()} />
        ) : calls.length === 0 && !filters.call ? (
          <Notice icon={IconPhoneCheck} colour="pine" title={words('calls.none')}>
            {words('calls.none.text')}
          </Notice>
        ) : (
          <div className={classes.page}>
            <Paper p={8} radius="lg" visibleFrom="md">
              <CallList calls={calls} filters={filters} />
            </Paper>
            {opened ? (
              <OpenedCall
                key={opened.followUp.id}
                call={opened}
                busy={telling.busy}
                error={telling.error}
                onTell={(body) => telling.tell(opened.followUp, body)}
              />
            ) : (
              filters.call && <Gone id={filters.call} next={first} onNext={() => open(first)} />
            )}
            <Paper p={8} radius="lg" hiddenFrom="md">
              <CallList calls={calls} filters={filters} />
            </Paper>
          </div>
        )}
      </Stack>
    </Box>
  );
}

/** The one behind; behind the last one the first again. */
function nextOf(calls: readonly QueuedCall[], id: string | undefined): QueuedCall | undefined {
  const at = calls.findIndex(({ followUp }) => followUp.id === id);
  const others = calls.filter(({ followUp }) => followUp.id !== id);
  return calls.slice(at + 1).find((call) => others.includes(call)) ?? others[0];
}

interface GoneProps {
  id: string;
  next: string | undefined;
  onNext: () => void;
}

/** The opened call waits no longer: somebody else told what came of it, or the customer answered elsewhere. */
function Gone({ id, next, onNext }: GoneProps) {
  const words = useWords();
  return (
    <Notice
      icon={IconPhoneX}
      title={words('calls.gone')}
      action={
        next && (
          <Button mt="sm" onClick={onNext} rightSection={<KeyHint of="j" />}>
            {words('calls.next')}
          </Button>
        )
      }
    >
      {words('calls.gone.text')}{' '}
      <TextLink to="/follow-ups/$id" params={{ id }}>
        {words('calls.gone.open')}
      </TextLink>
    </Notice>
  );
}
