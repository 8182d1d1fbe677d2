import { ActionIcon, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { clockQuery } from '../clock/clock.api';
import { ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { PhoneCall } from './PhoneCall';
import { PhoneReply } from './PhoneReply';
import { type SimulatedConversation, conversationQuery } from './sandbox.api';
import classes from './sandbox.module.css';

/** One phone in the hand: the conversation, and the field to answer in. */
export function Phone({ phone, onClose }: { phone: string; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery(conversationQuery(phone));
  if (isPending) return <Skeleton h={480} maw={460} radius={28} />;
  if (!data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Paper component="section" className={classes.phone} aria-label={data.owner?.name ?? phone}>
      <PhoneHead conversation={data} onClose={onClose} />
      <Texts conversation={data} />
      <div className={classes.foot}>
        <PhoneReply phone={phone} />
      </div>
    </Paper>
  );
}

function PhoneHead({
  conversation: { phone, owner },
  onClose,
}: {
  conversation: SimulatedConversation;
  onClose: () => void;
}) {
  const words = useWords();
  return (
    <Group className={classes.head} gap="sm" wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        hiddenFrom="sm"
        aria-label={words('phones.back')}
        onClick={onClose}
      >
        <IconArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <div>
        <Title order={2} size="md" fw={600}>
          {owner?.is === 'customer' ? (
            <TextLink to="/customers/$id" params={{ id: owner.id }} inherit c="inherit">
              {owner.name}
            </TextLink>
          ) : (
            (owner?.name ?? phone)
          )}
        </Title>
        <Text size="xs" c="dimmed" className="numbers">
          {phone}
        </Text>
      </div>
    </Group>
  );
}

function Texts({ conversation: { phone, texts, calls } }: { conversation: SimulatedConversation }) {
  const words = useWords();
  const times = useTimes();
  const { data: clock } = useQuery(clockQuery);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // As on any phone: the newest is in sight.
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [texts.length, calls.length]);
  return (
    <div
      ref={end}
      className={classes.texts}
      role="log"
      aria-label={words('phones.conversation')}
      tabIndex={0}
    >
      {texts.length === 0 && calls.length === 0 && (
        <Text size="sm" c="dimmed">
          {words('phones.empty')}
        </Text>
      )}
      {texts.map(({ sid, body, mine, status, at, error }) => (
        <div key={sid} className={`${classes.bubble} ${mine ? classes.mine : ''}`}>
          {body || words('phones.no-text')}
          <Text size="xs" c={error ? 'var(--app-red)' : 'dimmed'} mt={2}>
            {times.dateTime(at, clock?.zone)}
            {!mine && ` · ${error ?? status}`}
          </Text>
        </div>
      ))}
      {calls.map((call) => (
        <PhoneCall key={call.sid} phone={phone} call={call} />
      ))}
    </div>
  );
}
