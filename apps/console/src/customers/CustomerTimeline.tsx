import { Badge, Button, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import {
  IconCalendarDue,
  IconFileText,
  IconFlame,
  IconMessage,
  IconMessageReply,
  IconPhone,
  IconPoint,
  IconShieldCheck,
  IconShoppingBag,
  IconTicket,
  type TablerIcon,
} from '@tabler/icons-react';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TimelineItem } from '../api/types';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import classes from './customers.module.css';
import { timelineQuery } from './customers.api';
import { readKinds } from './sections';
import { colourOfItem, describeItem } from './timeline-words';

const ICONS: Record<TimelineItem['kind'], TablerIcon> = {
  sale: IconShoppingBag,
  ticket: IconTicket,
  agreement: IconFileText,
  'follow-up': IconCalendarDue,
  call: IconPhone,
  message: IconMessage,
  reply: IconMessageReply,
  escalation: IconFlame,
  consent: IconShieldCheck,
  event: IconPoint,
};

interface CustomerTimelineProps {
  customer: string;
  /** The customer's; without one the times are the reader's. */
  zone?: string;
  /** Kinds with commas between; all of them without it. */
  kind?: string;
}

/** Newest first; what still lies ahead is paler. More comes as one scrolls. */
export function CustomerTimeline({ customer, zone, kind }: CustomerTimelineProps) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  const timeline = useInfiniteQuery(timelineQuery(customer, readKinds(kind)));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const { ref: end, entry } = useIntersection({ rootMargin: '600px' });
  const isNearEnd = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (timeline.isPending) return <Skeleton h={300} />;
  if (!timeline.data) return <ProblemAlert error={timeline.error} />;
  const items = timeline.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('timeline.none')}
      </Text>
    );
  }
  return (
    <Stack gap="md">
      <Timeline bulletSize={26} lineWidth={2}>
        {items.map((item) => {
          const Icon = ICONS[item.kind];
          const isAhead = Date.parse(item.at) > now;
          const { kind, title, state } = describeItem(item, words);
          return (
            <Timeline.Item
              key={`${item.kind} ${item.id}`}
              bullet={<Icon size={15} stroke={1.8} aria-hidden />}
              color={colourOfItem(item)}
              lineVariant={isAhead ? 'dashed' : 'solid'}
              className={classes.item}
            >
              <Group gap={8}>
                {item.followUp ? (
                  <TextLink
                    to="/follow-ups/$id"
                    params={{ id: item.followUp }}
                    size="sm"
                    fw={550}
                    c="inherit"
                  >
                    {title}
                  </TextLink>
                ) : (
                  <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
                    {title}
                  </Text>
                )}
                {state && (
                  <Badge size="sm" color={colourOfItem(item)}>
                    {state}
                  </Badge>
                )}
              </Group>
              {item.detail && (
                <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
                  {item.kind === 'reply' ? `“${item.detail}”` : item.detail}
                </Text>
              )}
              <Text size="xs" c="dimmed" mt={2}>
                {kind} · {times.dateTime(item.at, zone)}
                {isAhead && ` · ${words('timeline.ahead')}`}
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
      <div ref={end} className={classes.end} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words('list.more')}
        </Button>
      )}
    </Stack>
  );
}
