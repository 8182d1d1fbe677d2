import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { openEscalationsQuery } from '../escalations/escalations.api';
import { inboxCountQuery } from '../inbox/inbox.api';
import { useWords } from '../messages/use-words';
import type { Room } from './room-groups';
import classes from './Rooms.module.css';

/** The way to one room, with how much waits there. */
export function RoomLink({ room, onGo }: { room: Room; onGo?: (() => void) | undefined }) {
  const words = useWords();
  const { to, label, icon: Icon } = room;
  return (
    <Link to={to} className={classes.room} onClick={onGo}>
      <Icon size={19} stroke={1.7} aria-hidden />
      <span className={classes.label}>{words(label)}</span>
      <RoomCount to={to} />
    </Link>
  );
}

function RoomCount({ to }: { to: Room['to'] }) {
  const escalations = useQuery({ ...openEscalationsQuery, enabled: to === '/escalations' });
  const inbox = useQuery({ ...inboxCountQuery, enabled: to === '/inbox' });
  const count = to === '/escalations' ? escalations.data : to === '/inbox' ? inbox.data : 0;
  if (!count) return null;
  return (
    <Badge size="xs" variant="filled" color={to === '/escalations' ? 'red.8' : 'pine.7'} radius="xl">
      {count > 99 ? '99+' : count}
    </Badge>
  );
}
