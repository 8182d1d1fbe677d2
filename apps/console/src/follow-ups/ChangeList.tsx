import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FollowUpDetail } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { staffQuery } from '../staff/staff.api';
import { describeChange } from './change-words';

/** Everything that was ever changed, oldest first, and who or what did it. */
export function ChangeList({ changes }: { changes: FollowUpDetail['why']['changes'] }) {
  const words = useWords();
  const times = useTimes();
  const { data: staff = [] } = useQuery(staffQuery);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('change.none')}
      </Text>
    );
  }
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {changes.map((change, index) => {
        const { by, what } = describeChange(change, { words, times, names });
        return (
          <li key={index}>
            <Text size="sm">{what.join('; ')}</Text>
            <Text size="xs" c="dimmed">
              {times.dateTime(change.at)} · {by}
              {change.reason && ` · ${change.reason}`}
            </Text>
          </li>
        );
      })}
    </Stack>
  );
}
