import { Button, Menu, Skeleton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { useWords } from '../messages/use-words';
import type { Advance, SandboxClock } from './clock.api';
import classes from './clock.module.css';
import { STEPS } from './ClockSteps';
import { PlayItems } from './PlayItems';
import type { Speed } from './use-play';

// Number fields and selects are only loaded for those who open the menu.
const AdvanceByForm = lazy(() =>
  import('./AdvanceByForm').then(({ AdvanceByForm }) => ({ default: AdvanceByForm })),
);

interface AdvanceMenuProps {
  clock: SandboxClock;
  busy: boolean;
  onMove: (by: Advance) => void;
  onPlay: (speed: Speed) => void;
}

/** Every way to move the clock: by a step, by any stretch, or playing at a speed. */
export function AdvanceMenu({ clock, busy, onMove, onPlay }: AdvanceMenuProps) {
  const words = useWords();
  return (
    <Menu position="bottom-end" width={230} closeOnItemClick>
      <Menu.Target>
        <Button
          className={classes.step}
          size="compact-sm"
          loading={busy}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words('clock.advance')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STEPS.map((by) => (
          <Menu.Item key={by} onClick={() => onMove({ by })} hiddenFrom="md">
            {words(`clock.${by}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onMove({ toNext: true })} disabled={clock.next === null} hiddenFrom="md">
          {words('clock.next')}
        </Menu.Item>
        <PlayItems onPlay={onPlay} />
        <Menu.Divider />
        <Suspense fallback={<Skeleton h={78} m={8} />}>
          <AdvanceByForm onAdvance={onMove} />
        </Suspense>
      </Menu.Dropdown>
    </Menu>
  );
}
