import { Badge } from '@mantine/core';
import {
  IconBook,
  IconChartLine,
  IconEyeCheck,
  IconFlame,
  IconGavel,
  IconInbox,
  IconLayoutList,
  IconRoute,
  IconTruck,
  IconCertificate,
  IconTicket,
  IconStairs,
  IconUserCog,
  IconMessage2,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { openEscalationsQuery } from '../escalations/escalations.api';
import { inboxCountQuery } from '../inbox/inbox.api';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';
import classes from './Shell.module.css';

interface Room {
  to:
    | '/board'
    | '/escalations'
    | '/customers'
    | '/inbox'
    | '/reports'
    | '/supervision'
    | '/policies'
    | '/visits'
    | '/tickets'
    | '/agreements'
    | '/approvals'
    | '/staff'
    | '/tiers'
    | '/guides'
    | '/templates';
  label: MessageId;
  icon: TablerIcon;
}

const ROOMS: readonly Room[] = [
  { to: '/board', label: 'room.board', icon: IconLayoutList },
  { to: '/escalations', label: 'room.escalations', icon: IconFlame },
  { to: '/tickets', label: 'room.tickets', icon: IconTicket },
  { to: '/agreements', label: 'room.agreements', icon: IconCertificate },
  { to: '/customers', label: 'room.customers', icon: IconUsers },
  { to: '/inbox', label: 'room.inbox', icon: IconInbox },
  { to: '/templates', label: 'room.templates', icon: IconMessage2 },
  { to: '/supervision', label: 'room.supervision', icon: IconEyeCheck },
  { to: '/reports', label: 'room.reports', icon: IconChartLine },
  { to: '/policies', label: 'room.policies', icon: IconRoute },
  { to: '/visits', label: 'room.visits', icon: IconTruck },
  { to: '/approvals', label: 'room.approvals', icon: IconGavel },
  { to: '/staff', label: 'room.staff', icon: IconUserCog },
  { to: '/tiers', label: 'room.tiers', icon: IconStairs },
  { to: '/guides', label: 'room.guides', icon: IconBook },
];

/** The way to each room; `flat` for the foot of a phone. */
export function Rooms({ flat = false }: { flat?: boolean }) {
  const words = useWords();
  const escalations = useQuery(openEscalationsQuery);
  const inbox = useQuery(inboxCountQuery);
  const counts: Partial<Record<Room['to'], number>> = {
    '/escalations': escalations.data,
    '/inbox': inbox.data,
  };
  return (
    <nav
      aria-label={words('shell.rooms')}
      className={flat ? `${classes.rooms} ${classes.flat}` : classes.rooms}
    >
      {ROOMS.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.room}>
          <Icon size={21} stroke={1.7} aria-hidden />
          {words(label)}
          <RoomCount count={counts[to]} urgent={to === '/escalations'} />
        </Link>
      ))}
    </nav>
  );
}

function RoomCount({ count, urgent }: { count: number | undefined; urgent: boolean }) {
  if (!count) return null;
  return (
    <Badge
      size="xs"
      variant="filled"
      color={urgent ? 'red.8' : 'pine.7'}
      className={classes.count}
      radius="xl"
    >
      {count > 99 ? '99+' : count}
    </Badge>
  );
}
