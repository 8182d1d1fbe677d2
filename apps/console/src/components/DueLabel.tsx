import { Text, Tooltip } from '@mantine/core';
import type { FollowUpState } from '../api/types';
import { useWords } from '../messages/use-words';
import { type Due, describeDue } from './due';
import { useTimes } from './use-times';

const COLOURS: Record<Due['when'], string | undefined> = {
  overdue: 'var(--app-red)',
  now: 'var(--app-amber)',
  soon: 'var(--app-amber)',
  later: undefined,
};

interface DueLabelProps {
  dueAt: string;
  /** UTC milliseconds, from the product's clock. */
  now: number;
  state: FollowUpState;
}

/** "3d 4h overdue", "due in 2h". What is over or only waits for an answer is told without alarm. */
export function DueLabel({ dueAt, now, state }: DueLabelProps) {
  const words = useWords();
  const times = useTimes();
  const due = describeDue(Date.parse(dueAt), now);
  const alarming = state === 'due' || (state === 'planned' && due.when !== 'overdue');
  const text = alarming
    ? words(`due.${due.when}`, { time: times.stretch(due.stretch) })
    : words(due.when === 'overdue' ? 'due.ago' : 'due.later', { time: times.stretch(due.stretch) });
  return (
    <Tooltip label={times.exact(dueAt)}>
      <Text
        component="time"
        dateTime={dueAt}
        size="sm"
        fw={alarming && due.when !== 'later' ? 600 : 450}
        c={alarming ? COLOURS[due.when] : 'dimmed'}
        className="numbers"
      >
        {text}
      </Text>
    </Tooltip>
  );
}
