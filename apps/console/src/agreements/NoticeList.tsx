import { Badge, Blockquote, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AgreementDetail, RenewalNotice } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { NOTICE_COLOURS } from './agreement-colours';
import { noticesQuery } from './agreements.api';
import { noonOf } from './local-dates';

/** What had to be announced before each renewal, by which rule, and the proof that it was. */
export function NoticeList({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const { data, error, isPending } = useQuery(noticesQuery(agreement.id));
  if (isPending) return <Skeleton h={60} />;
  if (!data) return <ProblemAlert error={error} />;
  if (data.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('agreement.notices.none')}
      </Text>
    );
  }
  return (
    <Stack gap="lg">
      {data.items.toReversed().map((notice) => (
        <OneNotice key={notice.term} notice={notice} />
      ))}
    </Stack>
  );
}

function OneNotice({ notice }: { notice: RenewalNotice }) {
  const words = useWords();
  const times = useTimes();
  const { term, rules, sendFrom, sendBy, state, inTime, givenAt, byHand, messages, zone } = notice;
  const day = (date: string): string => times.date(noonOf(date), 'UTC');
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={550}>
          {words('agreement.history.term', { n: term })}
        </Text>
        <Badge color={NOTICE_COLOURS[state]}>{words(`agreement.notice.state.${state}`)}</Badge>
      </Group>
      <Text size="sm">
        {sendFrom === null
          ? words('agreement.notice.by', { at: day(sendBy) })
          : words('agreement.notice.between', { from: day(sendFrom), at: day(sendBy) })}
        {givenAt !== null &&
          ` · ${words('agreement.notice.given', { at: times.dateTime(givenAt, zone) })}, ${words(
            inTime ? 'agreement.notice.in-time' : 'agreement.notice.late',
          )}`}
      </Text>
      <Text size="xs" c="dimmed">
        {rules
          .map(({ code, source }) => (code === 'contract' ? words('agreement.notice.contract') : source))
          .join(' · ')}
      </Text>
      {messages
        .filter(({ body }) => body !== null)
        .map(({ id, body, channel, to, state: carrier }) => (
          <div key={id}>
            <Blockquote p="xs" pl="md" m={0} fz="sm">
              {body}
            </Blockquote>
            <Text size="xs" c="dimmed" mt={4}>
              {words('agreement.notice.message', { channel, to: to ?? '', state: carrier })}
            </Text>
          </div>
        ))}
      {byHand && (
        <Group gap="xs">
          <TextLink to="/follow-ups/$id" params={{ id: byHand.id }} size="sm">
            {words('agreement.notice.open-work')}
          </TextLink>
          {byHand.comment && <Text size="sm">{byHand.comment}</Text>}
        </Group>
      )}
    </Stack>
  );
}
