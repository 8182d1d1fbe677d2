import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconInbox, IconSearchOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Reply } from '../api/types';
import { initialsOf } from '../components/initials';
import { Notice, ProblemNotice } from '../components/Notice';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { COLOUR_OF_KIND } from './inbox-colours';
import classes from './inbox.module.css';

interface InboxListProps {
  list: {
    isPending: boolean;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  replies: readonly Reply[];
  opened: string | undefined;
  /** Whether filters leave something out. */
  isNarrowed: boolean;
}

/** Texts, newest first; one of them is open. */
export function InboxList({ list, replies, opened, isNarrowed }: InboxListProps) {
  const words = useWords();
  if (list.isPending) return [1, 2, 3, 4].map((key) => <Skeleton key={key} h={76} radius="md" mb={6} />);
  if (list.error && replies.length === 0)
    return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (replies.length === 0)
    return isNarrowed ? (
      <Notice icon={IconSearchOff} title={words('inbox.none.found')}>
        {words('inbox.none.found.text')}
      </Notice>
    ) : (
      <Notice icon={IconInbox} colour="pine" title={words('inbox.none')}>
        {words('inbox.none.text')}
      </Notice>
    );
  return (
    <>
      <ul className={classes.rows} aria-label={words('inbox.list')}>
        {replies.map((reply) => (
          <InboxRow key={reply.id} reply={reply} isOpen={reply.id === opened} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words('list.more')}
        </Button>
      )}
    </>
  );
}

function InboxRow({ reply, isOpen }: { reply: Reply; isOpen: boolean }) {
  const words = useWords();
  const times = useTimes();
  const { id, customer, from, body, media, receivedAt, kind, state, owner } = reply;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li ref={row}>
      <Link
        from="/inbox"
        to="/inbox"
        search={(before) => ({ ...before, reply: id })}
        className={classes.row}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Group justify="space-between" gap={8} wrap="nowrap">
          <Text fw={600} size="sm" truncate>
            {customer?.name ?? from}
          </Text>
          <Text size="xs" c="dimmed" className="numbers" style={{ flex: 'none' }}>
            {times.dateTime(receivedAt)}
          </Text>
        </Group>
        <Text size="sm" lineClamp={2} className={classes.words}>
          {body.trim() || words(media > 0 ? 'inbox.media' : 'inbox.no-words', { count: media })}
        </Text>
        <Group gap={6} mt={2} wrap="nowrap">
          <Badge size="xs" color={COLOUR_OF_KIND[kind]}>
            {words(`inbox.kind.${kind}`)}
          </Badge>
          {state !== 'inbox' && (
            <Badge size="xs" color="gray">
              {words(`inbox.state.${state}`)}
            </Badge>
          )}
          {owner && (
            <Text size="xs" c="dimmed" truncate title={owner.name}>
              {initialsOf(owner.name)}
            </Text>
          )}
        </Group>
      </Link>
    </li>
  );
}
