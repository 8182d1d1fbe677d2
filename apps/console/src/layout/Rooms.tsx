import { ScrollArea } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { ROOM_GROUPS } from './room-groups';
import { RoomLink } from './RoomLink';
import classes from './Rooms.module.css';

/** The way to every room, in groups. @param onGo after a room was chosen */
export function Rooms({ onGo }: { onGo?: () => void }) {
  const words = useWords();
  return (
    <ScrollArea type="auto" scrollbarSize={6} className={classes.scroll}>
      <nav aria-label={words('shell.rooms')} className={classes.rooms}>
        {ROOM_GROUPS.map(({ label, rooms }) => (
          <section key={label} className={classes.group} aria-label={words(label)}>
            <div className={classes.heading} aria-hidden>
              {words(label)}
            </div>
            {rooms.map((room) => (
              <RoomLink key={room.to} room={room} onGo={onGo} />
            ))}
          </section>
        ))}
      </nav>
    </ScrollArea>
  );
}
