import { Box, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Notice, ProblemNotice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { inboxQuery } from './inbox.api';
import { ReplyCard } from './ReplyCard';

/** Replies that no rule understood: a person reads them and marks them as settled. */
export function InboxPage() {
  const words = useWords();
  const list = useInfiniteQuery(inboxQuery);
  const replies = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={860}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h3">
            {words('room.inbox')}
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            {words('inbox.hint')}
          </Text>
        </div>
        {list.isPending ? (
          [1, 2, 3].map((key) => <Skeleton key={key} h={110} radius="lg" />)
        ) : list.error && replies.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : replies.length === 0 ? (
          <Notice icon={IconInbox} colour="pine" title={words('inbox.none')}>
            {words('inbox.none.text')}
          </Notice>
        ) : (
          replies.map((reply) => <ReplyCard key={reply.id} reply={reply} />)
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
