import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import type { Review } from './supervision.api';

const COLOURS: Record<NonNullable<Review['result']>, string> = { good: 'teal', fair: 'orange', poor: 'red' };

/** What a review came to. */
export function ResultBadge({ result }: { result: Review['result'] }) {
  const words = useWords();
  return result && <Badge color={COLOURS[result]}>{words(`review.result.${result}`)}</Badge>;
}

/** A piece of closed work that is to be looked at, or was. */
export function ReviewCard({ review }: { review: Review }) {
  const words = useWords();
  const times = useTimes();
  const { id, kind, staff, reviewer, customer, work, why, state, result, dueAt, findings } = review;
  return (
    <Paper
      component="article"
      p="md"
      radius="lg"
      aria-label={words('review.label', { who: staff.name, customer: customer.name })}
    >
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Group gap={8}>
            <Badge color="gray">{words(`review.kind.${kind}`)}</Badge>
            <TextLink to="/supervision/$id" params={{ id }} fw={600}>
              {`${staff.name}: ${kind === 'ticket' ? work.title : stepName(work.title)}`}
            </TextLink>
            {why === 'low-score' && <Badge color="red">{words('review.why.low-score')}</Badge>}
            <ResultBadge result={result} />
          </Group>
          {state === 'open' && (
            <Text size="xs" c="dimmed" className="numbers">
              {words('review.due', { date: times.date(dueAt) })}
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {words('review.about', { customer: customer.name, reviewer: reviewer.name, n: findings.length })}
        </Text>
      </Stack>
    </Paper>
  );
}
