import { ActionIcon, Button, Group, Menu, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconChevronDown, IconDeviceMobile, IconPlayerTrackNext } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { notify } from '../components/notify';
import { useProblemWords } from '../components/problem-words';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type Advance, type SandboxClock, useAdvance } from './clock.api';
import classes from './clock.module.css';
import { TickingTime } from './TickingTime';

// Number fields and selects are only loaded for those who open the menu.
const AdvanceByForm = lazy(() =>
  import('./AdvanceByForm').then(({ AdvanceByForm }) => ({ default: AdvanceByForm })),
);

const STEPS = ['PT1H', 'P1D', 'P1W'] as const;

/** Sandbox only: the clock that can be moved, what the last move brought about, and the way to the phones. */
export function ClockBar({ clock }: { clock: SandboxClock }) {
  const words = useWords();
  const times = useTimes();
  const describe = useProblemWords();
  const advance = useAdvance();

  const move = (by: Advance): void =>
    advance.mutate(by, {
      onError: (error) => {
        const { title, detail, faults } = describe(error);
        notify({ color: 'red', title, message: faults.join('; ') || detail });
      },
    });
  const next = {
    label: words('clock.next'),
    hint: clock.next === null ? words('clock.next.none') : times.exact(clock.next),
  };
  const steps = STEPS.map((by) => ({ by, label: words(`clock.${by}`) }));

  return (
    <Group component="section" className={classes.bar} aria-label={words('clock.title')} wrap="nowrap">
      <Text size="xs" fw={600} tt="uppercase" lts="0.04em" visibleFrom="md">
        {words('clock.title')}
      </Text>
      <TickingTime clock={clock} />
      <Text size="xs" className={classes.happened} role="status" visibleFrom="sm">
        {advance.isPending
          ? words('clock.moving')
          : advance.data
            ? words('clock.happened', { ...advance.data })
            : ''}
      </Text>
      <Group gap={6} wrap="nowrap" ml="auto">
        <Group gap={6} wrap="nowrap" visibleFrom="md">
          {steps.map(({ by, label }) => (
            <Button
              key={by}
              className={classes.step}
              size="compact-sm"
              disabled={advance.isPending}
              onClick={() => move({ by })}
            >
              {label}
            </Button>
          ))}
          <Tooltip label={next.hint}>
            <Button
              className={classes.step}
              size="compact-sm"
              disabled={advance.isPending || clock.next === null}
              leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
              onClick={() => move({ toNext: true })}
            >
              {next.label}
            </Button>
          </Tooltip>
        </Group>
        <Menu position="bottom-end" width={230} closeOnItemClick>
          <Menu.Target>
            <Button
              className={classes.step}
              size="compact-sm"
              loading={advance.isPending}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {words('clock.advance')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {steps.map(({ by, label }) => (
              <Menu.Item key={by} onClick={() => move({ by })} hiddenFrom="md">
                {label}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => move({ toNext: true })} disabled={clock.next === null} hiddenFrom="md">
              {next.label}
            </Menu.Item>
            <Suspense fallback={<Skeleton h={78} m={8} />}>
              <AdvanceByForm onAdvance={move} />
            </Suspense>
          </Menu.Dropdown>
        </Menu>
        {clock.phones && <PhonesLink href={clock.phones} />}
      </Group>
    </Group>
  );
}

function PhonesLink({ href }: { href: string }) {
  const words = useWords();
  const props = {
    component: 'a',
    href,
    target: '_blank',
    rel: 'noreferrer',
    className: classes.step,
  } as const;
  const icon = <IconDeviceMobile size={15} aria-hidden />;
  return (
    <>
      <ActionIcon {...props} size={26} hiddenFrom="sm" aria-label={words('clock.phones')}>
        {icon}
      </ActionIcon>
      <Button {...props} size="compact-sm" visibleFrom="sm" leftSection={icon}>
        {words('clock.phones')}
      </Button>
    </>
  );
}
