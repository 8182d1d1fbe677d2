import { Text, Timeline } from '@mantine/core';
import type { Reason } from '../api/types';
import { ReasonText } from './ReasonText';

/** Reasons in the order in which they moved the date or the state. */
export function ReasonTimeline({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <Timeline active={reasons.length} bulletSize={12} lineWidth={2} color="pine">
      {reasons.map((reason, index) => (
        // The same reason may stand there twice, and the list never changes its order.
        <Timeline.Item key={index} mt={index === 0 ? 0 : 10}>
          <Text size="sm" lh={1.35}>
            <ReasonText reason={reason} />
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
