import { Text, Timeline } from '@mantine/core';
import type { AgreementDetail } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { noonOf } from './local-dates';

/** The terms of an agreement, the present one on top, and when it rested. */
export function TermHistory({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const times = useTimes();
  const { terms, suspensions, zone } = agreement;
  const day = (date: string): string => times.date(noonOf(date), 'UTC');
  return (
    <>
      <Timeline bulletSize={14} lineWidth={2} active={terms.length}>
        {terms.toReversed().map(({ term, startsOn, endsOn }) => (
          <Timeline.Item key={term} title={words('agreement.history.term', { n: term })}>
            <Text size="xs" c="dimmed" className="numbers">
              {words('agreement.history.range', { from: day(startsOn), to: day(endsOn) })}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      {suspensions.map(({ from, until }) => (
        <Text key={from} size="sm" mt="sm">
          {words('agreement.history.suspended', {
            from: times.date(from, zone),
            to: until === null ? words('agreement.history.still') : times.date(until, zone),
          })}
        </Text>
      ))}
    </>
  );
}
