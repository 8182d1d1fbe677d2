import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { Suspense, lazy } from 'react';
import type { ServiceFile } from '../api/types';
import { Section } from '../components/Section';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { FileList } from './FileList';
import { FileRow } from './FileRow';
import { trendsOf } from './score-trends';

// The chart library is only loaded where scores are looked at.
const Trend = lazy(() => import('../reports/charts').then(({ Trend }) => ({ default: Trend })));

/** What the customer answered, and where that is going. */
export function ScoreSection({ file: { scores, zone } }: { file: ServiceFile }) {
  const words = useWords();
  const times = useTimes();
  return (
    <Stack gap="md">
      {trendsOf(scores.items).map(({ question, points, change }) => (
        <Section key={question} title={words('file.trend', { question: question.toUpperCase() })}>
          <Suspense fallback={<Skeleton h={240} />}>
            <Trend
              kind="line"
              data={points.map(({ at, score }) => ({ label: times.date(at, zone), score }))}
              series={[{ name: 'score', label: question.toUpperCase(), color: 'pine.6' }]}
            />
          </Suspense>
          <Text size="sm" mt="xs">
            {words('file.trend.change', {
              change: change > 0 ? `+${change}` : String(change),
              n: points.length,
            })}
          </Text>
        </Section>
      ))}
      <FileList title={words('file.section.scores')} none={words('file.scores.none')} {...scores}>
        {({ followUp, step, question, score, comment, at }) => (
          <FileRow
            key={`${followUp} ${at}`}
            title={
              <Group gap={8}>
                <Text span fw={650}>
                  {score === 'yes' || score === 'no' ? words(`answer.${score}`) : score}
                </Text>
                <TextLink to="/follow-ups/$id" params={{ id: followUp }} inherit c="inherit">
                  {stepName(step)}
                </TextLink>
              </Group>
            }
            detail={comment && `“${comment}”`}
            facts={[question?.toUpperCase(), times.dateTime(at, zone)]}
          />
        )}
      </FileList>
    </Stack>
  );
}
