import { Button, Group, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import type { Advance, SandboxClock } from './clock.api';
import classes from './clock.module.css';

/** How far one press moves the clock. */
export const STEPS = ['PT1H', 'P1D', 'P1W'] as const;

interface ClockStepsProps {
  clock: SandboxClock;
  busy: boolean;
  onMove: (by: Advance) => void;
}

/** The usual moves, each by one press; where there is no room for them they stand in the menu. */
export function ClockSteps({ clock, busy, onMove }: ClockStepsProps) {
  const words = useWords();
  const times = useTimes();
  return (
    <Group gap={6} wrap="nowrap" visibleFrom="md">
      {STEPS.map((by) => (
        <Button
          key={by}
          className={classes.step}
          size="compact-sm"
          disabled={busy}
          onClick={() => onMove({ by })}
        >
          {words(`clock.${by}`)}
        </Button>
      ))}
      <Tooltip label={clock.next === null ? words('clock.next.none') : times.exact(clock.next)}>
        <Button
          className={classes.step}
          size="compact-sm"
          disabled={busy || clock.next === null}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          onClick={() => onMove({ toNext: true })}
        >
          {words('clock.next')}
        </Button>
      </Tooltip>
    </Group>
  );
}
