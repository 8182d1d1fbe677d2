import { Badge } from '@mantine/core';
import type { FollowUpState } from '../api/types';
import { useWords } from '../messages/use-words';

const COLOURS: Record<FollowUpState, string> = {
  planned: 'gray',
  due: 'pine',
  sent: 'blue',
  answered: 'teal',
  closed: 'gray',
  done: 'teal',
  skipped: 'gray',
  withdrawn: 'gray',
  expired: 'gray',
  unreached: 'red',
  cancelled: 'gray',
};

interface StateBadgeProps {
  state: FollowUpState;
  /** Past its due instant and still open. */
  overdue?: boolean;
}

export function StateBadge({ state, overdue = false }: StateBadgeProps) {
  const words = useWords();
  const isLate = overdue && state === 'due';
  const colour = isLate ? 'red' : COLOURS[state];
  return (
    <Badge size="sm" color={colour}>
      {words(isLate ? 'state.overdue' : `state.${state}`)}
    </Badge>
  );
}
