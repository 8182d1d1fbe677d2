import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { useWords } from '../messages/use-words';
import { AT_THE_FOOT, ROOM_GROUPS } from './room-groups';
import { RoomLink } from './RoomLink';
import classes from './Rooms.module.css';

const AllRooms = lazy(() => import('./AllRooms').then(({ AllRooms }) => ({ default: AllRooms })));
const SHOWN = ROOM_GROUPS.flatMap(({ rooms }) => rooms).filter(({ to }) => AT_THE_FOOT.includes(to));

/** The rooms at the foot of a phone: the most used ones, and a sheet with all of them. */
export function FootRooms() {
  const words = useWords();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <nav aria-label={words('shell.rooms')} className={classes.foot}>
        {SHOWN.map((room) => (
          <RoomLink key={room.to} room={room} />
        ))}
        <UnstyledButton className={classes.room} onClick={open} aria-haspopup="dialog">
          <IconMenu2 size={19} stroke={1.7} aria-hidden />
          <span className={classes.label}>{words('shell.more')}</span>
        </UnstyledButton>
      </nav>
      <Suspense>{isOpen && <AllRooms onClose={close} />}</Suspense>
    </>
  );
}
