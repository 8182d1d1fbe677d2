import { Blockquote, Box, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ResultBadge } from './ReviewCard';
import { ReviewForm } from './ReviewForm';
import { type Review, reviewQuery } from './supervision.api';

/** One review: the work, the checklist, and what was found. */
export function ReviewPage() {
  const words = useWords();
  const { id } = useParams({ from: '/rooms/supervision/$id' });
  const { data: review, error, refetch } = useQuery(reviewQuery(id));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!review) return <Skeleton h={320} m="lg" radius="lg" />;
  const { staff, customer, result, state } = review;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={880}>
      <Stack gap="md">
        <TextLink to="/supervision" size="sm">
          {words('review.back')}
        </TextLink>
        <Group gap="sm">
          <Title order={1} size="h3">
            {words('review.label', { who: staff.name, customer: customer.name })}
          </Title>
          <ResultBadge result={result} />
        </Group>
        <Work review={review} />
        {state === 'done' ? <Outcome review={review} /> : <ReviewForm review={review} />}
      </Stack>
    </Box>
  );
}

function Work({ review: { kind, work, customer, reviewer, why, dueAt } }: { review: Review }) {
  const words = useWords();
  const times = useTimes();
  return (
    <Section title={words('review.work')}>
      <Stack gap={6}>
        <Text size="sm">
          {words(`review.kind.${kind}`)}
          {' · '}
          {kind === 'ticket' ? (
            work.title
          ) : (
            <TextLink to="/follow-ups/$id" params={{ id: work.id }} size="sm">
              {stepName(work.title)}
            </TextLink>
          )}
          {' · '}
          <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
            {customer.name}
          </TextLink>
        </Text>
        <Text size="xs" c="dimmed">
          {[work.closedAt && times.dateTime(work.closedAt), work.outcome, work.score]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {work.comment && (
          <Blockquote p="xs" pl="md" m={0} fz="sm">
            {work.comment}
          </Blockquote>
        )}
        <Text size="xs" c="dimmed">
          {`${words(`review.why.${why}`)} · ${reviewer.name} · ${words('review.due', { date: times.date(dueAt) })}`}
        </Text>
      </Stack>
    </Section>
  );
}

function Outcome({ review: { checklist, answers, comment, findings } }: { review: Review }) {
  const words = useWords();
  return (
    <>
      <Section title={words('review.checklist')}>
        <List size="sm" spacing={4}>
          {checklist.items.map(({ key, text }) => (
            <List.Item key={key}>
              {text}
              {': '}
              <b>{words(`review.answer.${answers[key] ?? 'not-applicable'}`)}</b>
            </List.Item>
          ))}
        </List>
        {comment && (
          <Text size="sm" mt="sm">
            {comment}
          </Text>
        )}
      </Section>
      {findings.length > 0 && (
        <Section title={words('finding.all')}>
          <List size="sm" spacing={4}>
            {findings.map(({ id, severity, text, state }) => (
              <List.Item
                key={id}
              >{`${words(`finding.${severity}`)}: ${text} (${words(`finding.state.${state}`)})`}</List.Item>
            ))}
          </List>
        </Section>
      )}
    </>
  );
}
