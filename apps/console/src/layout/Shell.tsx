import { AppShell, Group, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { clockQuery } from '../clock/clock.api';
import { ClockBar } from '../clock/ClockBar';
import { HeldSenders } from '../senders/HeldSenders';
import { useWords } from '../messages/use-words';
import { Brand } from './Brand';
import { FootRooms } from './FootRooms';
import { LanguageMenu } from './LanguageMenu';
import { Rooms } from './Rooms';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';
import { useLive } from './use-live';
import { UserMenu } from './UserMenu';

const HEADER = 52;
const CLOCK = 44;

/** What stands around every room: the way to the others, the clock in sandbox mode, and who is signed in. */
export function Shell() {
  const words = useWords();
  const { data: clock } = useQuery(clockQuery);
  useLive();
  return (
    <AppShell
      header={{ height: clock ? HEADER + CLOCK : HEADER }}
      navbar={{ width: 184, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 58, sm: 0 } }}
      classNames={{
        main: classes.main,
        header: classes.header,
        navbar: classes.navbar,
        footer: classes.footer,
      }}
    >
      <AppShell.Header>
        <a href="#main" className={classes.skip}>
          {words('shell.skip')}
        </a>
        <Group h={HEADER} px="md" justify="space-between" wrap="nowrap">
          <UnstyledButton component={Link} to="/board" aria-label="Aftercare">
            <Brand />
          </UnstyledButton>
          <Group gap={6} wrap="nowrap">
            <LanguageMenu />
            <SchemeSwitch />
            <UserMenu />
          </Group>
        </Group>
        {clock && <ClockBar clock={clock} />}
      </AppShell.Header>
      <AppShell.Navbar>
        <Rooms />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <HeldSenders />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm">
        <FootRooms />
      </AppShell.Footer>
    </AppShell>
  );
}
