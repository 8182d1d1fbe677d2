import { ActionIcon, Group, Text, Title, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconKeyboard, IconMessage2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { meQuery } from '../auth/auth.api';
import { useKeysEnabled } from '../board/board-keys';
import { Notice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { inboxQuery } from './inbox.api';
import { useInboxKeys } from './inbox-keys';
import classes from './inbox.module.css';
import type { AskedVerb } from './InboxForm';
import { InboxFilterBar } from './InboxFilterBar';
import { InboxHelp } from './InboxHelp';
import { InboxList } from './InboxList';
import { ReplyPanel } from './ReplyPanel';

/** Replies that no rule understood: the list, and beside it (on a phone: after it) the one that is open. */
export function InboxPage() {
  const words = useWords();
  const { reply: opened, ...filters } = useSearch({ from: '/rooms/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const { data: me } = useQuery(meQuery);
  const list = useInfiniteQuery(inboxQuery(filters, me?.staffId));
  const replies = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [areKeysOn] = useKeysEnabled();
  const [asked, setAsked] = useState<AskedVerb | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLTextAreaElement>(null);
  const meaning = useRef<HTMLDivElement>(null);
  // Where the open one stood: when it was dealt with and is gone, the next one has taken its place.
  const [place, setPlace] = useState(0);
  const index = replies.findIndex(({ id }) => id === opened);
  if (index >= 0 && index !== place) setPlace(index);

  const open = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, reply: id }) });
  const move = (by: 1 | -1): void => {
    const to = opened === undefined ? 0 : index >= 0 ? index + by : by === 1 ? place : place - 1;
    const next = replies[Math.max(0, Math.min(replies.length - 1, to))];
    if (next) open(next.id);
  };
  const ask = (verb: AskedVerb) => () => {
    if (opened !== undefined) setAsked(verb);
  };
  useInboxKeys(
    {
      j: () => move(1),
      k: () => move(-1),
      r: () => answer.current?.focus(),
      l: () => meaning.current?.querySelector<HTMLElement>('button')?.focus(),
      t: ask('ticket'),
      c: ask('complaint'),
      a: ask('assign'),
      s: ask('settle'),
      '/': () => search.current?.focus(),
      '?': () => setHelpOpen(true),
    },
    areKeysOn && asked === null && !isHelpOpen,
  );
  /** What is settled leaves the list; the next one takes its place, but on a phone one goes back to the list. */
  const goOn = (): void => {
    const next = isNarrow ? undefined : (replies[index + 1] ?? replies[index - 1]);
    open(next?.id);
  };

  const panel = opened && (
    <ReplyPanel
      key={opened}
      id={opened}
      {...{ asked, answer, meaning, isNarrow }}
      onAsk={setAsked}
      onSettled={goOn}
      onBack={() => open(undefined)}
    />
  );
  return (
    <div className={classes.page}>
      {(!isNarrow || !opened) && (
        <section className={classes.side} aria-label={words('inbox.list')}>
          <Group justify="space-between" wrap="nowrap">
            <div>
              <Title order={1} size="h3">
                {words('room.inbox')}
              </Title>
              <Text size="xs" c="dimmed" mt={2}>
                {words('inbox.hint')}
              </Text>
            </div>
            <Tooltip label={words('keys.title')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                visibleFrom="sm"
                aria-label={words('keys.title')}
                onClick={() => setHelpOpen(true)}
              >
                <IconKeyboard size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
          <InboxFilterBar search={search} />
          <div className={classes.scroll}>
            <InboxList
              {...{ list, replies, opened }}
              isNarrowed={Object.values(filters).some((value) => value !== undefined)}
            />
          </div>
        </section>
      )}
      {panel ??
        (!isNarrow && (
          <Notice icon={IconMessage2} title={words('inbox.choose')}>
            {words('inbox.choose.text')}
          </Notice>
        ))}
      {isHelpOpen && <InboxHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
