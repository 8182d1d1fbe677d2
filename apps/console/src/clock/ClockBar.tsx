import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconDeviceMobile, IconMail, IconPlayerPause } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { notify } from '../components/notify';
import { useProblemWords } from '../components/problem-words';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';
import { AdvanceMenu } from './AdvanceMenu';
import { ClockSteps } from './ClockSteps';
import { ClockStatus, useStopWords } from './ClockStatus';
import { type Advance, type SandboxClock, clockQuery, useAdvance } from './clock.api';
import classes from './clock.module.css';
import { TickingTime } from './TickingTime';
import { usePlay } from './use-play';

/** Sandbox only: the clock that can be moved and played, what that brought about, and the way to phones and mails. */
export function ClockBar({ clock }: { clock: SandboxClock }) {
  const words = useWords();
  const describe = useProblemWords();
  const sayStop = useStopWords();
  const queries = useQueryClient();
  const advance = useAdvance();
  // A move is over when everything on screen, this clock too, has been asked for anew.
  const readNext = useCallback(
    () => Promise.resolve(queries.getQueryData(clockQuery.queryKey)?.next ?? null),
    [queries],
  );
  const playing = usePlay(advance.mutateAsync, readNext);
  const { speed, stop } = playing;
  const isBusy = advance.isPending || speed !== null;

  const { zone } = clock;
  useEffect(() => {
    if (stop === null) return;
    const color = stop.why === 'failed' ? 'red' : 'pine';
    notify({
      color,
      message: sayStop(stop, zone),
      closeButtonProps: { 'aria-label': words('action.close') },
    });
    // Said once for each stop, and not anew when the language changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stop]);

  const move = (by: Advance): void =>
    advance.mutate(by, {
      onError: (error) => {
        const { title, detail, faults } = describe(error);
        notify({ color: 'red', title, message: faults.join('; ') || detail });
      },
    });

  return (
    <Group component="section" className={classes.bar} aria-label={words('clock.title')} wrap="nowrap">
      <Text size="xs" fw={600} tt="uppercase" lts="0.04em" visibleFrom="md">
        {words('clock.title')}
      </Text>
      <TickingTime clock={clock} />
      <ClockStatus isMoving={advance.isPending} moved={advance.data} {...{ playing, zone }} />
      <Group gap={6} wrap="nowrap" ml="auto">
        <ClockSteps clock={clock} busy={isBusy} onMove={move} />
        {speed === null ? (
          <AdvanceMenu clock={clock} busy={isBusy} onMove={move} onPlay={playing.play} />
        ) : (
          <Button
            className={classes.step}
            size="compact-sm"
            leftSection={<IconPlayerPause size={14} aria-hidden />}
            onClick={playing.pause}
          >
            {words('clock.pause')}
          </Button>
        )}
        {clock.phones && <RoomOfSandbox to="/sandbox/phones" label="clock.phones" icon={IconDeviceMobile} />}
        <RoomOfSandbox to="/sandbox/mail" label="clock.mails" icon={IconMail} />
      </Group>
    </Group>
  );
}

interface RoomOfSandboxProps {
  to: '/sandbox/phones' | '/sandbox/mail';
  label: MessageId;
  icon: typeof IconMail;
}

function RoomOfSandbox({ to, label, icon: Icon }: RoomOfSandboxProps) {
  const words = useWords();
  const icon = <Icon size={15} aria-hidden />;
  return (
    <>
      <ActionIcon
        component={Link}
        to={to}
        className={classes.step}
        size={26}
        hiddenFrom="lg"
        aria-label={words(label)}
      >
        {icon}
      </ActionIcon>
      <Button
        component={Link}
        to={to}
        className={classes.step}
        size="compact-sm"
        visibleFrom="lg"
        leftSection={icon}
      >
        {words(label)}
      </Button>
    </>
  );
}
