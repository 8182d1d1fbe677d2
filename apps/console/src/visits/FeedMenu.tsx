import { Button, CopyButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../auth/auth.api';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { feedQuery, useFeed } from './visits.api';

/** One's own visits for the calendar of one's phone. Only for whoever goes out: others have none. */
export function FeedMenu() {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: feed } = useQuery({ ...feedQuery, enabled: Boolean(me?.staffId) });
  const doing = useFeed();
  if (!feed) return null;
  return (
    <Popover width={320} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconCalendarShare size={17} aria-hidden />}>
          {words('visits.feed')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <ProblemAlert error={doing.error} />
          <Text size="sm">{words('visits.feed.text')}</Text>
          {feed.url !== null && (
            <Group gap={6} wrap="nowrap">
              <TextInput readOnly aria-label={words('visits.feed')} value={feed.url} flex={1} />
              <CopyButton value={feed.url}>
                {({ copied, copy }) => (
                  <Button variant="light" onClick={copy}>
                    {words(copied ? 'visits.feed.copied' : 'visits.feed.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          )}
          <Group gap={6}>
            <Button variant="default" loading={doing.isPending} onClick={() => doing.mutate('make')}>
              {words(feed.url === null ? 'visits.feed.make' : 'visits.feed.renew')}
            </Button>
            {feed.url !== null && (
              <Button variant="subtle" color="red" onClick={() => doing.mutate('revoke')}>
                {words('visits.feed.revoke')}
              </Button>
            )}
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
